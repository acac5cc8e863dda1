using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The main job on real hosts, content in a shared folder. NFS cannot be mounted in a container: a Docker volume stands for the export, everything above it is real.</summary>
public sealed class SharedFolderTests(SharedFolderDeployment deployment)
    : DeploymentTests(deployment), IClassFixture<SharedFolderDeployment>
{
    private const string Shared = "/opt/wso2am-3.2.0/repository/deployment/server/synapse-configs/default/api";

    private readonly SharedFolderDeployment _deployment = deployment;

    [Fact]
    public async Task What_either_node_deploys_the_other_serves_at_once_in_containers_without_NFS()
    {
        _deployment.Require();

        await _deployment.Hosts["node2"].OutputAsync($"echo '<api xmlns=\"x\" name=\"p\" context=\"/pets\"/>' >{Shared}/pets.xml", Cancellation);

        var answer = await _deployment.Hosts["node1"].OutputAsync("curl -sk -o /dev/null -w '%{http_code}' https://localhost:8243/pets", Cancellation);
        answer.ShouldBe("401");
    }

    [Fact]
    public async Task What_the_pack_ships_was_put_on_the_share_before_it_hid_it_in_containers_without_NFS()
    {
        _deployment.Require();

        var shared = await _deployment.Hosts["node2"].OutputAsync("ls /srv/apim /srv/apim/synapse-configs/default/sequences", Cancellation);
        shared.ShouldContain("executionplans");
        shared.ShouldContain("main.xml");
    }
}
