using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>The arguments <c>command</c>, <c>shell</c> and <c>script</c> share, and how they run.</summary>
internal abstract record RunArguments
{
    [Argument("The folder to run it in; left out, the user's home.")]
    public HostPath? Chdir { get; init; }

    [Argument("A path, with `*` and `?` as wildcards: where it exists, the command is not run.")]
    public string? Creates { get; init; }

    [Argument("A path, with `*` and `?` as wildcards: where it does not exist, the command is not run.")]
    public string? Removes { get; init; }

    /// <summary>Runs the program unless <c>creates</c> or <c>removes</c> say that there is no need.</summary>
    protected async Task<Answer> RunAsync(IHost host, Command command, object? shown, CancellationToken cancellation, Change? change = null)
    {
        var patterns = await PatternsAsync(host, cancellation);
        if (await WhyNotAsync(host, patterns, cancellation) is { } why)
        {
            return ProgramAnswer.Skipped(why, Shown(shown));
        }

        command = command with { WorkingFolder = Chdir?.Text };
        change = (change ?? Change.Opaque(command)) with { Obscures = [.. patterns.Select(pattern => pattern.Place)] };
        return ProgramAnswer.Of(await host.RunAsync(command, change, cancellation), Shown(shown));
    }

    private static object? Shown(object? shown) => shown is IReadOnlyList<string> words ? words.Cast<object?>().ToList() : shown;

    private async Task<List<PathPattern>> PatternsAsync(IHost host, CancellationToken cancellation)
    {
        if (Creates is null && Removes is null)
        {
            return [];
        }

        var folder = Chdir ?? (Relative(Creates) || Relative(Removes) ? (await host.LookAsync(new IdentityLook(), cancellation)).Home : HostPath.Root);
        return [.. new[] { Creates, Removes }.OfType<string>().Select(text => new PathPattern(folder.Combine(text)))];
    }

    private async Task<string?> WhyNotAsync(IHost host, List<PathPattern> patterns, CancellationToken cancellation)
    {
        var seen = patterns.Count == 0 ? [] : await host.LookAsync([.. patterns.Select(pattern => pattern.Look)], cancellation);
        var exist = patterns.Zip(seen).Select(pair => pair.First.Exists(pair.Second)).ToList();
        return this switch
        {
            { Creates: not null } when exist[0] => $"{Creates} exists",
            { Removes: not null } when !exist[^1] => $"{Removes} does not exist",
            _ => null,
        };
    }

    private static bool Relative(string? path) => path is not null && !path.StartsWith('/');
}
