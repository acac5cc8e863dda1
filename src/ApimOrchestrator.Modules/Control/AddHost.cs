using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Control;

[Module("add_host", "Adds a host to the inventory for the rest of the run: for later plays, `delegate_to` and `hostvars`. Runs once for all hosts.", NeedsNoHost = true, RunsOnce = true)]
[Returns("add_host", "A map: `host_name`, `groups`, `host_vars`.")]
internal sealed record AddHost : IModule
{
    [Argument("The host's name, or `name:port`.", Aliases = ["hostname", "host"])]
    public required string Name { get; init; }

    [Argument("The groups it is put into; those there are not are made.", Aliases = ["groupname", "group"])]
    public IReadOnlyList<string> Groups { get; init; } = [];

    [Argument("Its variables.", TakesRest = true)]
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var (name, port) = Split(Name.Trim());
        if (name.Length == 0)
        {
            throw new TaskFailedException("'name' is empty");
        }

        var variables = Variables.ToDictionary(pair => pair.Key, pair => Written.Plain(pair.Value));
        if (port is not null)
        {
            variables["ansible_ssh_port"] = port;
        }

        IReadOnlyList<string> groups = [.. Groups.Where(group => group.Length > 0).Distinct()];
        var told = new Dictionary<string, object?> { ["host_name"] = name, ["groups"] = groups.Cast<object?>().ToList(), ["host_vars"] = variables };
        return Task.FromResult(Answer.Of("add_host", told) with { Request = new RunRequest.AddHost(name, groups, variables) });
    }

    private static (string Name, long? Port) Split(string text)
    {
        var at = text.LastIndexOf(':');
        var isOne = at > 0 && (text[at - 1] == ']' || text.IndexOf(':') == at);
        return isOne && long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? (text[..at].Trim('[', ']'), port) : (text, null);
    }
}
