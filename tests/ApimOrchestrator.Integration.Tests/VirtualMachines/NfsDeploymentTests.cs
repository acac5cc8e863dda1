using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>The main job on servers with systemd and real kernels, content on a real NFS export.</summary>
[Collection<NfsCollection>]
public sealed class NfsDeploymentTests(NfsDeployment deployment) : DeploymentTests(deployment)
{
    private const string Shared = "/opt/wso2am-3.2.0/repository/deployment/server/synapse-configs/default/api";

    private readonly NfsDeployment _deployment = deployment;

    [Theory]
    [InlineData("node1", "node2")]
    [InlineData("node2", "node1")]
    public async Task What_one_node_deploys_the_other_serves_through_NFS(string from, string to)
    {
        _deployment.Require();

        await _deployment.Hosts[from].OutputAsync($"echo '<api xmlns=\"x\" name=\"p\" context=\"/from-{from}\"/>' >/tmp/p.xml; runuser -u wso2carbon -- cp /tmp/p.xml {Shared}/from-{from}.xml", Cancellation);

        var answer = await _deployment.Hosts[to].OutputAsync($"for try in $(seq 60); do code=$(curl -sk -o /dev/null -w '%{{http_code}}' https://localhost:8243/from-{from}); [ $code = 404 ] || break; sleep 1; done; echo $code", Cancellation);
        answer.ShouldBe("401\n");
    }

    [Fact]
    public async Task What_the_pack_ships_was_put_on_the_NFS_share_before_it_hid_it()
    {
        _deployment.Require();

        var shared = await _deployment.Nfs.OutputAsync("ls /srv/apim /srv/apim/synapse-configs/default/sequences; stat -c '%U %G' /srv/apim/synapse-configs", Cancellation);
        shared.ShouldContain("executionplans");
        shared.ShouldContain("main.xml");
        shared.ShouldContain("wso2carbon wso2");
    }

    [Fact]
    public void The_whole_run_went_back_to_the_last_bit_with_mounts_and_servers()
    {
        _deployment.Require();

        _deployment.Undo.ExitCode.ShouldBe(0, _deployment.Undo.Output);
        string[] before = _deployment.UndoneTrees.Before.Split('\n');
        string[] after = _deployment.UndoneTrees.After.Split('\n');
        after.Except(before).ShouldBeEmpty("what was not there before");
        before.Except(after).ShouldBeEmpty("what was there before");
    }

    [Fact]
    public async Task The_folders_of_both_nodes_are_the_share_itself()
    {
        _deployment.Require();

        foreach (var node in new[] { _deployment.Node1, _deployment.Node2 })
        {
            (await NfsDeployment.MountsAsync(node, Cancellation)).ShouldBe(NfsDeployment.AllMounts, node.Name);
        }
    }
}
