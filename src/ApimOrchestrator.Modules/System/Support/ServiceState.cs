using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What a service of the host does.</summary>
/// <param name="IsRunning">Whether it runs.</param>
/// <param name="IsEnabled">Whether it starts with the host.</param>
internal sealed record ServiceState(bool IsRunning, bool IsEnabled)
{
    private const string LookScript = """
        if [ -d /run/systemd/system ]; then
          systemctl show -p LoadState -p ActiveState -p UnitFileState -- "$1"
          exit
        fi
        [ -x "/etc/init.d/$1" ] || { echo LoadState=not-found; exit 0; }
        "/etc/init.d/$1" status >/dev/null 2>&1 && echo ActiveState=active
        for link in /etc/rc[2345].d/S[0-9][0-9]"$1" /etc/runlevels/*/"$1"; do
          [ -e "$link" ] && echo UnitFileState=enabled && break
        done
        echo LoadState=loaded
        """;

    private const string ChangeScript = """
        if [ -d /run/systemd/system ]; then exec systemctl "$1" -- "$2"; fi
        case $1 in
          enable) if command -v update-rc.d >/dev/null; then update-rc.d "$2" defaults && update-rc.d "$2" enable; elif command -v chkconfig >/dev/null; then chkconfig "$2" on; else rc-update add "$2"; fi ;;
          disable) if command -v update-rc.d >/dev/null; then update-rc.d "$2" disable; elif command -v chkconfig >/dev/null; then chkconfig "$2" off; else rc-update del "$2"; fi ;;
          *) exec "/etc/init.d/$2" "$1" </dev/null >/dev/null 2>&1 ;;
        esac
        """;

    /// <summary>Whether it is masked: nothing can start it.</summary>
    public bool IsMasked { get; init; }

    /// <summary>What was last done to it besides; for people.</summary>
    public string Done { get; init; } = "";

    /// <summary>Everything systemd tells of it; empty where nobody asked.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Looks at a service; null where there is none.</summary>
    public static CommandLook<ServiceState?> Look(string name) => new(SubjectOf(name), Command.Shell(LookScript, name), result => Read(name, result));

    /// <summary>Looks at a unit of systemd with everything it tells; null where there is none.</summary>
    public static CommandLook<ServiceState?> Look(string name, IReadOnlyList<string> options) =>
        new(SubjectOf(name), new Command("systemctl", [.. options, "show", "--", name]), result => Read(name, result));

    /// <summary>The program that does something to a service: <c>start stop restart reload enable disable</c>.</summary>
    public static Command CommandFor(string verb, string name) => Command.Shell(ChangeScript, verb, name);

    /// <summary>The service as a subject; <c>cron</c> and <c>cron.service</c> are the same.</summary>
    public static Subject SubjectOf(string name) => new("service", name.EndsWith(".service", StringComparison.Ordinal) ? name[..^".service".Length] : name);

    /// <summary>For people.</summary>
    public override string ToString() =>
        $"{(Done.Length > 0 ? Done : IsRunning ? "running" : "stopped")}, {(IsMasked ? "masked" : IsEnabled ? "enabled" : "disabled")}";

    private static ServiceState? Read(string name, CommandResult result)
    {
        var values = result.Output.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        if (!values.TryGetValue("LoadState", out var load))
        {
            var why = result.Error.Trim().Split('\n')[0];
            throw new TaskFailedException($"the host does not tell about the service {name}{(why.Length > 0 ? $": {why}" : "")}") { Result = result };
        }

        var active = values.GetValueOrDefault("ActiveState") is "active" or "activating" or "reloading";
        var enabled = values.GetValueOrDefault("UnitFileState") is "enabled" or "enabled-runtime" or "static" or "generated";
        return load == "not-found" ? null : new ServiceState(active, enabled) { IsMasked = load == "masked", Properties = values };
    }
}
