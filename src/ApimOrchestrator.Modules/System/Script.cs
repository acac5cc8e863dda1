using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.Files.Support;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("script", "Runs a script of the project on the host; nothing of it stays there.")]
[Returns("cmd", "The script and its words.")]
[Returns("rc", "Its exit code.")]
[Returns("stdout", "Its standard output without the last line end.")]
[Returns("stderr", "Its standard error without the last line end.")]
[Returns("stdout_lines", "The output's lines.")]
[Returns("stderr_lines", "The error output's lines.")]
[Returns("msg", "Why it did not run, where `creates` or `removes` says so.")]
internal sealed record Script : RunArguments, IModule
{
    private const string RunScript = """
        t=$(mktemp "${TMPDIR:-/tmp}/script.XXXXXXXX") || exit 1
        trap 'rm -f "$t"' EXIT
        trap 'exit 143' HUP INT TERM
        cat >"$t" && chmod 700 "$t" || exit 1
        eval "$1 \"\$t\" $2" </dev/null
        """;

    [Argument("The script of the project (searched in `files/` first) and its words, as the host's shell reads them.", FreeForm = true)]
    public required ProjectFile Cmd { get; init; }

    [Argument("The program that is to run the script, with its words; left out, the script's first line says it.")]
    public string Executable { get; init; } = "";

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var line = Cmd.Name.Trim();
        if (Words.Split(line) is not [var name, ..])
        {
            throw new TaskFailedException("no script given");
        }

        var script = Cmd.Named(name).Open() is [{ RelativePath: "" } file] ? file.Content : throw new TaskFailedException($"{name} is a folder, not a script");
        var rest = line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : line[(line.IndexOf(line[0], 1) + 1)..];
        var command = Command.Shell(RunScript, Executable, rest) with { Input = script };
        return RunAsync(host, command, line, cancellation, new Change(new Subject("command", line), "not run", "run"));
    }
}
