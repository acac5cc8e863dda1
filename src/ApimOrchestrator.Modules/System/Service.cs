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

        var work = new ServiceWork(host, Name, verb => ServiceState.CommandFor(verb, Name));
        if (!await work.FindAsync(await host.LookAsync(ServiceState.Look(Name), cancellation), cancellation))
        {
            throw work.Missing();
        }

        await work.EnableAsync(Enabled ?? work.State.IsEnabled, cancellation);
        await work.BringToAsync(State == ServiceWish.Reloaded && !work.State.IsRunning ? ServiceWish.Started : State, cancellation);
        var answer = new Dictionary<string, object?> { ["name"] = Name };
        if (State is not null)
        {
            answer["state"] = work.State.IsRunning ? "started" : "stopped";
        }

        if (Enabled is not null)
        {
            answer["enabled"] = work.State.IsEnabled;
        }

        return new Answer(answer);
    }
}
