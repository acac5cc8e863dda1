using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A host between two starts.</summary>
/// <param name="Id">What the kernel calls the time since it started, random(4), and the host's name: containers share the first with the machine they run on.</param>
/// <param name="Restarts">How often a run would have started it again since.</param>
internal sealed record BootState(string Id, int Restarts)
{
    /// <summary>Looks at the host.</summary>
    public static CommandLook<BootState> Look(string host) => new(
        new Subject("boot", host), new Command("cat", "/proc/sys/kernel/random/boot_id", "/proc/sys/kernel/hostname"), static result => new BootState(result.Output.Trim(), 0));

    /// <summary>For people.</summary>
    public override string ToString() => Restarts == 0 ? "running" : "restarted";
}
