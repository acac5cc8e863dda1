using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Control;

[Module("set_fact", "Sets variables of the host for the rest of the run.", NeedsNoHost = true)]
[Returns("ansible_facts", "The variables that were set.")]
internal sealed record SetFact : IModule
{
    [Argument("The variables: any names with any values.", TakesRest = true)]
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    [Argument("Accepted as Ansible has it, but only `no` is possible: nothing is kept from run to run.")]
    public bool Cacheable { get; init; }

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Cacheable)
        {
            throw new TaskFailedException("'cacheable: true' is not supported: facts live as long as the run");
        }

        if (Facts.Count == 0)
        {
            throw new TaskFailedException("at least one variable is needed: name: value");
        }

        foreach (var name in Facts.Keys)
        {
            if (!VariableName.IsValid(name))
            {
                throw new TaskFailedException($"'{name}' is no name for a variable: {VariableName.Rule}");
            }
        }

        var facts = Facts.ToDictionary(pair => pair.Key, pair => Written.Plain(pair.Value));
        return Task.FromResult(Answer.Of("ansible_facts", facts) with { Facts = facts });
    }
}
