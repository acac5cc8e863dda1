using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System;

[Module("sysctl", "Keeps a kernel setting in a sysctl file and in the running kernel.", Aliases = ["ansible.posix.sysctl"])]
[Returns("name", "The setting.")]
[Returns("value", "Its value.")]
[Returns("sysctl_file", "The file.")]
internal sealed record Sysctl : IModule
{
    // proc(5): the tree under /proc/sys spells a name's dots as slashes, and a slash in a name as a dot
    private const string LookScript = "cat \"/proc/sys/$(printf %s \"$1\" | tr ./ /.)\" 2>/dev/null || sysctl -e -n \"$1\" 2>/dev/null";

    [Argument("The setting, for example `vm.swappiness`.", Aliases = ["key"])]
    public required string Name { get; init; }

    [Argument("Its value; yes and no count as 1 and 0. Needed with `state: present`.", Aliases = ["val"])]
    public string? Value { get; init; }

    [Argument("Whether the file must have the setting.")]
    public Presence State { get; init; }

    [Argument("The file.")]
    public HostPath SysctlFile { get; init; } = HostPath.Parse("/etc/sysctl.conf");

    [Argument("Whether the running kernel gets the value too. Only this setting is touched, whatever else the file holds.")]
    public bool Reload { get; init; } = true;

    [Argument("Whether the running kernel gets the value though `reload` is off.")]
    public bool SysctlSet { get; init; }

    [Argument("Whether a setting the kernel does not know is passed over.")]
    public bool Ignoreerrors { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var wished = State == Presence.Absent ? null : Normal(Value ?? throw new TaskFailedException("'value' is needed with 'state: present'"));
        var name = Name.Trim();
        var subject = new Subject("sysctl", name);
        var ((path, file), current, identity) = await host.LookAsync(
            new TargetLook(SysctlFile, PathDetail.Bytes), new CommandLook<string?>(subject, Command.Shell(LookScript, name), ReadValue), new IdentityLook(), cancellation);
        var text = file is PathState.File present ? await TextLines.ReadAsync(present.Content, cancellation) : TextLines.Empty();
        if (Edit(text, name, wished))
        {
            var after = file is PathState.File old ? old with { Content = text.ToContent() } : new PathState.File(text.ToContent(), 0x1A4, identity.User, identity.Group);
            await host.PutAsync(new PathChange(path, file, after), cancellation);
        }

        if (wished is not null && (Reload || SysctlSet) && current != wished && !(current is null && Ignoreerrors))
        {
            var change = new Change(subject, current, wished) { Undo = current is null ? null : Setting(name, current) };
            await host.MustRunAsync(Setting(name, wished), change, cancellation);
        }

        return new Answer(new Dictionary<string, object?> { ["name"] = name, ["value"] = wished, ["sysctl_file"] = SysctlFile.Text });
    }

    private Command Setting(string name, string value) => new("sysctl", Ignoreerrors ? ["-e", "-w", $"{name}={value}"] : ["-w", $"{name}={value}"]);

    private static string? ReadValue(CommandResult result) => result.Output.Trim() is { Length: > 0 } value ? Normal(value) : null;

    private static string Normal(string value) => value.Trim() switch
    {
        "yes" or "Yes" or "True" or "true" => "1",
        "no" or "No" or "False" or "false" => "0",
        var text => string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)),
    };

    /// <summary>Edits the lines; answers whether anything differs. Of several lines of the setting the first stays.</summary>
    private static bool Edit(TextLines text, string name, string? wished)
    {
        var before = text.Text;
        var places = Enumerable.Range(0, text.Lines.Count).Where(at => NameOf(text.Lines[at]) == name).ToList();
        if (wished is not null && places.Count == 0)
        {
            text.Insert(text.Lines.Count, $"{name}={wished}");
        }
        else if (wished is not null && Normal(text.Lines[places[0]][(text.Lines[places[0]].IndexOf('=') + 1)..].TrimEnd()) != wished)
        {
            text.Lines[places[0]] = $"{name}={wished}{text.End}";
        }

        foreach (var at in places.Skip(wished is null ? 0 : 1).Reverse())
        {
            text.Lines.RemoveAt(at);
        }

        return text.Text != before;
    }

    private static string? NameOf(string line) =>
        line.TrimStart() is var start && !start.StartsWith('#') && !start.StartsWith(';') && start.IndexOf('=') is > 0 and var equals ? start[..equals].Trim().TrimStart('-') : null;
}
