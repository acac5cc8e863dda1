using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The same playbooks with four nodes.</summary>
public sealed class LargeClusterTests(LabImages images) : IAsyncLifetime
{
    private static readonly string[] Nodes = ["node1", "node2", "node3", "node4"];

    private readonly LabHosts _lab = new(images) { Nodes = Nodes.Length };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => _lab.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Four_nodes_are_brought_up_as_planned_kept_in_step_and_stopped_the_last_first()
    {
        images.Require();
        var inventory = await _lab.InventoryAsync($"apim_pack: {LabImages.PackPath}\napim_sync_mode: rsync", Cancellation);

        var plan = await RunAsync("plan", inventory, "active-active");
        var apply = await RunAsync("apply", inventory, "active-active");
        var again = await RunAsync("apply", inventory, "active-active");
        var verify = await RunAsync("apply", inventory, "verify");
        var stop = await RunAsync("apply", inventory, "stop");

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        foreach (var node in Nodes)
        {
            plan.EffectsOn(node).ShouldBe(apply.EffectsOn(node), $"on {node}");
        }

        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        verify.ExitCode.ShouldBe(0, verify.Output);
        ServerHosts(apply).ShouldBe(Nodes);
        ServerHosts(stop).ShouldBe(Nodes.Reverse());
        foreach (var node in Nodes)
        {
            (await ThrottlingAsync(node, "3.2.0")).Trim().ShouldBe(Throttling(node).Trim());
        }
    }

    [Fact]
    public async Task In_3_0_each_node_names_the_brokers_of_all_others_in_files()
    {
        images.RequireStandIn();
        var pack = Path.Combine(LabImages.Root, ".lab", "wso2am-3.0.0.zip");
        var inventory = await _lab.InventoryAsync($"apim_version: 3.0.0\napim_pack: {pack}", Cancellation);

        foreach (var step in new[] { "00-prepare", "04-second-node", "07-throttling" })
        {
            var run = await RunAsync("apply", inventory, $"steps/{step}");
            run.ExitCode.ShouldBe(0, run.Output);
        }

        foreach (var node in Nodes)
        {
            var named = await _lab.Hosts[node].OutputAsync("cd /opt/wso2am-3.0.0/repository/conf && sed -n \"s/.*brokerlist='//p\" jndi2.properties jndi3.properties jndi4.properties", Cancellation);
            named.ShouldBe(string.Concat(Nodes.Where(other => other != node).Select(other => $"tcp://{other}:5672'\n")), node);
            (await _lab.Hosts[node].OutputAsync("cd /opt/wso2am-3.0.0/repository/deployment/server/eventpublishers && grep -l jndi4.properties jms*-?.xml", Cancellation))
                .ShouldBe("jmsEventPublisher-4.xml\njmsEventPublisher_1.10.0-4.xml\n");
        }
    }

    private static IEnumerable<string> ServerHosts(ToolRun run) =>
        run.Effects.Where(effect => effect.Kind == "server").Select(effect => effect.Host);

    private static string Throttling(string node)
    {
        var others = Nodes.Where(other => other != node).Select(other => $"\"tcp://{other}:5672\"");
        var groups = Nodes.Select(each => $"""
            [[apim.throttling.url_group]]
            traffic_manager_urls = ["tcp://{each}:9611"]
            traffic_manager_auth_urls = ["ssl://{each}:9711"]

            """);
        return $"""
            throttle_decision_endpoints = ["tcp://{node}:5672"]
            event_duplicate_url = [{string.Join(", ", others)}]
            {string.Concat(groups)}
            """;
    }

    private Task<string> ThrottlingAsync(string node, string version) =>
        _lab.Hosts[node].OutputAsync($"grep -E '^(throttle_decision|event_dup|traffic_manager|.*url_group)' /opt/wso2am-{version}/repository/conf/deployment.toml | grep -v '^#'", Cancellation);

    private Task<ToolRun> RunAsync(string command, string inventory, string playbook) =>
        _lab.RunAsync(inventory, Cancellation, command, ActiveActive.Playbook(playbook));
}
