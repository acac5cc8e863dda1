using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.Control;

[Module("fail", "Fails with a message; `when` says when.", NeedsNoHost = true)]
[Returns("msg", "The message.")]
internal sealed record Fail : IModule
{
    [Argument("The message.")]
    public string Msg { get; init; } = "Failed as requested from task";

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation) => throw new TaskFailedException(Msg);
}
