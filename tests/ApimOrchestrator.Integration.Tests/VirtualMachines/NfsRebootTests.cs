using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>What a reboot and a power cut leave of the NFS way.</summary>
[Collection<NfsCollection>]
public sealed class NfsRebootTests(NfsDeployment deployment)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_reboot_the_share_is_mounted_and_the_plan_starts_the_server_and_nothing_else()
    {
        deployment.Require();
        await deployment.Node2.RebootAsync(Cancellation);

        (await NfsDeployment.MountsAsync(deployment.Node2, Cancellation)).ShouldBe(NfsDeployment.AllMounts);
        // As bad luck would have it, another program has the number now that the server had.
        await deployment.Node2.OutputAsync("pidof cron >/opt/wso2am-3.2.0/wso2carbon.pid", Cancellation);
        var plan = await deployment.RunAsync(["plan", ActiveActive.Playbook("active-active")], Cancellation);
        var apply = await deployment.RunAsync(["apply", ActiveActive.Playbook("active-active")], Cancellation);

        string[] wished = ["node2: The server is up: server /opt/wso2am-3.2.0"];
        plan.ExitCode.ShouldBe(0, plan.Output);
        plan.Effects.Select(effect => effect.ToString()).ShouldBe(wished, plan.Output);
        plan.Effects[0].After.State.ShouldBe("started");
        apply.ExitCode.ShouldBe(0, apply.Output);
        apply.Effects.Select(effect => effect.ToString()).ShouldBe(wished, apply.Output);
    }

    [Fact]
    public async Task A_power_cut_in_the_middle_of_making_node_2_is_made_good_by_the_next_run()
    {
        deployment.Require();
        await deployment.ForgetNode2Async(Cancellation);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var broken = deployment.RunAsync(["apply", ActiveActive.Playbook("active-active")], lost.Token);
        await deployment.Node2.OutputAsync("until pidof java >/dev/null && grep -q synapse-configs /proc/self/mountinfo; do sleep 0.2; done", Cancellation);

        await deployment.Node2.CutPowerAsync(Cancellation);
        var run = await broken;
        await deployment.Node2.StartAsync(Cancellation);
        var next = await deployment.RunAsync(["apply", ActiveActive.Playbook("active-active")], Cancellation);
        var again = await deployment.RunAsync(["apply", ActiveActive.Playbook("active-active")], Cancellation);
        var verify = await deployment.RunAsync(["apply", ActiveActive.Playbook("verify")], Cancellation);

        run.ExitCode.ShouldBe(4, run.Output);
        next.ExitCode.ShouldBe(0, next.Output);
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        verify.ExitCode.ShouldBe(0, verify.Output);
    }
}
