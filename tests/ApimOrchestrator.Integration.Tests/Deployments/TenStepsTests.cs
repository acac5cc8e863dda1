using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>All ten steps in one run on fresh hosts: two nodes, a Key Manager, nginx in front of them, MariaDB behind them, analytics beside them.</summary>
public sealed class TenStepsTests(LabImages images) : IAsyncLifetime
{
    private static readonly string[] Groups = ["key_manager", "load_balancer", "database", "analytics"];

    private readonly LabHosts _lab = new(images);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await _lab.InitializeAsync();
        if (images.IsReady)
        {
            await _lab.WithAsync("key_manager", "km", LabImages.KeyManager, CancellationToken.None);
            await _lab.WithAsync("load_balancer", "lb", LabImages.LoadBalancer, CancellationToken.None);
            await _lab.WithAsync("database", "db", LabImages.Database, CancellationToken.None);
            await _lab.WithAsync("analytics", "analytics1", LabImages.Node, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task One_run_does_all_ten_as_planned_a_second_finds_nothing_to_do_and_every_proof_and_rule_holds()
    {
        images.Require();
        var inventory = await InventoryAsync();

        var plan = await RunAsync("plan", inventory, "active-active");
        var apply = await RunAsync("apply", inventory, "active-active");
        var again = await RunAsync("apply", inventory, "active-active");
        var verify = await Tool.VerifyAsync(inventory, "all,hardening,traffic", Cancellation);

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        foreach (var host in _lab.Hosts.Keys.Concat(_lab.Others.Values.Select(other => other.Name)))
        {
            plan.EffectsOn(host).ShouldBe(apply.EffectsOn(host), $"on {host}");
        }

        apply.Warnings.ShouldBeEmpty();
        again.ExitCode.ShouldBe(0, again.Output);
        again.Effects.Select(effect => $"{effect}: {effect.Before} -> {effect.After}").ShouldBeEmpty();
        verify.ExitCode.ShouldBe(0, verify.Output);
        verify.Output.ShouldNotContain(" FAIL ");
        verify.Output.ShouldMatch("node2 +keystore_passwords +ok ");
        verify.Output.ShouldMatch("node2 had it [0-9]+ s after node 1");
        verify.Output.ShouldContain("[A limit reached on node 1 holds on the other nodes]");
        (plan.Output + apply.Output + again.Output + verify.Output).ShouldNotContain("Canary");
    }

    [Fact]
    public async Task A_run_stopped_at_any_step_goes_on_from_there()
    {
        images.Require();
        var inventory = await InventoryAsync();

        foreach (var step in new[] { "prepare,certificate", "second_node,load_balancer", "database,gateway", "content_sync,throttling", "hardening,analytics", "start" })
        {
            var part = await _lab.RunAsync(inventory, Cancellation, "apply", ActiveActive.Playbook("active-active"), "--tags", step);
            part.ExitCode.ShouldBe(0, part.Output);
        }

        var whole = await RunAsync("apply", inventory, "active-active");

        whole.ExitCode.ShouldBe(0, whole.Output);
        whole.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
    }

    private Task<ToolRun> RunAsync(string command, string inventory, string playbook) => _lab.RunAsync(inventory, Cancellation, command, ActiveActive.Playbook(playbook));

    private Task<string> InventoryAsync() => _lab.InventoryAsync(
        $$"""
        apim_pack: {{LabImages.PackPath}}
        apim_sync_mode: rsync
        apim_keystore_password: K3ystore.Canary-81
        apim_truststore_password: Tru5tstore.Canary-82
        apim_admin_password: Admin.Canary-83
        apim_key_manager: {service_url: "https://km:9443/services/", username: admin, password: admin, home: /opt/wso2is-5.10.0, type: WSO2-IS}
        apim_database: {type: mariadb, username: apimadmin, password: Db.Canary-84, owner_password: Owner.Canary-85}
        apim_encrypt_secrets: true
        apim_jvm_memory: -Xms256m -Xmx512m
        apim_analytics_home: /opt/wso2am-analytics-3.2.0
        apim_analytics_pack: {{LabImages.AnalyticsPackPath}}
        apim_analytics: {username: events, password: Analytics.Canary-86}
        """,
        Cancellation,
        Groups);
}
