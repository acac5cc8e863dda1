using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.Control;

[Module("group_by", "Puts the host into a group for the rest of the run; the group's name usually holds a fact.", NeedsNoHost = true)]
[Returns("add_group", "The group.")]
[Returns("parent_groups", "The groups it lies in.")]
internal sealed record GroupBy : IModule
{
    [Argument("The group's name; blanks become hyphens.")]
    public required string Key { get; init; }

    [Argument("The groups it lies in.")]
    public IReadOnlyList<string> Parents { get; init; } = ["all"];

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var group = Key.Replace(' ', '-');
        IReadOnlyList<string> parents = [.. Parents.Select(parent => parent.Replace(' ', '-'))];
        return Task.FromResult(new Answer(new Dictionary<string, object?> { ["add_group"] = group, ["parent_groups"] = parents.Cast<object?>().ToList() })
        {
            Request = new RunRequest.AddToGroup(group, parents),
        });
    }
}
