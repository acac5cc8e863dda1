using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Control;

[Module("assert", "Fails unless all conditions hold.", NeedsNoHost = true)]
[Returns("msg", "What was said.")]
[Returns("assertion", "The condition that does not hold, where the task failed.")]
[Returns("evaluated_to", "What it evaluated to.")]
internal sealed record Assert : IModule
{
    [Argument("The conditions, as in `when`; all must hold.")]
    public required IReadOnlyList<Evaluated> That { get; init; }

    [Argument("What to say where one does not hold.", Aliases = ["msg"])]
    public string FailMsg { get; init; } = "Assertion failed";

    [Argument("What to say where all hold.")]
    public string SuccessMsg { get; init; } = "All assertions passed";

    [Argument("Whether nothing is said where all hold.")]
    public bool Quiet { get; init; }

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        foreach (var condition in That)
        {
            if (condition.Value is Unknown unknown)
            {
                throw new UnknownStateException(unknown.Why);
            }

            if (!IsTrue(condition))
            {
                throw new TaskFailedException($"{FailMsg}: '{condition.Expression}' does not hold")
                {
                    Values = new Dictionary<string, object?> { ["msg"] = FailMsg, ["assertion"] = condition.Expression, ["evaluated_to"] = condition.Value },
                };
            }
        }

        return Task.FromResult(Answer.Of("msg", SuccessMsg) with { Message = Quiet ? null : Json.Shown(new Dictionary<string, object?> { ["changed"] = false, ["msg"] = SuccessMsg }) });
    }

    private static bool IsTrue(Evaluated condition) => condition.Value switch
    {
        Undefined undefined => throw new TaskFailedException($"'{condition.Expression}' cannot be evaluated: '{undefined.Name}' is undefined"),
        null or false or 0L or 0.0 or "" => false,
        IReadOnlyList<object?> list => list.Count > 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        _ => true,
    };
}
