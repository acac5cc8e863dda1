using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files;

[Module("tempfile", "Makes an empty file or folder with a name nobody else has, which only the task's user may use. Each run makes a new one.")]
[Returns("path", "The path; unknown before the real run.")]
internal sealed record Tempfile : IModule
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789_";

    // 077 leaves what mkstemp(3) and mkdtemp(3) give: 0600 and 0700
    private const string MakeScript = """
        umask 077
        p=${1:-${TMPDIR:-/tmp}}
        p=${p%/}/$2
        if [ "$3" = directory ]; then mkdir -- "$p"; else set -C; : >"$p"; fi && printf '%s' "$p"
        """;

    private const string RemoveScript = """
        p=${1:-${TMPDIR:-/tmp}}
        rm -rf -- "${p%/}/$2"
        """;

    [Argument("Whether a file or a folder is made.")]
    public TempfileKind State { get; init; }

    [Argument("The folder it is made in; left out, the host's folder for temporary files.")]
    public HostPath? Path { get; init; }

    [Argument("What the name begins with.")]
    public string Prefix { get; init; } = "ansible.";

    [Argument("What the name ends with.")]
    public string Suffix { get; init; } = "";

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        string[] words = [Path?.Text ?? "", Prefix + RandomNumberGenerator.GetString(Letters, 8) + Suffix, State == TempfileKind.Directory ? "directory" : "file"];
        var change = new Change(new Subject("tempfile", $"{Path?.Text ?? "/tmp"}/{Prefix}XXXXXXXX{Suffix}"), null, words[2]) { Undo = Command.Shell(RemoveScript, words) };
        var result = await host.MustRunAsync(Command.Shell(MakeScript, words), change, cancellation);
        return Answer.Of("path", result.WhyUnknown is { } why ? new Unknown(why) : result.Output);
    }
}
