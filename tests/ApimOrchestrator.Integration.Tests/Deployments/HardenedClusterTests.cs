using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>What the rules of the production guidelines do to servers that run.</summary>
public sealed class HardenedClusterTests(LabHosts lab, LabImages images) : IClassFixture<LabHosts>
{
    private static readonly string[] Steps = ["00-prepare", "01-certificate", "04-second-node", "08-hardening", "10-start"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_ciphers_are_refused_names_are_checked_and_the_table_sees_passwords_and_memory()
    {
        images.Require();
        var inventory = await lab.InventoryAsync(
            $"apim_pack: {LabImages.PackPath}\napim_hardening: {{hostname_verification: true}}\napim_keystore_password: Own-Canary-1\napim_jvm_memory: -Xms64m -Xmx256m", Cancellation);
        foreach (var step in Steps)
        {
            var made = await lab.RunAsync(inventory, Cancellation, "apply", ActiveActive.Playbook("steps/" + step));
            made.ExitCode.ShouldBe(0, made.Output);
        }

        var again = await lab.RunAsync(inventory, Cancellation, "apply", ActiveActive.Playbook("steps/10-start"));
        var table = await Tool.VerifyAsync(inventory, "hardening", Cancellation);
        var other = await Tool.VerifyAsync(await lab.InventoryAsync("apim_keystore_password: Own-Canary-1\napim_jvm_memory: -Xms64m -Xmx300m", Cancellation), "hardening", Cancellation);

        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        foreach (var port in new[] { 9443, 8243 })
        {
            (await HandshakeAsync(port, "ECDHE-RSA-AES128-GCM-SHA256")).ShouldContain("Cipher is ECDHE-RSA-AES128-GCM-SHA256");
            (await HandshakeAsync(port, "ECDHE-RSA-AES128-SHA")).ShouldContain("Cipher is (NONE)");
        }

        (await lab.Hosts["node2"].OutputAsync("pgrep -u wso2carbon -a java", Cancellation)).ShouldContain("Bootstrap -Dhttpclient.hostnameVerifier=Strict");
        table.Output.ShouldMatch("node1 +hostname_verification +ok ");
        table.Output.ShouldMatch("node1 +keystore_passwords +FAIL +everybody knows the password of client-truststore.jks");
        table.Output.ShouldMatch("node2 +jvm_memory +ok ");
        table.Output.ShouldMatch("node2 +non_root +ok ");
        other.Output.ShouldMatch("node2 +hostname_verification +off ");
        other.Output.ShouldMatch("node2 +jvm_memory +FAIL +the server was started without -Xmx300m");
        (table.Output + other.Output).ShouldNotContain("Canary");
    }

    private async Task<string> HandshakeAsync(int port, string cipher) =>
        (await lab.Hosts["node1"].ExecAsync($"openssl s_client -connect 127.0.0.1:{port} -tls1_2 -cipher {cipher} </dev/null 2>&1", Cancellation)).Stdout;
}
