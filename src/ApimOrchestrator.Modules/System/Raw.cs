using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("raw", "Runs a command line as the login would; here the same as `shell` without its options.")]
[Returns("rc", "Its exit code.")]
[Returns("stdout", "Its standard output.")]
[Returns("stderr", "Its standard error.")]
[Returns("stdout_lines", "The output's lines.")]
[Returns("stderr_lines", "The error output's lines.")]
internal sealed record Raw : IModule
{
    [Argument("The command line.", FreeForm = true)]
    public required string Cmd { get; init; }

    [Argument("The shell to run it: an absolute path.")]
    public string Executable { get; init; } = "/bin/sh";

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var command = new Command(Executable, "-c", Cmd);
        return ProgramAnswer.Of(await host.RunAsync(command, Change.Opaque(command), cancellation), Cmd);
    }
}
