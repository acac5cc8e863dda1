using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The main job on real hosts, content synchronised by rsync.</summary>
public sealed class ActiveActiveTests(ActiveActive deployment) : DeploymentTests(deployment), IClassFixture<ActiveActive>
{
    private readonly ActiveActive _deployment = deployment;

    [Fact]
    public async Task Node_2_is_not_stopped_before_node_1_has_been_restarted_and_is_up()
    {
        _deployment.Require();

        ShouldForetell(_deployment.RestartPlan, _deployment.Restart);
        _deployment.Restart.Effects.Select(effect => effect.Host).Distinct().ShouldBe(["node1", "node2"]);
        var (node1, node2) = (await LogAsync("node1"), await LogAsync("node2"));
        node1.ToldToStop[0].ShouldBeLessThanOrEqualTo(node1.Up[1]);
        node1.Up[1].ShouldBeLessThanOrEqualTo(node2.ToldToStop[0]);
        node2.Up.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Node_2_has_stopped_before_node_1_is_told_to_and_node_1_before_the_key_manager()
    {
        _deployment.Require();

        ShouldForetell(_deployment.StopPlan, _deployment.Stop);
        var (km, node1, node2) = (await LogAsync("km"), await LogAsync("node1"), await LogAsync("node2"));
        node2.Stopped[1].ShouldBeLessThanOrEqualTo(node1.ToldToStop[1]);
        node1.Stopped[1].ShouldBeLessThanOrEqualTo(km.ToldToStop[0]);
        km.Stopped.ShouldNotBeEmpty();
    }

    [Fact]
    public void Stopping_what_is_stopped_changes_nothing()
    {
        _deployment.Require();

        _deployment.StopAgain.ExitCode.ShouldBe(0, _deployment.StopAgain.Output);
        _deployment.StopAgain.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_node_is_started_when_the_key_manager_does_not_come_up()
    {
        _deployment.Require();

        _deployment.WithoutKeyManager.ExitCode.ShouldBe(2, _deployment.WithoutKeyManager.Output);
        _deployment.WithoutKeyManager.Outcomes.ShouldContain(outcome => outcome.StartsWith("km: The Key Manager is up: failed", StringComparison.Ordinal));
        foreach (var node in new[] { "node1", "node2" })
        {
            (await _deployment.Hosts[node].ExecAsync("pgrep java", Cancellation)).ExitCode.ShouldBe(1, $"a server runs on {node}");
        }
    }
}
