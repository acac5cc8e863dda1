using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>A running deployment goes from the share to rsync and back.</summary>
[Collection<NfsCollection>]
public sealed class NfsChangeOverTests(NfsDeployment deployment)
{
    private const string Apis = "/opt/wso2am-3.2.0/repository/deployment/server/synapse-configs/default/api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_share_to_rsync_and_back_no_content_is_lost_and_nothing_of_the_former_way_is_left()
    {
        deployment.Require();
        await WriteAsync("on-the-share", "first");

        var (rsyncPlan, rsync) = await ChangeOverAsync("rsync");

        // What the mounts hide cannot be looked at beforehand; the plan says that it does not know.
        rsyncPlan.Effects.Select(effect => effect.ToString()).ShouldBeSubsetOf(rsync.Effects.Select(effect => effect.ToString()));
        foreach (var node in new[] { deployment.Node1, deployment.Node2 })
        {
            (await NfsDeployment.MountsAsync(node, Cancellation)).ShouldBeEmpty(node.Name);
            (await node.OutputAsync("cat /etc/fstab", Cancellation)).ShouldNotContain("apim");
            (await ReadAsync(node, "on-the-share")).ShouldBe("first");
        }

        (await deployment.Node1.OutputAsync("crontab -u wso2carbon -l", Cancellation)).ShouldContain("apim-sync");
        await WriteAsync("on-the-share", "second");
        await WriteAsync("by-rsync", "first");

        var (nfsPlan, nfs) = await ChangeOverAsync("nfs");

        nfsPlan.Effects.Select(effect => effect.ToString()).Order().ShouldBe(nfs.Effects.Select(effect => effect.ToString()).Order());
        foreach (var node in new[] { deployment.Node1, deployment.Node2 })
        {
            (await NfsDeployment.MountsAsync(node, Cancellation)).ShouldBe(NfsDeployment.AllMounts, node.Name);
            (await ReadAsync(node, "on-the-share")).ShouldBe("second");
            (await ReadAsync(node, "by-rsync")).ShouldBe("first");
            (await node.OutputAsync("crontab -u wso2carbon -l 2>/dev/null || true; cat /home/wso2carbon/.ssh/authorized_keys 2>/dev/null || true; ls -d /var/lib/apim-sync 2>/dev/null || true", Cancellation)).ShouldNotContain("apim-sync");
        }

        (await deployment.Nfs.OutputAsync($"cat /srv/apim/synapse-configs/default/api/on-the-share.xml", Cancellation)).ShouldContain("second");
    }

    private async Task<(ToolRun Plan, ToolRun Apply)> ChangeOverAsync(string mode)
    {
        string[] words = [ActiveActive.Playbook("active-active"), "-e", $"apim_sync_mode={mode}"];
        var plan = await deployment.RunAsync(["plan", .. words], Cancellation);
        var apply = await deployment.RunAsync(["apply", .. words], Cancellation);
        var again = await deployment.RunAsync(["apply", .. words], Cancellation);

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        return (plan, apply);
    }

    private async Task WriteAsync(string name, string value) =>
        await deployment.Node1.OutputAsync($"echo '<api xmlns=\"x\" name=\"{value}\" context=\"/{name}\"/>' >/tmp/{name}.xml; chmod 644 /tmp/{name}.xml; runuser -u wso2carbon -- cp /tmp/{name}.xml {Apis}/", Cancellation);

    private static async Task<string> ReadAsync(VirtualMachine node, string name) =>
        (await node.OutputAsync($"runuser -u wso2carbon -- cat {Apis}/{name}.xml", Cancellation)).Split("name=\"")[1].Split('"')[0];
}
