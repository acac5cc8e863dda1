using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.Files.Support;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("command", "Runs a program with its words, without a shell: no pipes, redirections, variables or wildcards.")]
[Returns("cmd", "The program and its words.")]
[Returns("rc", "Its exit code.")]
[Returns("stdout", "Its standard output without the last line end.")]
[Returns("stderr", "Its standard error without the last line end.")]
[Returns("stdout_lines", "The output's lines.")]
[Returns("stderr_lines", "The error output's lines.")]
[Returns("msg", "Why it did not run, where `creates` or `removes` says so.")]
internal sealed record CommandModule : InputArguments, IModule
{
    [Argument("The program and its words as one text, quoted as for a shell.", FreeForm = true)]
    public string? Cmd { get; init; }

    [Argument("The program and its words as a list.")]
    public IReadOnlyList<string>? Argv { get; init; }

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Cmd is null == Argv is null)
        {
            throw new TaskFailedException("one of the command line and 'argv' is needed, not both");
        }

        var words = Argv ?? Words.Split(Cmd!);
        return words.Count == 0 || words[0].Length == 0
            ? throw new TaskFailedException("no command given")
            : RunAsync(host, new Command(words[0], [.. words.Skip(1)]) { Input = Input }, words, cancellation);
    }
}
