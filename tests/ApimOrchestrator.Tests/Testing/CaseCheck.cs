using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>Holds what a case asks for against what came.</summary>
internal static class CaseCheck
{
    private const string UnknownWord = "unknown";

    /// <summary>The effects are those the case lists.</summary>
    public static void HasExpectedEffects(this CaseRun run, ModuleCase source, string host)
    {
        var listed = $"{source}\nended {run.Outcome}, effects:\n{string.Join('\n', run.Effects)}";
        run.Effects.Count.ShouldBe(source.Effects.Count, listed);
        foreach (var (effect, wished) in run.Effects.Zip(source.Effects))
        {
            (wished.Path is not null ? effect.Subject : $"{effect.Kind} {effect.Subject}").ShouldBe(wished.Path ?? wished.Subject, listed);
            effect.Host.ShouldBe(wished.Host ?? host, listed);
            Compare(effect.Before, wished.Before, listed);
            Compare(effect.After, wished.After, listed);
        }
    }

    /// <summary>The answer has the values the case lists.</summary>
    public static void HasExpectedAnswer(this CaseRun run, ModuleCase source)
    {
        foreach (var (name, wished) in source.Answer ?? new Dictionary<string, object?>())
        {
            CaseRun.Text(run.Answer?.Values.GetValueOrDefault(name)).ShouldBe(CaseRun.Text(wished), $"{source}\nanswer '{name}'");
        }
    }

    /// <summary>Each claim is what happened, but for what it says cannot be known.</summary>
    public static void Matches(this CaseRun claimed, CaseRun happened, ModuleCase source)
    {
        var told = $"{source}\nclaimed ({claimed.Outcome}):\n{string.Join('\n', claimed.Effects)}\nhappened ({happened.Outcome}):\n{string.Join('\n', happened.Effects)}";
        if (claimed.Unknown is not null)
        {
            // what is claimed up to there must hold all the same
            claimed.Effects.Count.ShouldBeLessThanOrEqualTo(happened.Effects.Count, told);
        }
        else
        {
            (claimed.Failure is null).ShouldBe(happened.Failure is null, told);
            claimed.Effects.Count.ShouldBe(happened.Effects.Count, told);
        }

        foreach (var (claim, fact) in claimed.Effects.Zip(happened.Effects))
        {
            Known(claim, fact).ShouldBe(fact, told);
        }

        foreach (var (name, value) in claimed.Answer?.Values ?? new Dictionary<string, object?>())
        {
            var text = CaseRun.Text(value);
            if (!text.Contains("(unknown:", StringComparison.Ordinal))
            {
                text.ShouldBe(CaseRun.Text(happened.Answer?.Values.GetValueOrDefault(name)), $"{source}\nanswer '{name}'");
            }
        }
    }

    /// <summary>Everything below a folder, as lines; contents that cannot be known stand as such.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> TreeAsync(IHost host, string folder)
    {
        var tree = await host.LookAsync(new TreeLook(HostPath.Parse(folder)), TestContext.Current.CancellationToken);
        return tree.ToDictionary(entry => entry.Key.Text, entry => entry.Value is PathState.File { Content.WhyUnknown: not null } ? UnknownWord : MemoryMachine.Describe(entry.Value));
    }

    /// <summary>Both trees are the same but for contents that cannot be known.</summary>
    public static void SameTree(IReadOnlyDictionary<string, string> claimed, IReadOnlyDictionary<string, string> happened, ModuleCase source)
    {
        string Lines(IReadOnlyDictionary<string, string> tree) => string.Join('\n', tree.Where(entry => claimed.GetValueOrDefault(entry.Key) != UnknownWord).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {entry.Value}"));
        claimed.Keys.Order(StringComparer.Ordinal).ShouldBe(happened.Keys.Order(StringComparer.Ordinal), $"{source}");
        Lines(claimed).ShouldBe(Lines(happened), $"{source}");
    }

    private static void Compare(EffectState state, ExpectedState? wished, string told)
    {
        if (wished is null)
        {
            return;
        }

        if (wished.Text is { } text)
        {
            state.State.ShouldBe(text, told);
        }

        var (kind, target) = state.State.StartsWith("link to ", StringComparison.Ordinal) ? ("link", state.State["link to ".Length..]) : (state.State, null);
        kind.ShouldBe(wished.State ?? kind, told);
        target.ShouldBe(wished.Target ?? target, told);
        state.Sha256.ShouldBe(wished.Content is { } bytes ? Content.Of(bytes).Sha256 : wished.Sha256 ?? state.Sha256, told);
        state.Mode.ShouldBe(wished.Mode is { } mode ? Mode.Octal(mode) : state.Mode, told);
        state.Owner.ShouldBe(wished.Owner ?? state.Owner, told);
        state.Group.ShouldBe(wished.Group ?? state.Group, told);
    }

    private static Effect Known(Effect claim, Effect fact) =>
        claim.After is { State: "file", Sha256: null } or { State: UnknownWord } ? claim with { After = fact.After, Diff = fact.Diff } : claim;
}
