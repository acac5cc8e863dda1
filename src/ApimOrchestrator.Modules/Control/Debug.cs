using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Control;

[Module("debug", "Prints a message or a variable.", NeedsNoHost = true)]
[Returns("msg", "What was printed, where `var` was not given; else the value has the name of the variable.")]
internal sealed record Debug : IModule
{
    [Argument("What to print: a text, a list or a map.")]
    public object? Msg { get; init; } = "Hello world!";

    [Argument("The variable or expression to print instead of a message.")]
    public Evaluated? Var { get; init; }

    [Argument("Print only where at least so many `-v` were given.")]
    public int Verbosity { get; init; }

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var (name, value) = Var is { } shown ? (shown.Expression, shown.Value) : ("msg", Written.Plain(Msg));
        var answer = Answer.Of(name, value);
        return Task.FromResult(answer with { Message = Json.Shown(answer.Values), Verbosity = Verbosity });
    }
}
