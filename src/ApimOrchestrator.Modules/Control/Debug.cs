using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.Control;

[Module("debug", "Prints a message or a variable.", NeedsNoHost = true)]
[Returns("msg", "What was printed, where `msg` was given.")]
internal sealed record Debug : IModule
{
    [Argument("What to print.")]
    public object? Msg { get; init; } = "Hello world!";

    [Argument("The variable or expression to print instead of a message.")]
    public Evaluated? Var { get; init; }

    [Argument("Print only with at least so many `-v`.")]
    public int Verbosity { get; init; }

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation) =>
        Task.FromResult(Var is { } shown ? Answer.Of(shown.Expression, shown.Value) : Answer.Of("msg", Msg));
}
