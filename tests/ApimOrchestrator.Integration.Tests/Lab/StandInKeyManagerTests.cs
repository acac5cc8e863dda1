using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>API Manager comes up only behind a Key Manager that is up and trusted.</summary>
public sealed class StandInKeyManagerTests(LabImages images)
{
    private const string IdentityHome = "/opt/wso2is-5.10.0";
    private const string Security = "repository/resources/security";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waits_for_the_Key_Manager_to_be_up_and_trusted()
    {
        images.Require();
        Assert.SkipWhen(LabImages.PackIsReal, "APIM_PACK names a real pack: there is no stand-in to look at");
        await using var network = await DockerHost.NetworkAsync(Cancellation);
        await using var km = await DockerHost.StartAsync(images, LabImages.KeyManager, "km", network, Cancellation);
        await using var node = await DockerHost.StartAsync(images, "node1", network, Cancellation);
        var standIn = new StandIn(node);
        await standIn.UnpackAsync(Cancellation);
        await standIn.WriteTomlAsync(
            await standIn.TomlAsync(Cancellation) + "[apim.key_manager]\nservice_url = \"https://km:9443/services/\"\n", Cancellation);

        await standIn.ScriptAsync("start", Cancellation);
        await standIn.UntilLoggedAsync("Retrying after 15 seconds", Cancellation);
        (await standIn.LogAsync(Cancellation)).ShouldContain("java.net.ConnectException: Connection refused");

        await km.OutputAsync($"runuser -u wso2carbon -- env JAVA_HOME={StandIn.JavaHome} {IdentityHome}/bin/wso2server.sh start", Cancellation);
        await standIn.UntilLoggedAsync("PKIX path building failed", Cancellation);
        (await km.OutputAsync($"cat {IdentityHome}/repository/logs/wso2carbon.log", Cancellation)).ShouldContain("WSO2 Identity Server-5.10.0");
        (await standIn.LogAsync(Cancellation)).ShouldNotContain("WSO2 Carbon started in");

        await TrustAsync(km, node);
        await standIn.ScriptAsync("restart", Cancellation);
        await standIn.UntilLoggedAsync("WSO2 Carbon started in", Cancellation);
    }

    private static async Task TrustAsync(DockerHost km, DockerHost node)
    {
        var certificate = await km.OutputAsync(
            $"keytool -exportcert -rfc -alias wso2carbon -keystore {IdentityHome}/{Security}/wso2carbon.jks -storepass wso2carbon", Cancellation);
        await node.WriteAsync("/tmp/km.pem", System.Text.Encoding.ASCII.GetBytes(certificate), Cancellation);
        await node.OutputAsync(
            $"keytool -importcert -noprompt -alias km -file /tmp/km.pem -keystore {StandIn.Home}/{Security}/client-truststore.jks -storepass wso2carbon",
            Cancellation);
    }
}
