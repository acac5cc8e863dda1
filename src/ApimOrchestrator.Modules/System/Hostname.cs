using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System;

[Module("hostname", "Gives the host its name, now and when it starts again.")]
[Returns("name", "The name.")]
internal sealed record Hostname : IModule
{
    private static readonly HostPath File = HostPath.Parse("/etc/hostname");

    [Argument("The name: letters, digits, dots and hyphens.")]
    public required string Name { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Name.Length is 0 or > 64 || !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-') || Name[0] == '-')
        {
            throw new TaskFailedException($"'{Name}' cannot be a host's name: at most 64 letters, digits, dots and hyphens");
        }

        var subject = new Subject("hostname", host.Name);
        var look = new CommandLook<string>(subject, new Command("cat", "/proc/sys/kernel/hostname"), static result => result.Output.Trim());
        var (file, current, identity) = await host.LookAsync(new PathLook(File, PathDetail.Bytes), look, new IdentityLook(), cancellation);
        if (file is not PathState.File present)
        {
            await host.PutAsync(new PathChange(File, file, new PathState.File(Content.Of(Name + "\n"), 0x1A4, identity.User, identity.Group)), cancellation);
        }
        else if (await TextOfAsync(present, cancellation) != Name)
        {
            await host.PutAsync(new PathChange(File, file, present with { Content = Content.Of(Name + "\n") }), cancellation);
        }

        if (current != Name)
        {
            await host.MustRunAsync(new Command("hostname", Name), new Change(subject, current, Name) { Undo = new Command("hostname", current) }, cancellation);
        }

        return Answer.Of("name", Name) with { Facts = Facts() };
    }

    // the file may begin with comments, hostname(5)
    private static async Task<string> TextOfAsync(PathState.File file, CancellationToken cancellation) =>
        global::System.Text.Encoding.UTF8.GetString(await file.Content.ReadAsync(cancellation)).Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#') ?? "";

    private Dictionary<string, object?> Facts()
    {
        var dot = Name.IndexOf('.', StringComparison.Ordinal);
        var facts = new Dictionary<string, object?> { ["ansible_hostname"] = dot < 0 ? Name : Name[..dot], ["ansible_nodename"] = Name };
        if (dot > 0)
        {
            (facts["ansible_fqdn"], facts["ansible_domain"]) = (Name, Name[(dot + 1)..]);
        }

        return facts;
    }
}
