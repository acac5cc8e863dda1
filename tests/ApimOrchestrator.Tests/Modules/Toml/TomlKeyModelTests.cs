using ApimOrchestrator.Modules.Toml;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

public sealed class TomlKeyModelTests
{
    [Theory]
    [InlineData("3.0.0", "3.2.0")]
    [InlineData("3.2.0", "3.2.0")]
    [InlineData("4.0.0", "4.1.0")]
    [InlineData("4.2.0", "4.1.0")]
    [InlineData("4.4.0", "4.3.0")]
    [InlineData("4.7.0", "4.5.0")]
    [InlineData("4.x", "4.5.0")]
    [InlineData(null, null)]
    [InlineData("", null)]
    public void Takes_the_nearest_version_there_is_a_list_for(string? version, string? nearest) => TomlKeyModel.For(version).Version.ShouldBe(nearest);

    [Theory]
    [InlineData("server.hostname")]
    [InlineData("apim.throttling.event_duplicate_url")]
    [InlineData("apim.throttling.url_group.traffic_manager_urls")]
    [InlineData("apim.gateway.environment.service_url")]
    [InlineData("database.my_own_db.pool_options.maxActive")]
    [InlineData("database.apim_db.url")]
    [InlineData("user_store.properties.AnyThing")]
    [InlineData("custom_keystore.mine.file_name")]
    [InlineData("secrets.admin_password")]
    [InlineData("event_listener.properties.'header.X-WSO2-KEY-MANAGER'")]
    [InlineData("transport.https.properties.\"'header.X'\"")]
    [InlineData("synapse_properties.'synapse.global_timeout_interval'")]
    [InlineData("apim.event_hub.publish.url_group.auth_urls")]
    public void Knows_the_keys_a_deployment_needs_in_every_version(string key)
    {
        foreach (var version in new[] { "3.2.0", "4.1.0", "4.3.0", "4.5.0", null })
        {
            Advice(version, key).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("server.hostnam", "server.hostname")]
    [InlineData("throttling.url_group.traffic_manager_urls", "apim.throttling.url_group.traffic_manager_urls")]
    [InlineData("apim.throttling.url_groups.traffic_manager_urls", "apim.throttling.url_group.traffic_manager_urls")]
    [InlineData("apim.throtling.event_duplicate_url", "apim.throttling.event_duplicate_url")]
    [InlineData("apim.throttling.event_duplicate_urls", "apim.throttling.event_duplicate_url")]
    [InlineData("database.my_db.usernam", "database.my_db.username")]
    [InlineData("apim.gateway.environments.service_url", "apim.gateway.environment.service_url")]
    [InlineData("apim.server.hostname", "server.hostname")]
    [InlineData("apim.traffic_manager_auth_urls", "apim.throttling.url_group.traffic_manager_auth_urls")]
    public void Names_the_nearest_known_key(string key, string nearest) => Advice("3.2.0", key)!.ShouldEndWith($"did you mean '{nearest}'?");

    [Fact]
    public void Says_plainly_where_nothing_is_near() => Advice("3.2.0", "qwertyuiop.asdf").ShouldBe("API-M does not know 'qwertyuiop.asdf' and will ignore it");

    [Theory]
    [InlineData("3.0.0", "apim.throttling.event_duplicate_url")]
    [InlineData("3.1.0", "apim.event_hub.publish.url_group.urls")]
    public void Knows_what_came_only_after_the_first_versions(string version, string key) =>
        Advice(version, key).ShouldBe($"API-M {version} does not read '{key}': it is a key of 3.2.0 and later");

    [Fact]
    public void Tells_a_key_of_another_version_from_an_unknown_one()
    {
        Advice("3.2.0", "apim.cache_invalidation.enabled").ShouldBe("API-M 3.2.0 does not read 'apim.cache_invalidation.enabled': it is a key of 4.1.0, 4.3.0, 4.5.0");
        Advice("4.1.0", "apim.cache_invalidation.enabled").ShouldBeNull();
        Advice(null, "apim.cache_invalidation.enabled").ShouldBeNull();
    }

    [Fact]
    public void Never_warns_about_a_key_the_product_ships()
    {
        var warnings = TomlCorpus.Files("toml").Where(file => file.Name.StartsWith("wso2_product-apim", StringComparison.Ordinal))
            .SelectMany(file => TomlDocument.Parse(file.Text, file.Name).Leaves().Keys.Select(key => $"{file.Name}: {Advice(null, key)} {Advice(VersionOf(file.Name), key)}"));
        warnings.Where(warning => warning.Contains("API-M", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string? Advice(string? version, string key) => TomlKeyModel.For(version).Advice([.. TomlPath.Parse(key).Names]);

    private static string VersionOf(string file)
    {
        var reference = file.Split("__")[1];
        var start = reference.IndexOfAny(['3', '4']);
        return start < 0 || reference[start..] is not [_, '.', _, ..] ? "4.5.0" : reference[start..(start + 3)] is var version && version is "3.x" ? "3.2.0" : $"{version}.0";
    }
}
