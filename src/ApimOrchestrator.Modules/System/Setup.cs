using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("setup", "Gathers facts of the host: names, system, addresses, memory, processors, mounts, Java homes, date.")]
[Returns("ansible_facts", "The facts: `ansible_hostname`, `ansible_default_ipv4` and so on.")]
internal sealed record Setup : IModule
{
    private const string Prefix = "ansible_";

    [Argument("Only facts whose names fit one of these (`*` and `?` as wildcards).")]
    public IReadOnlyList<string> Filter { get; init; } = [];

    [Argument("Accepted as Ansible has it: all facts come in one request, so that choosing saves nothing.")]
    public IReadOnlyList<string> GatherSubset { get; init; } = [];

    [Argument("Accepted as Ansible has it.")]
    public int GatherTimeout { get; init; } = 10;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var look = new CommandLook<IReadOnlyDictionary<string, object?>>(new Subject("facts", "all"), Command.Shell(FactScript.Text), static result => new FactReader(result.Output).Read());
        var (facts, identity) = await host.LookAsync(look, new IdentityLook(), cancellation);
        var all = new Dictionary<string, object?>(facts)
        {
            ["ansible_user_id"] = identity.User,
            ["ansible_user_uid"] = identity.Uid,
            ["ansible_user_gid"] = identity.Gid,
            ["ansible_user_dir"] = identity.Home.Text,
        };
        var wished = all.Where(fact => Filter.Count == 0 || Filter.Any(pattern => Wildcard.Fits(pattern, fact.Key) || Wildcard.Fits(Prefix + pattern, fact.Key))).ToDictionary(fact => fact.Key, fact => fact.Value);
        return Answer.Of("ansible_facts", wished) with { Facts = wished.ToDictionary(fact => fact.Key.StartsWith(Prefix, StringComparison.Ordinal) ? fact.Key[Prefix.Length..] : fact.Key, fact => fact.Value) };
    }
}
