using System.Net.WebSockets;
using System.Text;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>nginx in front of two nodes, set up by the playbook and proved by traffic.</summary>
public sealed class LoadBalancerTests(BalancedCluster cluster, LabImages images) : IClassFixture<BalancedCluster>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_plan_foretells_every_effect_and_a_second_run_has_none()
    {
        images.Require();

        cluster.Plan.ExitCode.ShouldBe(0, cluster.Plan.Output);
        cluster.Apply.ExitCode.ShouldBe(0, cluster.Apply.Output);
        foreach (var host in cluster.Hosts.Keys)
        {
            cluster.Plan.EffectsOn(host).ShouldBe(cluster.Apply.EffectsOn(host), $"on {host}");
        }

        cluster.Apply.Warnings.ShouldBeEmpty();
        cluster.Again.ExitCode.ShouldBe(0, cluster.Again.Output);
        cluster.Again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_acceptance_playbook_is_satisfied_behind_the_load_balancer()
    {
        images.Require();

        var run = await cluster.RunAsync("apply", "verify", Cancellation);

        run.ExitCode.ShouldBe(0, run.Output);
    }

    [Fact]
    public async Task Nodes_know_the_names_and_ports_of_their_clients()
    {
        images.Require();

        foreach (var node in new[] { "node1", "node2" })
        {
            var toml = await cluster.Hosts[node].OutputAsync("cat /opt/wso2am-3.2.0/repository/conf/deployment.toml", Cancellation);
            toml.ShouldContain("[server]\nhostname = \"api.am.lab\"\n");
            toml.ShouldContain("[transport.https.properties]\nproxyPort = 443\n");
            toml.ShouldContain("[transport.http.properties]\nproxyPort = 80\n");
            toml.ShouldContain("[apim.devportal]\nurl = \"https://api.am.lab/devportal\"\n");
            toml.ShouldContain("ws_endpoint = \"ws://gw.am.lab:9099\"\nwss_endpoint = \"wss://gw.am.lab:8099\"\nhttp_endpoint = \"http://gw.am.lab\"\nhttps_endpoint = \"https://gw.am.lab\"\n");
        }
    }

    [Fact]
    public async Task Portals_stay_on_one_node_and_the_gateway_uses_both()
    {
        images.Require();
        using var client = cluster.Client();
        await cluster.Hosts["lb"].OutputAsync("truncate -s 0 /var/log/nginx/apim-*.log", Cancellation);

        for (var request = 0; request < 10; request++)
        {
            (await BalancedCluster.GetAsync(client, "https://api.am.lab/publisher", Cancellation)).Status.ShouldBe(200);
            (await BalancedCluster.GetAsync(client, "https://gw.am.lab/token", Cancellation)).Status.ShouldBe(401);
        }

        (await NodesInAsync("apim-portals")).Count.ShouldBe(1);
        (await NodesInAsync("apim-gateway")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("http://api.am.lab/publisher?a=1", 301, "https://api.am.lab/publisher?a=1")]
    [InlineData("https://api.am.lab/carbon/admin/login.jsp", 403, null)]
    [InlineData("https://api.am.lab/services/Version", 403, null)]
    [InlineData("http://gw.am.lab/token", 401, null)]
    public async Task Other_requests_are_led_where_they_belong(string url, int status, string? location)
    {
        images.Require();
        using var client = cluster.Client();

        (await BalancedCluster.GetAsync(client, url, Cancellation)).ShouldBe((status, location));
    }

    [Theory]
    [InlineData("ws://gw.am.lab:9099/token")]
    [InlineData("wss://gw.am.lab:8099/token")]
    public async Task A_web_socket_goes_through(string url)
    {
        images.Require();
        using var client = cluster.Client();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer lab");
        await socket.ConnectAsync(new Uri(url), client, Cancellation);

        await socket.SendAsync("is anybody there?"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);

        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, Cancellation);
        Encoding.UTF8.GetString(buffer, 0, received.Count).ShouldBe("is anybody there?");
    }

    [Fact]
    public async Task Nobody_notices_when_node_1_dies_and_when_the_nodes_are_restarted_one_by_one()
    {
        images.Require();
        ToolRun start = null!;
        ToolRun restart = null!;

        var answers = await cluster.UnderLoadAsync(
            async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
                await cluster.Hosts["node1"].ExecAsync("pkill -KILL -u wso2carbon java", Cancellation);
                await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Cancellation);
                start = await cluster.RunAsync("apply", "steps/10-start", Cancellation);
                restart = await cluster.RunAsync("apply", "rolling-restart", Cancellation);
            },
            Cancellation);

        start.ExitCode.ShouldBe(0, start.Output);
        restart.ExitCode.ShouldBe(0, restart.Output);
        answers.Keys.Order().ShouldBe(["http://gw.am.lab/token: 401", "https://api.am.lab/publisher: 200", "https://gw.am.lab/revoke: 401", "https://gw.am.lab/token: 401"]);
        answers.Values.ShouldAllBe(count => count > 50);
        (await cluster.Hosts["lb"].OutputAsync("cat /etc/nginx/conf.d/apim.conf", Cancellation)).ShouldNotContain(" down;");
    }

    [Fact]
    public async Task Nobody_notices_when_the_certificate_is_changed_node_by_node()
    {
        images.Require();
        const string served = "for node in node1 node2 lb; do openssl s_client -connect $node:$([ $node = lb ] && echo 443 || echo 8243) -servername gw.am.lab </dev/null 2>/dev/null | openssl x509 -noout -subject; done";
        ToolRun plan = null!;
        ToolRun rotation = null!;

        var answers = await cluster.UnderLoadAsync(
            async () =>
            {
                plan = await cluster.RunAsync("plan", "rotate-certificate", Cancellation, "-e", "apim_certificate_dname=CN=rotated");
                rotation = await cluster.RunAsync("apply", "rotate-certificate", Cancellation, "-e", "apim_certificate_dname=CN=rotated");
            },
            Cancellation,
            anyIssuer: true);
        await cluster.LearnCertificateAsync(Cancellation);

        plan.ExitCode.ShouldBe(0, plan.Output);
        rotation.ExitCode.ShouldBe(0, rotation.Output);
        plan.Effects.Select(effect => effect.ToString()).Order().ShouldBe(rotation.Effects.Select(effect => effect.ToString()).Order());
        answers.Keys.Order().ShouldBe(["http://gw.am.lab/token: 401", "https://api.am.lab/publisher: 200", "https://gw.am.lab/revoke: 401", "https://gw.am.lab/token: 401"]);
        answers.Values.ShouldAllBe(count => count > 50);
        (await cluster.Hosts["lb"].OutputAsync(served, Cancellation)).ShouldBe("subject=CN = rotated\nsubject=CN = rotated\nsubject=CN = rotated\n");
        (await cluster.Hosts["lb"].OutputAsync("ls /etc/nginx/ssl; grep -c apim-believed /etc/nginx/conf.d/apim.conf || true", Cancellation)).ShouldBe("apim.key\napim.pem\n0\n");
        var after = await cluster.RunAsync("apply", "active-active", Cancellation, "-e", "apim_certificate_dname=CN=rotated");
        after.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> NodesInAsync(string log) =>
        [.. (await cluster.Hosts["lb"].OutputAsync($"grep -oE '[0-9.]+:(9443|8243|8280) [0-9]+' /var/log/nginx/{log}.log | cut -d' ' -f1 | sort -u", Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
