using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("authorized_key", "Keeps public keys in a user's authorized_keys, or keeps them out of it.", Aliases = ["ansible.posix.authorized_key"])]
[Returns("user", "The user.")]
[Returns("keyfile", "The file.")]
[Returns("key", "The keys as given.")]
internal sealed record AuthorizedKey : IModule
{
    [Argument("Whose keys.")]
    public required string User { get; init; }

    [Argument("One or more public keys, each on a line of its own, with options and comment as sshd(8) has them.")]
    public required string Key { get; init; }

    [Argument("The file in place of the user's `~/.ssh/authorized_keys`.")]
    public HostPath? Path { get; init; }

    [Argument("Whether a missing folder is made, with mode 0700 and the user as owner.")]
    public bool ManageDir { get; init; } = true;

    [Argument("The options of the keys, such as `command=\"…\",no-pty`; they replace those written with the keys.")]
    public string? KeyOptions { get; init; }

    [Argument("The comment of the keys; it replaces those written with the keys.")]
    public string? Comment { get; init; }

    [Argument("Whether all other keys are removed.")]
    public bool Exclusive { get; init; }

    [Argument("Whether the keys must be there.")]
    public Presence State { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var keys = TextLines.Split(Key).Select(TextLines.Bare).Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#'))
            .Select(line => KeyLine.Parse(line) ?? throw new TaskFailedException($"'{line}' is not a public key")).Select(Styled).ToList();
        var (user, path, state, folder) = await LookAsync(host, cancellation);
        var text = state is PathState.File file ? await TextLines.ReadAsync(file.Content, cancellation) : TextLines.Empty();
        var original = text.Text;
        Edit(text, keys);
        if (text.Text != original)
        {
            await SaveAsync(host, new PathChange(path, state, After(state, text.ToContent(), user)), folder, user, cancellation);
        }

        return new Answer(new Dictionary<string, object?> { ["user"] = User, ["keyfile"] = path.Text, ["key"] = Key });
    }

    private static PathState.File After(PathState before, Content content, UserState user) =>
        before is PathState.File file ? file with { Content = content } : new PathState.File(content, 0x180, user.Name, user.Group);

    private KeyLine Styled(KeyLine key) => key with { Options = KeyOptions ?? key.Options, Comment = Comment ?? key.Comment };

    private void Edit(TextLines text, List<KeyLine> keys)
    {
        if (State == Presence.Absent)
        {
            text.Lines.RemoveAll(line => KeyLine.Parse(line) is { } present && keys.Any(present.IsSameKey));
            return;
        }

        if (Exclusive)
        {
            text.Lines.RemoveAll(line => KeyLine.Parse(line) is { } present && !keys.Any(present.IsSameKey));
        }

        foreach (var key in keys)
        {
            var at = text.Lines.FindIndex(line => KeyLine.Parse(line)?.IsSameKey(key) ?? false);
            if (at < 0)
            {
                text.Insert(text.Lines.Count, key.ToString());
            }
            else if (KeyLine.Parse(text.Lines[at]) != key)
            {
                text.Lines[at] = key + (text.Lines[at].EndsWith('\n') ? "\n" : "");
            }
        }
    }

    /// <summary>The user's home is guessed, so that an unchanged file costs one round trip; a home elsewhere costs another.</summary>
    private async Task<(UserState User, HostPath Path, PathState State, PathState Folder)> LookAsync(IHost host, CancellationToken cancellation)
    {
        var guess = Path ?? HostPath.Parse(User == "root" ? "/root" : "/home").Combine(User == "root" ? ".ssh/authorized_keys" : $"{User}/.ssh/authorized_keys");
        var (user, state, folder) = await host.LookAsync(AccountLooks.User(User), new PathLook(guess, PathDetail.Bytes, Follow: true), new PathLook(guess.Parent, PathDetail.Attributes, Follow: true), cancellation);
        if (user is null)
        {
            throw new TaskFailedException($"there is no user {User}; add it with the module 'user' first") { Subject = $"user {User}" };
        }

        var path = Path ?? user.Home.Combine(".ssh/authorized_keys");
        if (path != guess)
        {
            (state, folder) = await host.LookAsync(new PathLook(path, PathDetail.Bytes, Follow: true), new PathLook(path.Parent, PathDetail.Attributes, Follow: true), cancellation);
        }

        return state is PathState.File or PathState.Absent ? (user, path, state, folder) : throw new TaskFailedException($"{path} is a {state.Kind}, not a file") { Subject = path.Text };
    }

    private async Task SaveAsync(IHost host, PathChange change, PathState folder, UserState user, CancellationToken cancellation)
    {
        var changes = new List<PathChange> { change };
        if (folder is PathState.Absent)
        {
            if (!ManageDir)
            {
                throw new TaskFailedException($"the folder {change.Path.Parent} does not exist and 'manage_dir' is off") { Subject = change.Path.Text };
            }

            changes.InsertRange(0, await FolderChain.MissingAsync(host, change.Path.Parent, () => new PathState.Folder(0x1C0, user.Name, user.Group), cancellation));
        }

        await host.PutAsync(changes, cancellation);
    }
}
