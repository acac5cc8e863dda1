using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("known_hosts", "Keeps a host's key in a known_hosts file of the host, or keeps the host out of it.")]
[Returns("name", "The host.")]
[Returns("path", "The file.")]
internal sealed record KnownHosts : IModule
{
    [Argument("The host the key belongs to: a name, an address, or `[name]:port`.", Aliases = ["host"])]
    public required string Name { get; init; }

    [Argument("The whole line of the key: the name, the key's type, the key in base64. Needed with `state: present`.")]
    public string? Key { get; init; }

    [Argument("The file; `~` is the home of the task's user.")]
    public string Path { get; init; } = "~/.ssh/known_hosts";

    [Argument("Whether the name is written as a hash.")]
    public bool HashHost { get; init; }

    [Argument("Whether the key must be there; `absent` without a key removes all keys of the host.")]
    public Presence State { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var key = Key is null ? null : HostKeyLine.Parse(Key) ?? throw new TaskFailedException($"'{Key.Trim()}' is not a line of known_hosts: name, type and key");
        if (key is null ? State == Presence.Present : !key.IsOf(Name))
        {
            throw new TaskFailedException(key is null ? "'key' is needed with 'state: present'" : $"the key is one of '{key.Hosts}', not of '{Name}'");
        }

        var identity = await host.LookAsync(new IdentityLook(), cancellation);
        var path = Path.StartsWith("~/", StringComparison.Ordinal) ? identity.Home.Combine(Path[2..]) : HostPath.Parse(Path);
        var state = await host.LookAsync(new PathLook(path, PathDetail.Bytes, Follow: true), cancellation);
        var text = state switch
        {
            PathState.File file => await TextLines.ReadAsync(file.Content, cancellation),
            PathState.Absent => TextLines.Empty(),
            _ => throw new TaskFailedException($"{path} is a {state.Kind}, not a file") { Subject = path.Text },
        };
        var original = text.Text;
        Edit(text, key, host.Name);
        if (text.Text != original)
        {
            var after = state is PathState.File old ? old with { Content = text.ToContent() } : new PathState.File(text.ToContent(), 0x180, identity.User, identity.Group);
            var folders = state is PathState.File ? [] : await FolderChain.MissingAsync(host, path.Parent, () => new PathState.Folder(0x1C0, identity.User, identity.Group), cancellation);
            await host.PutAsync([.. folders, new PathChange(path, state, after)], cancellation);
        }

        return new Answer(new Dictionary<string, object?> { ["name"] = Name, ["path"] = path.Text });
    }

    private void Edit(TextLines text, HostKeyLine? key, string hostName)
    {
        if (State == Presence.Absent)
        {
            text.Lines.RemoveAll(line => HostKeyLine.Parse(line) is { Marker: "" } present && present.IsOf(Name) && (key is null || key.IsSameKey(present)));
            return;
        }

        bool IsRight(HostKeyLine present) => present.IsOf(Name) && present.IsSameKey(key!) && present.IsHashed == HashHost;
        if (text.Lines.Any(line => HostKeyLine.Parse(line) is { Marker: "" } present && IsRight(present)))
        {
            return;
        }

        var wished = (HashHost ? key! with { Hosts = HostKeyLine.Hash(Name, hostName) } : key! with { Hosts = key.IsHashed ? Name : key.Hosts }).ToString();
        var at = text.Lines.FindIndex(line => HostKeyLine.Parse(line) is { Marker: "" } present && present.IsOf(Name) && present.Type == key.Type);
        if (at < 0)
        {
            text.Insert(text.Lines.Count, wished);
        }
        else
        {
            text.Lines[at] = wished + (text.Lines[at].EndsWith('\n') ? "\n" : "");
        }
    }
}
