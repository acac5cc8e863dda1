using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("systemd", "Controls a unit of systemd: whether it runs, starts with the host, or is masked; lets systemd read its unit files again.", Aliases = ["systemd_service"])]
[Returns("name", "The unit.")]
[Returns("state", "What it was brought to, where a state was asked for; `started` after a restart or reload.")]
[Returns("enabled", "Whether it starts with the host, where that was asked for.")]
[Returns("status", "A map: what `systemctl show` told before the task.")]
internal sealed record Systemd : IModule
{
    [Argument("The unit; `cron` means `cron.service`.", Aliases = ["service", "unit"])]
    public string? Name { get; init; }

    [Argument("What it is to do; left out, it goes on as it does.")]
    public ServiceWish? State { get; init; }

    [Argument("Whether it starts with the host; left out, that stays as it is.")]
    public bool? Enabled { get; init; }

    [Argument("Whether it is masked, so that nothing can start it; left out, that stays as it is.")]
    public bool? Masked { get; init; }

    [Argument("Whether systemd reads its unit files again first. With a name it does so only where a unit file has changed since it was read.", Aliases = ["daemon-reload"])]
    public bool DaemonReload { get; init; }

    [Argument("Whether systemd itself is started again first.", Aliases = ["daemon-reexec"])]
    public bool DaemonReexec { get; init; }

    [Argument("Whose service manager is meant.")]
    public SystemdScope Scope { get; init; }

    [Argument("Whether the end of a start or stop is not awaited.")]
    public bool NoBlock { get; init; }

    [Argument("Whether links of another unit are replaced when it is enabled.")]
    public bool Force { get; init; }

    private IReadOnlyList<string> Options =>
        [.. Scope == SystemdScope.System ? [] : new[] { $"--{Scope.ToString().ToLowerInvariant()}" }, .. NoBlock ? new[] { "--no-block" } : [], .. Force ? new[] { "--force" } : []];

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        Check();
        if (Name is null)
        {
            await ReloadAsync(host, DaemonReload, cancellation);
            return new Answer(new Dictionary<string, object?> { ["name"] = null, ["status"] = new Dictionary<string, object?>() });
        }

        var (seen, isStale) = DaemonReload
            ? await host.LookAsync(ServiceState.Look(Name, Options), Stale(), cancellation)
            : (await host.LookAsync(ServiceState.Look(Name, Options), cancellation), false);
        await ReloadAsync(host, isStale || (DaemonReload && seen is null), cancellation);
        var work = new ServiceWork(host, Name, verb => new Command("systemctl", [.. Options, verb, "--", Name]));
        if (!await work.FindAsync(seen, cancellation) && (State is not null || Enabled is not null))
        {
            throw work.Missing();
        }

        await work.MaskAsync(Masked ?? work.State.IsMasked, cancellation);
        await work.EnableAsync(Enabled ?? work.State.IsEnabled, cancellation);
        await work.BringToAsync(State is ServiceWish.Reloaded or ServiceWish.Restarted && !work.State.IsRunning ? ServiceWish.Started : State, cancellation);
        return Answered(seen, work.State);
    }

    private void Check()
    {
        if (Name is null && (State is not null || Enabled is not null || Masked is not null))
        {
            throw new TaskFailedException("'name' is needed with 'state', 'enabled' or 'masked'");
        }

        if (State is null && Enabled is null && Masked is null && !DaemonReload && !DaemonReexec)
        {
            throw new TaskFailedException("one of 'state', 'enabled', 'masked', 'daemon_reload' and 'daemon_reexec' is needed");
        }

        if (Name?.AsSpan().ContainsAny('*', '?', '[') ?? false)
        {
            throw new TaskFailedException($"'{Name}' holds wildcards; name one unit");
        }
    }

    // systemd says of every unit it has read whether the file has changed since, systemctl(1) NeedDaemonReload
    private CommandLook<bool> Stale() => new(
        new Subject("systemd", "stale"), new Command("systemctl", [.. Options, "show", "-p", "NeedDaemonReload", "*"]), static result => result.Output.Contains("NeedDaemonReload=yes", StringComparison.Ordinal));

    /// <summary>Nothing a reader would call a change of the host; once unit files are what they were, they are read again.</summary>
    private async Task ReloadAsync(IHost host, bool isNeeded, CancellationToken cancellation)
    {
        foreach (var verb in new[] { DaemonReexec ? "daemon-reexec" : null, isNeeded ? "daemon-reload" : null }.OfType<string>())
        {
            var command = new Command("systemctl", [.. Options, verb]);
            await host.MustRunAsync(command, new Change(new Subject("systemd", verb), null, null) { Undo = command }, cancellation);
        }
    }

    private Answer Answered(ServiceState? seen, ServiceState now)
    {
        var answer = new Dictionary<string, object?>
        {
            ["name"] = Name,
            ["status"] = seen is { Properties.Count: 0 } ? new Unknown($"service {Name}") : (seen?.Properties ?? new Dictionary<string, string>()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value),
        };
        if (State is not null)
        {
            answer["state"] = State == ServiceWish.Stopped ? "stopped" : "started";
        }

        if (Enabled is not null)
        {
            answer["enabled"] = now.IsEnabled;
        }

        return new Answer(answer);
    }
}
