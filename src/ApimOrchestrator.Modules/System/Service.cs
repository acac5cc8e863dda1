using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("service", "Starts and stops a service of the host and says whether it starts with the host: through systemd where that runs, else through its init script.")]
[Returns("name", "The service.")]
[Returns("state", "`started` or `stopped`, where a state was asked for.")]
[Returns("enabled", "Whether it starts with the host, where that was asked for.")]
internal sealed record Service : IModule
{
    [Argument("The service's name.")]
    public required string Name { get; init; }

    [Argument("What it is to do; left out, it goes on as it does.")]
    public ServiceWish? State { get; init; }

    [Argument("Whether it starts with the host; left out, that stays as it is.")]
    public bool? Enabled { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (State is null && Enabled is null)
        {
            throw new TaskFailedException("one of 'state' and 'enabled' is needed");
        }

        var service = await host.LookAsync(ServiceState.Look(Name), cancellation)
            ?? throw new TaskFailedException($"there is no service {Name} on {host.Name}") { Subject = $"service {Name}" };
        if (Enabled is { } enabled && enabled != service.IsEnabled)
        {
            service = await ChangeAsync(host, enabled ? "enable" : "disable", service, service with { IsEnabled = enabled, Done = "" }, cancellation);
        }

        var wish = State == ServiceWish.Reloaded && !service.IsRunning ? ServiceWish.Started : State;
        service = wish switch
        {
            ServiceWish.Started when !service.IsRunning => await ChangeAsync(host, "start", service, service with { IsRunning = true, Done = "" }, cancellation),
            ServiceWish.Stopped when service.IsRunning => await ChangeAsync(host, "stop", service, service with { IsRunning = false, Done = "" }, cancellation),
            ServiceWish.Restarted => await ChangeAsync(host, "restart", service with { Done = "" }, service with { IsRunning = true, Done = "restarted" }, cancellation),
            ServiceWish.Reloaded => await ChangeAsync(host, "reload", service with { Done = "" }, service with { Done = "reloaded" }, cancellation),
            _ => service,
        };
        var answer = new Dictionary<string, object?> { ["name"] = Name };
        if (State is not null)
        {
            answer["state"] = service.IsRunning ? "started" : "stopped";
        }

        if (Enabled is not null)
        {
            answer["enabled"] = service.IsEnabled;
        }

        return new Answer(answer);
    }

    private async Task<ServiceState> ChangeAsync(IHost host, string verb, ServiceState before, ServiceState after, CancellationToken cancellation)
    {
        var undo = verb switch
        {
            "enable" => "disable",
            "disable" => "enable",
            "start" => "stop",
            "stop" => "start",
            _ => null,
        };
        var change = new Change(new Subject("service", Name), before, after) { Undo = undo is null ? null : ServiceState.CommandFor(undo, Name) };
        await host.MustRunAsync(ServiceState.CommandFor(verb, Name), change, cancellation);
        return after;
    }
}
