using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Servers whose passwords are encrypted in <c>deployment.toml</c>: the rule "secrets" of the hardening.</summary>
public sealed class SecretsTests(LabImages images) : IAsyncLifetime
{
    private const string Toml = "/opt/wso2am-3.2.0/repository/conf/deployment.toml";
    private const string On = "apim_hardening: {secrets: true}";
    private readonly LabHosts _lab = new(images);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => _lab.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_cluster_is_made_as_planned_and_restarted_without_a_password_in_clear_anywhere()
    {
        images.Require();
        var inventory = await InventoryAsync("apim_encrypt_secrets: true\napim_analytics: {urls: ['tcp://events:7612'], auth_urls: ['ssl://events:7712'], store_api_url: 'https://events:7444', password: Events-Canary-5}");

        var plan = await RunAsync("plan", inventory, "active-active");
        var apply = await RunAsync("apply", inventory, "active-active");
        var again = await RunAsync("apply", inventory, "active-active");
        var foreseen = await RunAsync("plan", inventory, "active-active");
        var rolled = await RunAsync("apply", inventory, "rolling-restart");
        // There is no worker of analytics to be found.
        var nodes = await InventoryAsync("apim_encrypt_secrets: true");
        var verified = await RunAsync("apply", nodes, "verify");
        var table = await Tool.VerifyAsync(nodes, "hardening", Cancellation);

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        rolled.ExitCode.ShouldBe(0, rolled.Output);
        verified.ExitCode.ShouldBe(0, verified.Output);
        foreach (var host in _lab.Hosts.Keys)
        {
            plan.EffectsOn(host).ShouldBe(apply.EffectsOn(host), $"on {host}");
        }

        again.Effects.Concat(foreseen.Effects).Select(effect => effect.ToString()).ShouldBeEmpty();
        table.Output.ShouldMatch("node1 +secrets +ok ");
        table.Output.ShouldMatch("node2 +secrets +ok ");
        table.Output.ShouldMatch("node2 +admin_credentials +ok ");
        (plan.Output + apply.Output + again.Output + rolled.Output + table.Output).ShouldNotContain("Canary");
        (await OnNodesAsync($"grep -c '$secret{{' {Toml}; ls /opt/wso2am-3.2.0/password-tmp 2>&1 | grep -c 'No such'; pgrep -u wso2carbon java | wc -l")).ShouldAllBe(said => said == "9\n1\n1\n");
        (await OnNodesAsync("grep -rlE '[-]Canary-[0-9]' / --exclude-dir=proc --exclude-dir=sys --exclude-dir=dev 2>/dev/null; cat /proc/[0-9]*/cmdline | tr '\\000' ' ' | grep -oE '.{30}[-]Canary-[0-9]'")).ShouldAllBe(said => said == "");
        (await OnNodesAsync($"sed -n '/^\\[secrets\\]/,$p' {Toml}")).Distinct().Count().ShouldBe(1);
        Directory.GetFiles(Path.Combine(_lab.Folder, "runs"), "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("Canary", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cluster_in_clear_takes_the_rule_and_starts_of_others_need_the_password()
    {
        images.Require();
        var clear = await InventoryAsync("");
        foreach (var step in new[] { "00-prepare", "01-certificate", "04-second-node", "03-database", "08-hardening", "10-start" })
        {
            var made = await RunAsync("apply", clear, "steps/" + step);
            made.ExitCode.ShouldBe(0, made.Output);
        }

        var inventory = await InventoryAsync(On);
        var before = await Tool.VerifyAsync(inventory, "hardening", Cancellation);
        var plan = await RunAsync("plan", inventory, "steps/08-hardening");
        var apply = await RunAsync("apply", inventory, "steps/08-hardening");
        var start = await RunAsync("apply", inventory, "steps/10-start");
        var after = await Tool.VerifyAsync(inventory, "hardening", Cancellation);

        before.Output.ShouldMatch("node1 +secrets +FAIL +not so: ");
        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => $"{effect} {effect.After.Sha256}").ShouldBe(apply.Effects.Select(effect => $"{effect} {effect.After.Sha256}"), ignoreOrder: true);
        apply.Effects.ShouldAllBe(effect => effect.Subject.Contains(Toml, StringComparison.Ordinal));
        start.ExitCode.ShouldBe(0, start.Output);
        start.Effects.Count.ShouldBe(4, "each node was stopped and started");
        after.Output.ShouldMatch("node2 +secrets +ok ");
        (plan.Output + apply.Output + start.Output + after.Output).ShouldNotContain("Canary");
        (await OnNodesAsync($"grep -c Canary {Toml}")).ShouldAllBe(said => said == "0\n");

        await StartsOfOthersAsync();
    }

    private async Task StartsOfOthersAsync()
    {
        var inventory = await InventoryAsync(On);
        (await RunAsync("apply", inventory, "stop")).ExitCode.ShouldBe(0);
        var without = await RunAsync("apply", await InventoryAsync(""), "steps/10-start");
        (await RunAsync("apply", inventory, "stop")).ExitCode.ShouldBe(0);
        var persistent = await InventoryAsync(On + "\napim_password_persist: true");
        var kept = await RunAsync("apply", persistent, "steps/08-hardening");
        var with = await RunAsync("apply", persistent, "steps/10-start");

        without.ExitCode.ShouldBe(2, without.Output);
        without.Output.ShouldContain("IOError loading keyStore");
        with.ExitCode.ShouldBe(0, with.Output);
        (kept.Output + with.Output).ShouldNotContain("Canary");
        (await OnNodesAsync("stat -c '%a %U' /opt/wso2am-3.2.0/password-persist")).ShouldAllBe(said => said == "600 wso2carbon\n");
    }

    private async Task<IReadOnlyList<string>> OnNodesAsync(string script) =>
        await Task.WhenAll(_lab.Hosts.Values.Select(async host => (await host.ExecAsync(script, Cancellation)).Stdout));

    private Task<ToolRun> RunAsync(string command, string inventory, string playbook) => _lab.RunAsync(inventory, Cancellation, command, ActiveActive.Playbook(playbook));

    private async Task<string> InventoryAsync(string more)
    {
        // The stand-in asks for a driver only, not for the databases.
        var driver = Path.Combine(_lab.Folder, "driver.jar");
        await File.WriteAllTextAsync(driver, "a jar", Cancellation);
        const string Database = "{type: mysql, url: 'jdbc:mysql://db:3306/x', username: apim, password: Data-Canary-4}";
        return await _lab.InventoryAsync(
            $"apim_pack: {LabImages.PackPath}\napim_jdbc_driver: {driver}\napim_admin_password: Admin-Canary-1\napim_keystore_password: Store-Canary-2\napim_truststore_password: Trust-Canary-3\n"
            + $"apim_databases: {{apim_db: {Database}, shared_db: {Database}}}\n{more}",
            Cancellation);
    }
}
