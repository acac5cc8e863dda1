using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Effects;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Overlay;

/// <summary>Does the same steps through the overlay and for real, on hosts that begin alike, and holds what was claimed against what happened.</summary>
internal static class BothWays
{
    /// <summary>One host.</summary>
    public static Task AgreeAsync(HostCase host, params Func<IHost, Task>[] steps) =>
        AgreeAsync(lab => lab.Add("node1", host), [.. steps.Select(step => ("node1", step))]);

    /// <summary>Several hosts.</summary>
    public static async Task AgreeAsync(Action<MemoryLab> build, params (string Host, Func<IHost, Task> Step)[] steps)
    {
        var (pretended, real) = (new MemoryLab(), new MemoryLab());
        build(pretended);
        build(real);
        var before = pretended.Machines.Values.Select(machine => machine.Snapshot()).ToList();
        foreach (var machine in pretended.Machines.Values)
        {
            machine.IsLookOnly = true;
        }

        var world = new SimulatedWorld(name => pretended.Machines.ContainsKey(name) ? name : null);
        var claimed = await RunAsync(name => world.Over(pretended.Host(name)), steps);
        var happened = await RunAsync(name => real.Host(name), steps);

        claimed.ShouldBe(happened);
        pretended.Machines.Values.Select(machine => machine.Snapshot()).ShouldBe(before);
        foreach (var name in real.Machines.Keys)
        {
            (await TreeAsync(world.Over(pretended.Host(name)), "/")).ShouldBe(await TreeAsync(real.Host(name), "/"));
        }
    }

    /// <summary>Everything below a path, as lines.</summary>
    public static async Task<string> TreeAsync(IHost host, string path)
    {
        var tree = await host.LookAsync(new TreeLook(HostPath.Parse(path)), TestContext.Current.CancellationToken);
        return string.Join('\n', tree.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {MemoryMachine.Describe(entry.Value)}"));
    }

    /// <summary>The steps' effects and failures, as lines.</summary>
    private static async Task<List<string>> RunAsync(Func<string, IHost> hostOf, (string Host, Func<IHost, Task> Step)[] steps)
    {
        var log = new List<string>();
        foreach (var (name, step) in steps)
        {
            var host = new RecordingHost(hostOf(name), new TaskOptions { Diff = true });
            try
            {
                await step(host);
                log.Add("done");
            }
            catch (TaskFailedException)
            {
                log.Add("failed");
            }

            log.AddRange(host.Effects.Select(effect => effect.ToString()));
        }

        return log;
    }
}
