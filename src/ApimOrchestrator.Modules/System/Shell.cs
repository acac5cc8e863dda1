using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("shell", "Runs a command line in a shell of the host, with pipes, redirections, variables and wildcards.")]
[Returns("cmd", "The command line.")]
[Returns("rc", "Its exit code.")]
[Returns("stdout", "Its standard output without the last line end.")]
[Returns("stderr", "Its standard error without the last line end.")]
[Returns("stdout_lines", "The output's lines.")]
[Returns("stderr_lines", "The error output's lines.")]
[Returns("msg", "Why it did not run, where `creates` or `removes` says so.")]
internal sealed record Shell : InputArguments, IModule
{
    [Argument("The command line.", FreeForm = true)]
    public required string Cmd { get; init; }

    [Argument("The shell to run it: an absolute path.")]
    public string Executable { get; init; } = "/bin/sh";

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation) =>
        RunAsync(host, new Command(Executable, "-c", Cmd) { Input = Input }, Cmd, cancellation);
}
