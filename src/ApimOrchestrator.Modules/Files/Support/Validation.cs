using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Lets a program of the host check a file's new content before it takes its place.</summary>
internal static class Validation
{
    private const string Script = """
        t=$(mktemp) || exit 1
        trap 'rm -f "$t"' EXIT
        cat >"$t" || exit 1
        n=$#
        while [ "$n" -gt 0 ]; do
          w=$1; shift; n=$((n - 1))
          case $w in *%s*) w=${w%%%s*}$t${w#*%s} ;; esac
          set -- "$@" "$w"
        done
        "$@"
        """;

    /// <summary>Runs the program, with a copy of the content in place of <c>%s</c>.</summary>
    /// <exception cref="TaskFailedException">The program refuses the content, or has no <c>%s</c>.</exception>
    public static async Task CheckAsync(IHost host, string? program, string path, Content content, CancellationToken cancellation)
    {
        if (program is null || content.WhyUnknown is not null)
        {
            return;
        }

        if (!program.Contains("%s", StringComparison.Ordinal))
        {
            throw new TaskFailedException("'validate' must contain %s, the place of the file to check");
        }

        var command = Command.Shell(Script, Words.Split(program)) with { Input = content };
        var result = await host.LookAsync(new CommandLook<CommandResult>(new Subject("validation", $"{program} of {path}"), command, static answer => answer), cancellation);
        if (result.ExitCode != 0)
        {
            throw new TaskFailedException($"{path}: '{program}' refuses the new content with exit code {result.ExitCode}") { Result = result, Subject = path };
        }
    }
}
