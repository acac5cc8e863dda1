using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Brings a service to what is wished, one program a step.</summary>
/// <param name="host">The host.</param>
/// <param name="name">The service.</param>
/// <param name="command">The program for a verb.</param>
internal sealed class ServiceWork(IHost host, string name, Func<string, Command> command)
{
    private static readonly HostPath[] UnitFolders = [.. new[] { "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system" }.Select(HostPath.Parse)];

    /// <summary>What the service does now.</summary>
    public ServiceState State { get; private set; } = new(false, false);

    /// <summary>Takes up what was seen. A service nobody knows may have its unit file all the same: an earlier task has put it there, and the service manager has not read it yet.</summary>
    /// <returns>Whether there is such a service.</returns>
    public async Task<bool> FindAsync(ServiceState? seen, CancellationToken cancellation)
    {
        if (seen is null)
        {
            var unit = name.Contains('.', StringComparison.Ordinal) ? name : name + ".service";
            var files = await host.StatesOfAsync([.. UnitFolders.Select(folder => folder.Combine(unit)), HostPath.Parse("/etc/init.d").Combine(name)], PathDetail.Attributes, cancellation);
            return files.Any(file => file is PathState.File or PathState.Link);
        }

        State = seen;
        return true;
    }

    /// <summary>The failure to find it.</summary>
    public TaskFailedException Missing() => new($"there is no service {name} on {host.Name}") { Subject = $"service {name}" };

    /// <summary>Says whether it starts with the host.</summary>
    public Task EnableAsync(bool wished, CancellationToken cancellation) =>
        wished == State.IsEnabled ? Task.CompletedTask : ChangeAsync(wished ? "enable" : "disable", State, State with { IsEnabled = wished, Done = "" }, cancellation);

    /// <summary>Says whether anything can start it.</summary>
    public Task MaskAsync(bool wished, CancellationToken cancellation) =>
        wished == State.IsMasked ? Task.CompletedTask : ChangeAsync(wished ? "mask" : "unmask", State, State with { IsMasked = wished, Done = "" }, cancellation);

    /// <summary>Starts, stops, restarts it, or lets it read its settings again.</summary>
    public Task BringToAsync(ServiceWish? wish, CancellationToken cancellation) => wish switch
    {
        ServiceWish.Started when !State.IsRunning => ChangeAsync("start", State, State with { IsRunning = true, Done = "" }, cancellation),
        ServiceWish.Stopped when State.IsRunning => ChangeAsync("stop", State, State with { IsRunning = false, Done = "" }, cancellation),
        ServiceWish.Restarted => ChangeAsync("restart", State with { Done = "" }, State with { IsRunning = true, Done = "restarted" }, cancellation),
        ServiceWish.Reloaded => ChangeAsync("reload", State with { Done = "" }, State with { Done = "reloaded" }, cancellation),
        _ => Task.CompletedTask,
    };

    private async Task ChangeAsync(string verb, ServiceState before, ServiceState after, CancellationToken cancellation)
    {
        var undo = verb switch
        {
            "enable" => "disable",
            "disable" => "enable",
            "start" => "stop",
            "stop" => "start",
            "mask" => "unmask",
            "unmask" => "mask",
            _ => null,
        };
        after = after with { Properties = new Dictionary<string, string>() };
        var change = new Change(ServiceState.SubjectOf(name), before, after) { Undo = undo is null ? null : command(undo) };
        await host.MustRunAsync(command(verb), change, cancellation);
        State = after;
    }
}
