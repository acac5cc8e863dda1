using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.System;

[Module("wait_for_connection", "Waits until the host can be reached and works; a connection that was lost is made anew.")]
internal sealed record WaitForConnection : IModule
{
    [Argument("Seconds before the first attempt.")]
    public int Delay { get; init; }

    [Argument("Seconds between two attempts.")]
    public int Sleep { get; init; } = 1;

    [Argument("Seconds to wait at most.")]
    public int Timeout { get; init; } = 600;

    [Argument("Accepted as Ansible has it; how long one attempt may take says the connection's own timeout (`-T`).")]
    public int ConnectTimeout { get; init; } = 5;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var look = new CommandLook<bool>(new Subject("connection", host.Name), new Command("true"), static result => result.ExitCode == 0);
        await host.ExpectAsync(
            new Expectation<bool>($"{host.Name} can be reached", look, static works => works, TimeSpan.FromSeconds(Timeout))
            {
                Delay = TimeSpan.FromSeconds(Delay),
                Interval = TimeSpan.FromSeconds(Sleep),
                SurvivesLoss = true,
            },
            cancellation);
        return Answer.None;
    }
}
