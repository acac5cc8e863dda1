using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Wso2.Support;

namespace ApimOrchestrator.Modules.Wso2;

/// <summary>
/// Lets a user of another host log in here with a key pair made for this alone, restricted to one command, and makes this host known there by its real host keys.
/// One task instead of four, because what the key is only the real run knows: a plan still shows every file that changes.
/// </summary>
[Module("ssh_access", "Lets a user of another host run one command here over ssh: a key pair of its own, a pinned host key.")]
[Returns("public_key", "The public key that was let in.")]
public sealed record SshAccess : IModule
{
    private const string MakeKey =
        """
        # ssh-keygen
        umask 077
        command -v ssh-keygen >/dev/null 2>&1 || { echo "there is no ssh-keygen on this host: install openssh-client" >&2; exit 3; }
        trap 'rm -f "$1.new" "$1.new.pub"' EXIT
        rm -f "$1.new" "$1.new.pub"
        ssh-keygen -q -t ed25519 -N '' -C "$2" -f "$1.new" && chmod 0644 "$1.new.pub" && chown "$3" "$1.new" "$1.new.pub" && mv -f "$1.new.pub" "$1.pub" && mv -f "$1.new" "$1"
        """;

    private static readonly string[] HostKeys = ["/etc/ssh/ssh_host_ed25519_key.pub", "/etc/ssh/ssh_host_ecdsa_key.pub", "/etc/ssh/ssh_host_rsa_key.pub"];

    /// <summary>The other host.</summary>
    [Argument("The host of the inventory that connects.")]
    public required string From { get; init; }

    /// <summary>The private key there.</summary>
    [Argument("The private key's file on that host; made, with its `.pub`, when it is absent. Its folder must exist.")]
    public required HostPath Key { get; init; }

    /// <summary>The known hosts there.</summary>
    [Argument("The file on that host that gets this host's keys and nothing else (for `-o UserKnownHostsFile=`).")]
    public required HostPath KnownHosts { get; init; }

    /// <summary>Who owns those files.</summary>
    [Argument("The user on that host who owns these files.")]
    public required string FromUser { get; init; }

    /// <summary>Their group.</summary>
    [Argument("The group of these files.")]
    public required string FromGroup { get; init; }

    /// <summary>This host's name there.</summary>
    [Argument("The name or address under which that host reaches this one.")]
    public required string Address { get; init; }

    /// <summary>The ssh port.</summary>
    [Argument("The port of this host's ssh server.")]
    public int Port { get; init; } = 22;

    /// <summary>The authorized keys here.</summary>
    [Argument("The authorized_keys file on this host. Other lines in it stay. Its folder must exist.")]
    public required HostPath AuthorizedKeys { get; init; }

    /// <summary>Its owner.</summary>
    [Argument("The user on this host who owns that file.")]
    public required string User { get; init; }

    /// <summary>Its group.</summary>
    [Argument("The group of that file.")]
    public required string Group { get; init; }

    /// <summary>What the key may do.</summary>
    [Argument("The command the key may run; whatever the client asks for is in SSH_ORIGINAL_COMMAND.")]
    public required string Command { get; init; }

    /// <summary>The comment that marks the key.</summary>
    [Argument("The comment that marks the key; the line here with this comment is the one that is looked after.")]
    public string Comment { get; init; } = "apim-orchestrator";

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var client = host.Peer(From);
        var publicFile = HostPath.Parse(Key.Text + ".pub");
        var pending = client.StatesOfAsync([Key, publicFile, KnownHosts], PathDetail.Bytes, cancellation);
        var here = await host.StatesOfAsync([AuthorizedKeys, .. HostKeys.Select(HostPath.Parse)], PathDetail.Bytes, cancellation);
        var there = await pending;
        var key = there[1];
        if (there[0] is PathState.Absent || key is PathState.Absent)
        {
            await MakeKeyAsync(client, there[0], key, publicFile, cancellation);
            key = await client.StateOfAsync(publicFile, PathDetail.Bytes, cancellation);
        }

        await PutAsync(client, KnownHosts, there[2], await KnownHostsAsync(here.Skip(1), host.Name, cancellation), (0x1A4, FromUser, FromGroup), cancellation);
        var content = ((PathState.File)key).Content;
        var text = content.WhyUnknown is null ? Encoding.UTF8.GetString(await content.ReadAsync(cancellation)).Trim() : null;
        await PutAsync(host, AuthorizedKeys, here[0], await AuthorizedAsync(here[0], text, host.Name, cancellation), (0x180, User, Group), cancellation);
        return Answer.Of("public_key", text ?? (object)new Unknown(content.WhyUnknown!));
    }

    private static async Task PutAsync(IHost host, HostPath path, PathState before, Content content, (int Mode, string User, string Group) rights, CancellationToken cancellation)
    {
        var after = new PathState.File(content, rights.Mode, rights.User, rights.Group);
        if (!after.SameAs(before))
        {
            await host.PutAsync(new PathChange(path, before, after), cancellation);
        }
    }

    private async Task MakeKeyAsync(IHost client, PathState privateKey, PathState publicKey, HostPath publicFile, CancellationToken cancellation)
    {
        var why = $"the key pair {Key} made on {client.Name}";
        var change = new Change(new Subject("key", Key.Text), "absent", $"ed25519 key pair '{Comment}'")
        {
            Paths =
            [
                new PathChange(Key, privateKey, new PathState.File(Content.Unknown(why), 0x180, FromUser, FromGroup)),
                new PathChange(publicFile, publicKey, new PathState.File(Content.Unknown(why), 0x1A4, FromUser, FromGroup)),
            ],
        };
        var result = await client.RunAsync(Core.Hosts.Command.Shell(MakeKey, Key.Text, Comment, $"{FromUser}:{FromGroup}"), change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw new TaskFailedException($"{change.Subject}: {(result.Error + result.Output).Trim().Split('\n')[0]}") { Result = result, Subject = change.Subject.ToString() };
        }
    }

    private async Task<Content> KnownHostsAsync(IEnumerable<PathState> keys, string name, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var file in keys.OfType<PathState.File>())
        {
            var words = Encoding.UTF8.GetString(await file.Content.ReadAsync(cancellation)).Trim().Split(' ');
            var address = Port == 22 ? Address : string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}");
            text.Append(address).Append(' ').Append(string.Join(' ', words.Take(2))).Append('\n');
        }

        return text.Length > 0 ? Content.Of(text.ToString()) : throw new TaskFailedException($"{name} has no host key in /etc/ssh: is its ssh server another one than OpenSSH?");
    }

    private async Task<Content> AuthorizedAsync(PathState present, string? key, string name, CancellationToken cancellation)
    {
        var why = $"the key pair {Key} made on {From}";
        if (present is PathState.File { Content.WhyUnknown: { } reason } file)
        {
            return reason == why ? file.Content : throw new UnknownStateException(reason);
        }

        if (key is null)
        {
            return Content.Unknown(why);
        }

        var line = $"restrict,command=\"{Command.Replace("\\", "\\\\").Replace("\"", "\\\"")}\" {key}";
        var text = present is PathState.File known ? Encoding.UTF8.GetString(await known.Content.ReadAsync(cancellation)) : "";
        return Content.Of(AuthorizedLines.With(text, line, Comment));
    }
}
