using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Step 9 on real hosts: what the nodes are told of analytics, for each form the product's versions have. Every test has a server's folder of its own.</summary>
public sealed class AnalyticsTests(LabHosts lab, LabImages images) : IClassFixture<LabHosts>
{
    private const string Canary = "Analyt1cs.Canary-9";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("3.0.0", "/opt/analytics-300")]
    [InlineData("3.2.0", "/opt/analytics-320")]
    public async Task A_3_x_node_is_told_of_both_workers_and_whom_to_log_in_as(string version, string home)
    {
        await WriteAsync(
            version, version, home,
            $$"""{urls: ["tcp://analytics1:7612", "tcp://analytics2:7612"], auth_urls: ["ssl://analytics1:7712", "ssl://analytics2:7712"], store_api_url: "https://analytics1:7444", username: events, password: {{Canary}}}""",
            $$"""
            [apim.analytics]
            enable = true
            store_api_url = "https://analytics1:7444"
            username = "events"
            password = "{{Canary}}"

            [[apim.analytics.url_group]]
            analytics_url = ["tcp://analytics1:7612", "tcp://analytics2:7612"]
            analytics_auth_url = ["ssl://analytics1:7712", "ssl://analytics2:7712"]
            type = "failover"
            """);
    }

    [Theory]
    [InlineData("4.1.0", "/opt/analytics-410", "", "auth_token = \"" + Canary + "\"\n")]
    [InlineData("4.1.0", "/opt/analytics-410e", ", config_endpoint: \"https://events.example.com/auth/v1\"", "config_endpoint = \"https://events.example.com/auth/v1\"\nauth_token = \"" + Canary + "\"\n")]
    [InlineData("4.6.0", "/opt/analytics-460", "", "type = \"moesif\"\n\n[apim.analytics.properties]\nmoesifKey = \"" + Canary + "\"\n")]
    public async Task A_4_x_node_is_told_of_the_service_and_its_token(string version, string home, string more, string keys)
    {
        await WriteAsync("4.1.0", version, home, $$"""{auth_token: {{Canary}}{{more}}}""", $"[apim.analytics]\nenable = true\n{keys}");
    }

    [Fact]
    public async Task Nothing_is_written_where_no_analytics_is_wanted_and_off_is_written_where_it_is_said()
    {
        const string Home = "/opt/analytics-none";
        images.RequireStandIn();
        await UnpackedAsync("3.2.0", "3.2.0", Home);
        var silent = await lab.RunAsync(await InventoryAsync("3.2.0", Home, null), Cancellation, "apply", Step);
        var off = await lab.RunAsync(await InventoryAsync("3.2.0", Home, "{enabled: false}"), Cancellation, "apply", Step);

        silent.ExitCode.ShouldBe(0, silent.Output);
        silent.Effects.ShouldBeEmpty();
        off.ExitCode.ShouldBe(0, off.Output);
        (await AddedAsync("node2", Home)).ShouldBe("[apim.analytics]\nenable = false");
    }

    [Theory]
    [InlineData("3.2.0", "{enabled: true}", "sends events to workers")]
    [InlineData("3.2.0", "{urls: [\"tcp://a:7612\", \"tcp://b:7612\"], auth_urls: [\"ssl://a:7712\"], store_api_url: \"https://a:7444\"}", "as many urls as auth_urls")]
    [InlineData("4.1.0", "{enabled: true}", "which apim_analytics names by auth_token")]
    [InlineData("4.1.0", "{urls: [\"tcp://a:7612\"], auth_token: x}", "has no workers")]
    [InlineData("3.2.0", "{url: \"tcp://a:7612\"}", "apim_analytics has no url; it has enabled, urls")]
    public async Task What_cannot_work_is_refused_before_anything_is_written(string version, string analytics, string message)
    {
        images.RequireStandIn();
        var run = await lab.RunAsync(await InventoryAsync(version, "/opt/never-there", analytics), Cancellation, "apply", Step);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain(message);
        run.Effects.ShouldBeEmpty();
    }

    private static string Step => ActiveActive.Playbook("steps/09-analytics");

    private async Task WriteAsync(string pack, string version, string home, string analytics, string added)
    {
        images.RequireStandIn();
        await UnpackedAsync(pack, version, home);
        var inventory = await InventoryAsync(version, home, analytics);

        var plan = await lab.RunAsync(inventory, Cancellation, "plan", Step);
        var apply = await lab.RunAsync(inventory, Cancellation, "apply", "--diff", Step);
        var again = await lab.RunAsync(inventory, Cancellation, "apply", Step);

        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => $"{effect} {effect.After.Sha256}").Order().ShouldBe(apply.Effects.Select(effect => $"{effect} {effect.After.Sha256}").Order());
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        apply.Warnings.ShouldBeEmpty("no key is written that this version does not read");
        (plan.Output + apply.Output + again.Output).ShouldNotContain(Canary);
        foreach (var node in lab.Hosts.Keys)
        {
            (await AddedAsync(node, home)).ShouldBe(added.ReplaceLineEndings("\n").Trim(), node);
        }
    }

    private async Task UnpackedAsync(string pack, string version, string home)
    {
        var playbook = Path.Combine(lab.Folder, $"unpack{home.Replace('/', '-')}.yml");
        await File.WriteAllTextAsync(playbook, $$"""
            - hosts: apim
              gather_facts: false
              tasks:
                - apim_pack: {src: "{{LabImages.PackOf(pack)}}", home: {{home}}, owner: wso2carbon, group: wso2}
                - copy: {src: {{home}}/repository/conf/deployment.toml, dest: {{home}}/shipped.toml, remote_src: true, mode: "0600"}
            """, Cancellation);
        var run = await lab.RunAsync(await InventoryAsync(version, home, null), Cancellation, "apply", playbook);
        run.ExitCode.ShouldBe(0, run.Output);
    }

    private Task<string> InventoryAsync(string version, string home, string? analytics) =>
        lab.InventoryAsync($"apim_version: {version}\napim_home: {home}\n{(analytics is null ? "" : $"apim_analytics: {analytics}")}", Cancellation);

    // The lines the shipped file has not.
    private async Task<string> AddedAsync(string node, string home) =>
        (await lab.Hosts[node].OutputAsync($"cd {home} && diff shipped.toml repository/conf/deployment.toml | sed -n 's/^> \\{{0,1\\}}//p'", Cancellation)).Trim();
}
