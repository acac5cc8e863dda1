using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The main job on real hosts, content synchronised by rsync.</summary>
public sealed class ActiveActiveTests(ActiveActive deployment, LabImages images) : DeploymentTests(deployment, images), IClassFixture<ActiveActive>
{
    private readonly ActiveActive _deployment = deployment;
    private readonly LabImages _images = images;

    [Fact]
    public async Task No_node_is_started_when_the_key_manager_does_not_come_up()
    {
        _images.Require();

        _deployment.WithoutKeyManager.ExitCode.ShouldBe(2, _deployment.WithoutKeyManager.Output);
        _deployment.WithoutKeyManager.Outcomes.ShouldContain(outcome => outcome.StartsWith("km: The Key Manager is up: failed", StringComparison.Ordinal));
        foreach (var node in new[] { "node1", "node2" })
        {
            (await _deployment.Hosts[node].ExecAsync("pgrep java", Cancellation)).ExitCode.ShouldBe(1, $"a server runs on {node}");
        }
    }
}
