using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>Servers that systemd runs: units on both nodes and on the Key Manager, the content on NFS.</summary>
[Collection<NfsCollection>]
public sealed class SystemdTests(NfsDeployment deployment)
{
    private const string Home = "/opt/wso2am-3.2.0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_comes_up_with_its_host_after_its_shared_folders_and_is_stopped_and_started_through_its_unit()
    {
        deployment.Require();
        ToolRun away;
        try
        {
            await TheServersComeUnderSystemdAsync();
            await ANodeIsUpByItselfAfterARebootAndAPowerCutAsync();
            await AStopAndAStartGoThroughTheUnitAsync();
        }
        finally
        {
            away = await StartAsync("apply", "false");
        }

        away.ExitCode.ShouldBe(0, away.Output);
        (await deployment.Node2.OutputAsync("ls /etc/systemd/system | grep -c wso2 || true", Cancellation)).Trim().ShouldBe("0");
    }

    private async Task TheServersComeUnderSystemdAsync()
    {
        var plan = await StartAsync("plan", "true");
        var apply = await StartAsync("apply", "true");
        var again = await StartAsync("apply", "true");

        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => $"{effect} {effect.After.Sha256}").ShouldBe(apply.Effects.Select(effect => $"{effect} {effect.After.Sha256}"), plan.Output);
        apply.Effects.ShouldContain(effect => effect.Host == "km" && effect.Subject.EndsWith("wso2is.service", StringComparison.Ordinal));
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        foreach (var node in new[] { deployment.Node1, deployment.Node2 })
        {
            (await ActiveAsync(node)).ShouldBe("active\nenabled\nwso2carbon 65535\n");
        }
    }

    private async Task ANodeIsUpByItselfAfterARebootAndAPowerCutAsync()
    {
        // As bad luck would have it, another program gets the number that the server had.
        await deployment.Node2.OutputAsync($"printf '1\\n' >{Home}/wso2carbon.pid", Cancellation);
        await deployment.Node2.RebootAsync(Cancellation);
        await IsUpAsync();

        await deployment.Node2.CutPowerAsync(Cancellation);
        await deployment.Node2.StartAsync(Cancellation);
        await IsUpAsync();

        var next = await StartAsync("apply", "true");
        next.ExitCode.ShouldBe(0, next.Output);
        next.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
    }

    private async Task IsUpAsync()
    {
        await deployment.Node2.OutputAsync("for n in $(seq 150); do curl -skf https://localhost:9443/services/Version >/dev/null && exit; sleep 2; done; systemctl status wso2am; exit 1", Cancellation);
        (await NfsDeployment.MountsAsync(deployment.Node2, Cancellation)).ShouldBe(NfsDeployment.AllMounts);
        (await ActiveAsync(deployment.Node2)).ShouldBe("active\nenabled\nwso2carbon 65535\n");
    }

    private async Task AStopAndAStartGoThroughTheUnitAsync()
    {
        var stop = await RunAsync("apply", "stop", "true");
        stop.ExitCode.ShouldBe(0, stop.Output);
        stop.Effects.Count.ShouldBe(3, stop.Output);
        (await deployment.Node2.OutputAsync("systemctl is-active wso2am; systemctl is-failed wso2am; pidof java || true", Cancellation)).ShouldBe("inactive\ninactive\n");

        var start = await StartAsync("apply", "true");
        start.ExitCode.ShouldBe(0, start.Output);
        start.Effects.Count.ShouldBe(3, start.Output);
        (await ActiveAsync(deployment.Node1)).ShouldBe("active\nenabled\nwso2carbon 65535\n");
    }

    // What systemd says of the unit, and whose the process is and how many files it may open.
    private static Task<string> ActiveAsync(VirtualMachine node) => node.OutputAsync(
        "systemctl is-active wso2am; systemctl is-enabled wso2am; p=$(pidof java); echo $(stat -c %U /proc/$p) $(awk '/open files/ { print $4 }' /proc/$p/limits)", Cancellation);

    private Task<ToolRun> StartAsync(string command, string systemd) => RunAsync(command, "steps/10-start", systemd);

    private Task<ToolRun> RunAsync(string command, string playbook, string systemd) =>
        deployment.RunAsync([command, ActiveActive.Playbook(playbook), "-e", $"apim_systemd={systemd}"], Cancellation);
}
