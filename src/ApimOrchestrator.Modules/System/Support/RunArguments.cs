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
        if (await WhyNotAsync(host, cancellation) is { } why)
        {
            return ProgramAnswer.Skipped(why, Shown(shown));
        }

        command = command with { WorkingFolder = Chdir?.Text };
        return ProgramAnswer.Of(await host.RunAsync(command, change ?? Change.Opaque(command), cancellation), Shown(shown));
    }

    private static object? Shown(object? shown) => shown is IReadOnlyList<string> words ? words.Cast<object?>().ToList() : shown;

    private async Task<string?> WhyNotAsync(IHost host, CancellationToken cancellation)
    {
        List<PathPattern> patterns = [];
        if (Creates is not null || Removes is not null)
        {
            var folder = Chdir ?? (Relative(Creates) || Relative(Removes) ? (await host.LookAsync(new IdentityLook(), cancellation)).Home : HostPath.Root);
            patterns = [.. new[] { Creates, Removes }.OfType<string>().Select(text => new PathPattern(folder.Combine(text)))];
        }

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
