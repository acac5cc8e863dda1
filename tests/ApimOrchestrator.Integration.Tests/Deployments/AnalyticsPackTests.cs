using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Two nodes and a host with the stand-in of the pack of API-M Analytics, all brought up by the shipped playbooks.</summary>
public sealed class AnalyticsPackTests(LabImages images) : IAsyncLifetime
{
    private const string Home = "/opt/wso2am-analytics-3.2.0";

    private static readonly string[] Canaries = ["Events.Canary-91", "Stats.Canary-92"];

    private readonly LabHosts _lab = new(images);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => _lab.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Worker_nodes_and_dashboard_come_up_in_this_order_configured_and_trusting_one_another()
    {
        var inventory = await InventoryAsync();

        var plan = await RunAsync("plan", inventory, "active-active");
        var apply = await RunAsync("apply", inventory, "active-active");
        var again = await RunAsync("apply", inventory, "active-active");
        var verify = await RunAsync("apply", inventory, "verify");
        var seen = await _lab.RunAsync(inventory, Cancellation, "apply", await LookAsync());
        var stop = await RunAsync("apply", inventory, "stop");

        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => effect.ToString()).ShouldBe(apply.Effects.Select(effect => effect.ToString()), ignoreOrder: true);
        again.Effects.Select(effect => $"{effect}: {effect.Before} -> {effect.After}").ShouldBeEmpty();
        verify.ExitCode.ShouldBe(0, verify.Output);
        seen.ExitCode.ShouldBe(0, seen.Output);
        Servers(apply).ShouldBe([$"{Home}/wso2/worker", "/opt/wso2am-3.2.0", "/opt/wso2am-3.2.0", $"{Home}/wso2/dashboard"]);
        Servers(stop).ShouldBe([$"{Home}/wso2/dashboard", "/opt/wso2am-3.2.0", "/opt/wso2am-3.2.0", $"{Home}/wso2/worker"]);
        foreach (var output in new[] { plan, apply, again, verify }.Select(run => run.Output))
        {
            Canaries.ShouldAllBe(canary => !output.Contains(canary));
        }
    }

    [Fact]
    public async Task A_worker_that_does_not_come_up_is_told_with_its_reason_and_no_node_is_started()
    {
        var inventory = await InventoryAsync();
        (await RunAsync("apply", inventory, "active-active", "--skip-tags", "start")).ExitCode.ShouldBe(0);
        await _lab.Others["analytics"].OutputAsync($"printf '\\tbroken: yes\\n' >>{Home}/conf/worker/deployment.yaml", Cancellation);

        var start = await RunAsync("apply", inventory, "steps/10-start");

        start.ExitCode.ShouldBe(2, start.Output);
        start.Output.ShouldContain("tab in the indentation");
        Servers(start).ShouldNotContain("/opt/wso2am-3.2.0");
    }

    [Fact]
    public async Task A_database_the_pack_does_not_know_is_refused()
    {
        var inventory = await InventoryAsync("NO_SUCH_DB");

        var run = await RunAsync("apply", inventory, "active-active", "--skip-tags", "start");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("apim_analytics_databases: no NO_SUCH_DB in conf/worker/deployment.yaml");
    }

    private static string[] Servers(ToolRun run) =>
        [.. run.Effects.Where(effect => effect.Kind == "server").Select(effect => effect.Subject)];

    private Task<ToolRun> RunAsync(string command, string inventory, string playbook, params string[] more) =>
        _lab.RunAsync(inventory, Cancellation, [command, ActiveActive.Playbook(playbook), .. more]);

    private async Task<string> InventoryAsync(string database = "APIM_ANALYTICS_DB")
    {
        images.Require();
        await _lab.WithAsync("analytics", "analytics1", LabImages.Node, Cancellation);
        return await _lab.InventoryAsync(
            $$"""
            apim_pack: {{LabImages.PackPath}}
            apim_sync_mode: rsync
            apim_analytics_home: {{Home}}
            apim_analytics_pack: {{LabImages.AnalyticsPackPath}}
            apim_analytics: {username: events, password: {{Canaries[0]}}}
            apim_analytics_databases: { {{database}}: {url: "jdbc:mysql://db:3306/stats_db?useSSL=false&a=b", username: stats, password: {{Canaries[1]}}, driver: com.mysql.jdbc.Driver} }
            """,
            Cancellation, "analytics");
    }

    // What the files say, read as YAML; whom the stores trust; who listens.
    private async Task<string> LookAsync()
    {
        var file = Path.Combine(_lab.Folder, "look.yml");
        await File.WriteAllTextAsync(file, $$$"""
            - hosts: analytics
              gather_facts: false
              tasks:
                - slurp: {src: {{{Home}}}/conf/worker/deployment.yaml}
                  register: worker
                - slurp: {src: {{{Home}}}/conf/dashboard/deployment.yaml}
                  register: dashboard
                - assert:
                    that:
                      - stats.definition.configuration.jdbcUrl == 'jdbc:mysql://db:3306/stats_db?useSSL=false&a=b'
                      - stats.definition.configuration.username == 'stats'
                      - stats.definition.configuration.password == '{{{Canaries[1]}}}'
                      - stats.definition.configuration.driverClassName == 'com.mysql.jdbc.Driver'
                      - stats.definition.configuration.connectionTestQuery == 'SELECT 1'
                      - of_worker['wso2.datasources'].dataSources[0].definition.configuration.password == 'wso2carbon'
                      - of_worker['wso2.datasources'].dataSources[2].definition.configuration.password == 'wso2carbon'
                      - of_worker['auth.configs'].userManager.userStore.users[0].user.username == 'events'
                      - of_worker['auth.configs'].userManager.userStore.users[0].user.password | b64decode == '{{{Canaries[0]}}}'
                      - of_dashboard['wso2.datasources'].dataSources[1].definition.configuration.username == 'stats'
                      - of_dashboard['wso2.datasources'].dataSources[2].definition.configuration.username == 'wso2carbon'
                      - of_dashboard['auth.configs'].properties.kmDcrUrl == 'https://api.am.lab/client-registration/v0.17/register'
                      - of_dashboard['auth.configs'].properties.externalLogoutUrl == 'https://api.am.lab/oidc/logout'
                      - of_dashboard['auth.configs'].properties.baseUrl == 'https://analytics1:9643'
                      - "'#Data source for APIM Analytics' in dashboard.content | b64decode"
                  vars:
                    of_worker: "{{ worker.content | b64decode | from_yaml }}"
                    of_dashboard: "{{ dashboard.content | b64decode | from_yaml }}"
                    stats: "{{ of_worker['wso2.datasources'].dataSources[1] }}"
                - keystore: {path: {{{Home}}}/resources/security/wso2carbon.jks, password: wso2carbon}
                  register: own
                - keystore: {path: {{{Home}}}/resources/security/client-truststore.jks, password: wso2carbon}
                  register: trusted
                - tls_certificate: {port: "{{ item }}", host: localhost, fingerprint: "{{ own.certificates.wso2carbon.fingerprint }}"}
                  loop: [7712, 7444, 9643]
                - assert: {that: "own.certificates.wso2carbon.subject == 'CN=analytics1'"}
            - hosts: apim
              gather_facts: false
              tasks:
                - keystore: {path: /opt/wso2am-3.2.0/repository/resources/security/client-truststore.jks, password: wso2carbon}
                  register: node
                - keystore: {path: /opt/wso2am-3.2.0/repository/resources/security/wso2carbon.jks, password: wso2carbon}
                  register: served
                - assert:
                    that:
                      - node.certificates.analytics_analytics1.fingerprint == hostvars.analytics1.own.certificates.wso2carbon.fingerprint
                      - served.certificates.wso2carbon.fingerprint == hostvars.analytics1.trusted.certificates.api_manager.fingerprint
            """, Cancellation);
        return file;
    }
}
