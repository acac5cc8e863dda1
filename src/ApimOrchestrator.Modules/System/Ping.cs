using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.System;

[Module("ping", "Proves that the host can be worked with: connects, becomes the wished user, answers.")]
[Returns("ping", "The value of `data`.")]
internal sealed record Ping : IModule
{
    [Argument("What to answer; `crash` fails.")]
    public string Data { get; init; } = "pong";

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Data == "crash")
        {
            throw new TaskFailedException("crashed, as asked for");
        }

        await host.LookAsync(new IdentityLook(), cancellation);
        return Answer.Of("ping", Data);
    }
}
