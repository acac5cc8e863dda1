using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>The stand-in refuses what the product refuses, with its words, and ignores what the product ignores.</summary>
public sealed class StandInConfigurationTests(StandInHost fixture) : IClassFixture<StandInHost>
{
    private const string Metadata = StandIn.Home + "/repository/resources/conf/.metadata";
    private const string Inbound = StandIn.Home + "/repository/deployment/server/synapse-configs/default/inbound-endpoints/SecureWebSocketInboundEndpoint.xml";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Text added to the end of the shipped file; what the start then says; whether it ends. @1 is the first line added.</summary>
    public static TheoryData<string, string, bool> Additions => new()
    {
        { "[server]\nx = 1\n", "ERROR {org.wso2.config.mapper.TomlParser} - server previously defined at line 1, column 1 (line @1, column 1)", true },
        { "[a]\nb = \"\\d\"\n", "Invalid escape sequence '\\d' (line @2, column 6)", true },
        { "[a]\nb = [\"x\", 1]\n", "Cannot add a integer to an array containing strings (line @2, column 11)", true },
        { "[a]\nb = 9223372036854775808\n", "Integer is too large (line @2, column 5)", true },
        { "[apim]\nenable_secure_vault = true\n", "Caused by: java.lang.StackOverflowError", true },
        { "[a]\nb = \"$ref{no.such}\"\n", "Configuration with key no.such doesn't exist", true },
        { "[a]\nb = \"$env{NO_SUCH}\"\n", "Environment variable NO_SUCH not defined in system", true },
        { "[a]\nb = \"$sys{no.such}\"\n", "Error while retrieving no.such system property", true },
        { "[a]\nb = \"$secret{none}\"\n", "Secret references can't be resolved for none", true },
        { "[a]\nb = \"$secret{p}\"\n[secrets]\np = \"[plain]\"\n", "Secret references can't be plain text for p", true },
        { "[[apim.throttling.url_group]]\ntraffic_manager_urls = \"tcp://n:9611\"\n", "Cannot find method toList", true },
        { "[keystore.primary]\nfile_name = \"none.jks\"\n", "KeyStore File repository/resources/security/none.jks not found", false },
        { "[keystore.primary]\npassword = \"wrong\"\n", "Keystore was tampered with, or password was incorrect", false },
        { "[keystore.primary]\nalias = \"none\"\n", "Alias name [none] does not identify a key entry", false },
        { "[truststore]\npassword = \"wrong\"\n", "Error opening Key store : repository/resources/security/client-truststore.jks", false },
    };

    [Theory]
    [MemberData(nameof(Additions))]
    public async Task Refuses_to_start_and_says_what_the_product_says(string addition, string expected, bool ends)
    {
        var standIn = await FreshAsync();
        var shipped = await standIn.TomlAsync(Cancellation);
        var lines = shipped.Count(c => c == '\n');
        expected = expected.Replace("@1", $"{lines + 1}", StringComparison.Ordinal).Replace("@2", $"{lines + 2}", StringComparison.Ordinal);
        await standIn.WriteTomlAsync(shipped + addition, Cancellation);

        var (ended, output) = await standIn.ForegroundAsync(expected, Cancellation);

        output.ShouldContain(expected);
        output.ShouldNotContain("WSO2 Carbon started in");
        ended.ShouldBe(ends);
        var isCrash = expected.Contains("StackOverflowError", StringComparison.Ordinal);
        (await standIn.LogAsync(Cancellation)).Contains(expected, StringComparison.Ordinal).ShouldBe(!isCrash);
    }

    [Fact]
    public async Task Refuses_an_empty_file()
    {
        var standIn = await FreshAsync();
        await standIn.WriteTomlAsync("", Cancellation);

        const string Expected = "Configuration with key super_admin.username doesn't exist";
        (await standIn.ForegroundAsync(Expected, Cancellation)).Output.ShouldContain(Expected);
    }

    [Theory]
    [InlineData("password = \"admin\"", "password = \"a&b\"", "WSO2 Carbon initialization Failed")]
    [InlineData("password = \"admin\"", "password = \"a<b\"", "WSO2 Carbon initialization Failed")]
    [InlineData("WSO2SHARED_DB;DB_CLOSE_ON_EXIT=FALSE", "WSO2SHARED_DB?x=1&y=2", "Error in intializing system data sources")]
    public async Task Does_not_come_up_on_what_is_special_in_XML(string before, string after, string expected)
    {
        var standIn = await FreshAsync();
        var toml = await standIn.TomlAsync(Cancellation);
        toml.ShouldContain(before);
        await standIn.WriteTomlAsync(toml.Replace(before, after, StringComparison.Ordinal), Cancellation);

        var (ended, output) = await standIn.ForegroundAsync(expected, Cancellation);

        output.ShouldContain(expected);
        ended.ShouldBeFalse();
    }

    [Fact]
    public async Task A_plain_table_where_an_array_of_tables_belongs_is_rendered_as_nothing_without_a_word()
    {
        var standIn = await FreshAsync();
        await standIn.WriteTomlAsync(
            await standIn.TomlAsync(Cancellation)
            + "[apim.throttling.url_group]\ntraffic_manager_urls = [\"tcp://n:9611\"]\ntraffic_manager_auth_urls = [\"ssl://n:9711\"]\ntype = \"loadbalance\"\n",
            Cancellation);

        await standIn.ScriptAsync("start", Cancellation);

        await standIn.UntilLoggedAsync("WSO2 Carbon started in", Cancellation);
        (await standIn.Host.OutputAsync($"cat {StandIn.Home}/repository/conf/api-manager.xml", Cancellation))
            .ShouldContain("<ReceiverUrlGroup>{  },{  },{  }</ReceiverUrlGroup>");
    }

    [Fact]
    public async Task Renders_groups_and_the_other_nodes_broker()
    {
        var standIn = await FreshAsync();
        await standIn.WriteTomlAsync(
            await standIn.TomlAsync(Cancellation)
            + """
              [apim.throttling]
              event_duplicate_url = ["tcp://node2:5672"]
              [[apim.throttling.url_group]]
              traffic_manager_urls = ["tcp://node1:9611"]
              traffic_manager_auth_urls = ["ssl://node1:9711"]
              type = "loadbalance"
              [[apim.throttling.url_group]]
              traffic_manager_urls = ["tcp://node2:9611"]
              traffic_manager_auth_urls = ["ssl://node2:9711"]
              type = "loadbalance"

              """,
            Cancellation);

        await standIn.ScriptAsync("start", Cancellation);

        await standIn.UntilLoggedAsync("user admin connected", Cancellation);
        (await standIn.Host.OutputAsync($"cat {StandIn.Home}/repository/conf/api-manager.xml", Cancellation))
            .ShouldContain("<ReceiverUrlGroup>{ tcp://node1:9611 },{ tcp://node2:9611 }</ReceiverUrlGroup>");
        (await standIn.Host.OutputAsync($"cat {StandIn.Home}/repository/conf/jndi2.properties", Cancellation)).ShouldContain(
            "connectionfactory.TopicConnectionFactory = amqp://admin:admin@clientid/carbon?brokerlist='tcp://node2:5672?retries='5'%26connectdelay='50';'");
        (await standIn.LogAsync(Cancellation)).ShouldContain("Cannot borrow client for ssl://node2:9711.");
    }

    [Fact]
    public async Task Needs_the_keystore_password_for_secrets_and_takes_its_file_away()
    {
        var standIn = await FreshAsync();
        const string Stores = StandIn.Home + "/repository/resources/security";
        await standIn.Host.OutputAsync(
            $"keytool -exportcert -rfc -alias wso2carbon -keystore {Stores}/wso2carbon.jks -storepass wso2carbon >/tmp/c.pem", Cancellation);
        var secret = await standIn.Host.OutputAsync(
            "printf wso2carbon | openssl pkeyutl -encrypt -certin -inkey /tmp/c.pem -pkeyopt rsa_padding_mode:oaep | base64 -w0", Cancellation);
        await standIn.WriteTomlAsync(
            await standIn.TomlAsync(Cancellation) + $"[truststore]\npassword = \"$secret{{t}}\"\n[secrets]\nt = \"{secret}\"\n", Cancellation);

        (await standIn.ForegroundAsync("tampered with", Cancellation)).Output.ShouldContain("[Enter KeyStore and Private Key Password :]");

        await standIn.Host.OutputAsync($"echo wso2carbon >{StandIn.Home}/password-tmp; chown wso2carbon {StandIn.Home}/password-tmp", Cancellation);
        (await standIn.ForegroundAsync("WSO2 Carbon started in", Cancellation)).Output.ShouldContain("WSO2 Carbon started in");
        (await standIn.Host.ExecAsync($"test -e {StandIn.Home}/password-tmp", Cancellation)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Does_not_come_up_without_deployment_toml_where_nothing_was_rendered_before()
    {
        var standIn = await FreshAsync();
        await standIn.Host.OutputAsync($"rm {StandIn.Home}/repository/conf/deployment.toml", Cancellation);

        var (ended, output) = await standIn.ForegroundAsync("initializ", Cancellation);

        output.ShouldContain("WARN {org.wso2.config.mapper.ConfigParser} - deployment.toml not found at");
        output.ShouldNotContain("WSO2 Carbon started in");
        ended.ShouldBeFalse();
    }

    [Fact]
    public async Task Refuses_to_start_when_a_generated_file_is_gone_and_recovers_without_its_metadata()
    {
        var standIn = await StartedOnceAsync();
        await standIn.Host.OutputAsync($"rm {Inbound}", Cancellation);

        var (ended, output) = await standIn.ForegroundAsync("FileNotFoundException", Cancellation);

        ended.ShouldBeTrue();
        output.ShouldContain("org.wso2.config.mapper.ConfigParserException: Error while reading metadata");
        output.ShouldContain($"java.io.FileNotFoundException: {Inbound} (No such file or directory)");
        await standIn.Host.OutputAsync($"rm -r {Metadata}", Cancellation);
        (await standIn.ForegroundAsync("WSO2 Carbon started in", Cancellation)).Output.ShouldContain("WSO2 Carbon started in");
        await standIn.Host.OutputAsync($"test -s {Inbound}", Cancellation);
    }

    [Fact]
    public async Task Overwrites_a_generated_file_that_was_edited_and_keeps_the_edit_in_backup()
    {
        var standIn = await StartedOnceAsync();
        await standIn.Host.OutputAsync($"echo '<!-- mine -->' >>{StandIn.Home}/repository/conf/carbon.xml", Cancellation);

        (await standIn.ForegroundAsync("WSO2 Carbon started in", Cancellation)).Output
            .ShouldContain("Configurations Changed in :repository/conf/carbon.xml");

        (await standIn.Host.ExecAsync($"grep -q mine {StandIn.Home}/repository/conf/carbon.xml", Cancellation)).ExitCode.ShouldBe(1);
        await standIn.Host.OutputAsync($"grep -q mine {StandIn.Home}/backup/repository/conf/carbon.xml", Cancellation);
    }

    [Fact]
    public async Task Does_not_come_up_without_the_repository_folder()
    {
        var standIn = await StartedOnceAsync();
        await standIn.Host.OutputAsync($"rm -r {Metadata} {StandIn.Home}/repository/deployment {StandIn.Home}/repository/resources/conf/templates/repository/deployment", Cancellation);

        var expected = $"Repository location '{StandIn.Home}/repository/deployment/server/' not found!";
        (await standIn.ForegroundAsync(expected, Cancellation)).Output.ShouldContain(expected);
    }

    [Theory]
    [InlineData(9443)]
    [InlineData(5672)]
    public async Task Ends_when_a_port_is_taken(int port)
    {
        var standIn = await FreshAsync();
        await standIn.Host.OutputAsync($"busybox nc -ll -p {port} -e true >/dev/null 2>&1 & sleep 0.3", Cancellation);

        var (ended, output) = await standIn.ForegroundAsync("Address already in use", Cancellation);
        await standIn.Host.ExecAsync("pkill busybox", Cancellation);

        ended.ShouldBeTrue();
        output.ShouldContain("java.net.BindException: Address already in use");
    }

    [Fact]
    public async Task Adds_the_offset_to_every_port()
    {
        var standIn = await FreshAsync();
        var toml = (await standIn.TomlAsync(Cancellation)).Replace("#offset=0", "offset=3", StringComparison.Ordinal);
        await standIn.WriteTomlAsync(toml, Cancellation);

        await standIn.ScriptAsync("start", Cancellation);

        await standIn.UntilLoggedAsync("https://localhost:9446/carbon/", Cancellation);
        var listening = await standIn.Host.OutputAsync("ss -ltnH | sed 's/.*0\\.0\\.0\\.0:\\([0-9]*\\) .*/\\1/'", Cancellation);
        new[] { "9446", "9766", "8246", "8283", "9614", "9714", "5675" }.Except(listening.Split('\n')).ShouldBeEmpty();
    }

    private async Task<StandIn> FreshAsync()
    {
        await fixture.StandIn.UnpackAsync(Cancellation);
        return fixture.StandIn;
    }

    private async Task<StandIn> StartedOnceAsync()
    {
        var standIn = await FreshAsync();
        (await standIn.ForegroundAsync("WSO2 Carbon started in", Cancellation)).Output.ShouldContain("WSO2 Carbon started in");
        return standIn;
    }
}
