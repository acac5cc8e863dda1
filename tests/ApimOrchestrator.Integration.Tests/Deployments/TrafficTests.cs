using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The proof by traffic on a cluster of 4.1 with PostgreSQL; <see cref="TenStepsTests"/> has it for 3.2 with MariaDB and a load balancer.</summary>
public sealed class TrafficTests(LabImages images) : IAsyncLifetime
{
    private readonly LabHosts _lab = new(images);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await _lab.InitializeAsync();
        if (images.IsReady)
        {
            await _lab.WithAsync("database", "db", LabImages.Database, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task An_api_is_called_through_both_nodes_and_a_limit_that_only_one_node_knows_is_found()
    {
        images.RequireStandIn();
        var inventory = await _lab.InventoryAsync(
            $$"""
            apim_version: 4.1.0
            apim_pack: {{LabImages.PackOf("4.1.0")}}
            apim_sync_mode: rsync
            apim_admin_password: Admin.Canary-61
            apim_database: {type: postgresql, username: apimadmin, password: Db.Canary-62}
            """,
            Cancellation,
            "database");
        (await _lab.RunAsync(inventory, Cancellation, "apply", ActiveActive.Playbook("active-active"))).ExitCode.ShouldBe(0);

        var plan = await Tool.RunAsync(["plan", ActiveActive.Playbook("verify"), "--tags", "traffic", "-i", inventory], Cancellation);
        var proved = await Tool.VerifyAsync(inventory, "traffic", Cancellation);
        await BreakAsync(inventory);
        var found = await Tool.VerifyAsync(inventory, "traffic", Cancellation);

        plan.ExitCode.ShouldBe(0, plan.Output);
        proved.ExitCode.ShouldBe(0, proved.Output);
        found.ExitCode.ShouldBe(2, found.Output);
        found.Output.ShouldContain("with the limit reached on node 1, calls went through on node2");
        (plan.Output + proved.Output + found.Output).ShouldNotContain("Canary");
        (await RowsAsync()).ShouldBe("0\n", "nothing is left of either run");
        (await _lab.Hosts["node1"].OutputAsync("grep -rhsE 'Bearer|accessToken|access_token' /var/lib/apim-orchestrator /tmp || true", Cancellation)).ShouldBeEmpty();
    }

    /// <summary>Each node keeps its events and decisions to itself, as a fresh pack does.</summary>
    private async Task BreakAsync(string inventory)
    {
        (await _lab.RunAsync(inventory, Cancellation, "apply", ActiveActive.Playbook("stop"))).ExitCode.ShouldBe(0);
        foreach (var node in _lab.Hosts.Values)
        {
            await node.OutputAsync(@"sed -i -e '/^event_duplicate_url/d' -e 's/^\[\[apim.throttling.url_group\]\]/[[other.url_group]]/' /opt/wso2am-4.1.0/repository/conf/deployment.toml", Cancellation);
        }

        (await _lab.RunAsync(inventory, Cancellation, "apply", ActiveActive.Playbook("steps/10-start"))).ExitCode.ShouldBe(0);
    }

    private Task<string> RowsAsync() => _lab.Others["database"].OutputAsync(
        "runuser -u postgres -- psql -X -At -d apim_db -c 'SELECT (SELECT count(*) FROM am_api) + (SELECT count(*) FROM am_application) + (SELECT count(*) FROM am_subscription) + (SELECT count(*) FROM am_deployment_revision_mapping)'",
        Cancellation);
}
