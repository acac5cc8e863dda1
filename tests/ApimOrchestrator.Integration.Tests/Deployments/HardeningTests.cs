using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The rules of the production guidelines on real hosts.</summary>
public sealed class HardeningTests(LabImages images) : IAsyncLifetime
{
    private const string Home = "/opt/wso2am-3.2.0";

    private readonly LabHosts _lab = new(images);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => _lab.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Every_rule_is_done_as_planned_once_and_the_table_says_which_are_kept()
    {
        images.Require();
        var inventory = await InventoryAsync("apim_admin_password: Admin-Canary-3");
        await PreparedAsync(inventory);

        var before = await Tool.VerifyAsync(inventory, "hardening", Cancellation);
        var plan = await RunAsync("plan", inventory, "steps/08-hardening");
        var apply = await RunAsync("apply", inventory, "steps/08-hardening");
        var again = await RunAsync("apply", inventory, "steps/08-hardening");
        var after = await Tool.VerifyAsync(inventory, "hardening", Cancellation);

        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => $"{effect} {effect.After.Sha256} {effect.After.Mode}").ShouldBe(apply.Effects.Select(effect => $"{effect} {effect.After.Sha256} {effect.After.Mode}"), ignoreOrder: true);
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        apply.Warnings.ShouldBeEmpty();
        (plan.Output + apply.Output + before.Output + after.Output).ShouldNotContain("Canary");
        foreach (var rule in new[] { "tls_protocols", "tls_ciphers", "jmx", "server_header", "session_timeout", "file_modes", "limits", "kernel" })
        {
            before.Output.ShouldMatch($"node1 +{rule} +FAIL +not so: ");
            after.Output.ShouldMatch($"node2 +{rule} +ok ");
        }

        before.ExitCode.ShouldBe(2);
        before.Output.ShouldMatch("node1 +admin_credentials +FAIL +the administrator has the shipped password");
        after.Output.ShouldMatch("node1 +admin_credentials +ok ");
        after.Output.ShouldMatch("node2 +default_certificate +FAIL +trusted, though everybody has its key: ");
        after.Output.ShouldMatch("node1 +non_root +WARN +the server does not run");
        after.Output.ShouldMatch("node1 +firewall +info +listening: 22");
        (await _lab.Hosts["node2"].OutputAsync($"sed -n '/rmi_server_start/p' {Home}/repository/conf/deployment.toml; stat -c %a {Home}/repository/resources/security; runuser -u wso2carbon -- cat {Home}/repository/conf/deployment.toml >/dev/null", Cancellation))
            .ShouldBe("rmi_server_start = false\n750\n");
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_is_neither_done_nor_missed_and_a_misspelt_one_is_refused()
    {
        images.Require();
        var inventory = await InventoryAsync("apim_hardening: {kernel: false, limits: false}");
        await PreparedAsync(inventory);

        var apply = await RunAsync("apply", inventory, "steps/08-hardening");
        var table = await Tool.VerifyAsync(inventory, "hardening", Cancellation);
        var wrong = await RunAsync("apply", await InventoryAsync("apim_hardening: {kernal: false}"), "steps/08-hardening");

        apply.ExitCode.ShouldBe(0, apply.Output);
        (await _lab.Hosts["node1"].OutputAsync("ls /etc/sysctl.d /etc/security/limits.d", Cancellation)).ShouldNotContain("apim.conf");
        table.Output.ShouldMatch("node1 +kernel +off ");
        wrong.ExitCode.ShouldBe(2, wrong.Output);
        wrong.Output.ShouldContain("apim_hardening: there is no rule kernal");
        wrong.Effects.ShouldBeEmpty();
    }

    private async Task PreparedAsync(string inventory)
    {
        foreach (var step in new[] { "steps/00-prepare", "steps/04-second-node" })
        {
            var made = await RunAsync("apply", inventory, step);
            made.ExitCode.ShouldBe(0, made.Output);
        }
    }

    private Task<ToolRun> RunAsync(string command, string inventory, string playbook) => _lab.RunAsync(inventory, Cancellation, command, ActiveActive.Playbook(playbook));

    private Task<string> InventoryAsync(string more) => _lab.InventoryAsync($"apim_pack: {LabImages.PackPath}\n{more}", Cancellation);
}
