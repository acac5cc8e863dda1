using System.Globalization;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Effects;
using ApimOrchestrator.Modules;
using Xunit;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>What came of a case's task on a host.</summary>
/// <param name="Effects">Its effects.</param>
/// <param name="Answer">Its answer; null where it has none.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Unknown">What it depends on; null where it is known.</param>
public sealed record CaseRun(IReadOnlyList<Effect> Effects, Answer? Answer, string? Failure, string? Unknown)
{
    /// <summary>Every text that reaches people.</summary>
    public IEnumerable<string> Texts =>
        [.. Effects.Select(effect => effect.ToString()), Failure ?? "", Unknown ?? "", Answer?.Message ?? "", .. Answer?.Warnings ?? [], .. (Answer?.Values.Values ?? []).Select(Text)];

    /// <summary>How it ended, in a word.</summary>
    public string Outcome => Failure is not null ? $"failed: {Failure}" : Unknown is not null ? $"unknown: {Unknown}" : "done";

    /// <summary>Runs a case's task.</summary>
    public static async Task<CaseRun> OnAsync(IHost host, ModuleCase source)
    {
        var recorder = new RecordingHost(host, new TaskOptions { Diff = true });
        try
        {
            return new CaseRun(recorder.Effects, await Bind(source).ApplyAsync(recorder, TestContext.Current.CancellationToken), null, null) with { Effects = recorder.Effects };
        }
        catch (TaskFailedException failure)
        {
            return new CaseRun(recorder.Effects, null, failure.Message, null);
        }
        catch (Exception problem) when (problem is FormatException or DiagnosticException)
        {
            return new CaseRun(recorder.Effects, null, problem.Message, null);
        }
        catch (UnknownStateException unknown)
        {
            return new CaseRun(recorder.Effects, null, null, unknown.Why);
        }
    }

    /// <summary>A value of an answer as text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        bool yes => yes ? "true" : "false",
        IReadOnlyDictionary<string, object?> map => "{" + string.Join(", ", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Text(pair.Value)}")) + "}",
        IReadOnlyList<object?> list => "[" + string.Join(", ", list.Select(Text)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Makes a case's module.</summary>
    public static IModule Bind(ModuleCase source)
    {
        var contract = ModuleCatalog.All.FirstOrDefault(module => module.Name == source.Module || module.Aliases.Contains(source.Module) || source.Module == $"ansible.builtin.{module.Name}")
            ?? throw new InvalidOperationException($"there is no module '{source.Module}'");
        var files = new CaseSource(source);
        var arguments = files.Evaluated(source.Arguments) switch
        {
            IReadOnlyDictionary<string, object?> map => map,
            null or Written { Value: null } => new Dictionary<string, object?>(),
            var text when contract.FreeForm is { } free => new Dictionary<string, object?> { [free.Name] = text },
            _ => throw new FormatException($"'{source.Module}' takes no free text"),
        };
        var problems = ArgumentReader.Problems(arguments, contract.Arguments, contract.Rest).ToList();
        var reader = new ArgumentReader(arguments, contract.Arguments, files);
        if (problems.Count > 0)
        {
            throw new FormatException(string.Join("; ", problems));
        }

        var module = contract.Create(reader);
        return reader.Problems().Count == 0 ? module : throw new FormatException(string.Join("; ", reader.Problems()));
    }
}
