using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

public sealed class TomlTablesTests
{
    private static readonly TomlPath UrlGroup = TomlPath.Parse("apim.throttling.url_group");

    [Fact]
    public void Leaves_a_list_that_is_there_already_as_it_is_written()
    {
        var document = Open("distributed");
        Replace(document, UrlGroup, First(), Group("10.0.0.2")).Text.ShouldBe(document.Text);
        Append(document, UrlGroup, Group("10.0.0.2")).Text.ShouldBe(document.Text);
        Append(document, UrlGroup, Map(("traffic_manager_auth_urls", List("ssl://10.0.0.1:9711")))).Text.ShouldBe(document.Text);
    }

    [Fact]
    public void Edits_the_tables_that_stay_in_place_and_keeps_their_comments()
    {
        var document = Open("distributed");
        TomlFixtures.Changes(document.Text, Replace(document, UrlGroup, First(), Group("10.0.0.3")).Text).ShouldBe(
        [
            "-traffic_manager_urls = [\"tcp://10.0.0.2:9611\"]", "-traffic_manager_auth_urls = [\"ssl://10.0.0.2:9711\"]",
            "+traffic_manager_urls = [\"tcp://10.0.0.3:9611\"]", "+traffic_manager_auth_urls = [\"ssl://10.0.0.3:9711\"]",
        ]);
    }

    [Fact]
    public void Takes_surplus_tables_out_and_adds_missing_ones_in_order()
    {
        var document = Open("distributed");
        var only = Replace(document, UrlGroup, Group("10.0.0.2"));
        only.Leaves().Keys.Count(key => key.StartsWith("apim.throttling.url_group", StringComparison.Ordinal)).ShouldBe(3);
        only.Text.ShouldContain("# second node\ntraffic_manager_urls = [\"tcp://10.0.0.2:9611\"]");
        var three = Replace(only, UrlGroup, Group("a"), Group("10.0.0.2"), Group("c"));
        three.TryGetValue(TomlPath.Parse("apim.throttling.url_group[0].traffic_manager_urls"), out var first).ShouldBeTrue();
        ((IReadOnlyList<object?>)first!)[0].ShouldBe("tcp://a:9611");
        three.Text.ShouldContain("# second node\ntraffic_manager_urls = [\"tcp://10.0.0.2:9611\"]");
        Replace(three, UrlGroup).Text.ShouldNotContain("[[apim.throttling.url_group]]");
        Replace(document, UrlGroup, Group("x")).Text.ShouldContain("# first node");
    }

    [Fact]
    public void Keeps_the_place_of_an_array_whose_tables_all_change()
    {
        var before = TomlDocument.Parse("[a]\nx = 1\n\n[[env]]\nname = \"old\"\n[env.p]\nq = 1\n\n[z]\ny = 1\n", "f");
        Replace(before, TomlPath.Parse("env"), Map(("name", "one")), Map(("name", "two"), ("p", Map(("q", 2L))))).Text
            .ShouldBe("[a]\nx = 1\n\n[[env]]\nname = \"one\"\n\n[[env]]\nname = \"two\"\n[env.p]\nq = 2\n\n[z]\ny = 1\n");
    }

    [Theory]
    [InlineData("[apim.throttling]\nx = 1\n\n[b]\n", "[apim.throttling]\nx = 1\n\n[[apim.throttling.url_group]]\ntype = \"loadbalance\"\n\n[[apim.throttling.url_group]]\ntype = \"failover\"\n\n[b]\n")]
    [InlineData("[apim.throttling.jms]\nx = 1\n[secrets]\n", "[apim.throttling.jms]\nx = 1\n\n[[apim.throttling.url_group]]\ntype = \"loadbalance\"\n\n[[apim.throttling.url_group]]\ntype = \"failover\"\n\n[secrets]\n")]
    [InlineData("[secrets]\nx = \"[y]\"", "[[apim.throttling.url_group]]\ntype = \"loadbalance\"\n\n[[apim.throttling.url_group]]\ntype = \"failover\"\n\n[secrets]\nx = \"[y]\"")]
    [InlineData("[apim]\r\nthrottling.x = 1", "[apim]\r\nthrottling.x = 1\r\n\r\n[[apim.throttling.url_group]]\r\ntype = \"loadbalance\"\r\n\r\n[[apim.throttling.url_group]]\r\ntype = \"failover\"")]
    [InlineData("[apim]\nthrottling = {x = 1}\n", "[apim]\nthrottling = {x = 1, url_group = [{type = \"loadbalance\"}, {type = \"failover\"}]}\n")]
    public void Puts_a_new_array_with_its_relatives(string before, string after)
    {
        var document = Replace(TomlDocument.Parse(before, "f"), UrlGroup, Map(("type", "loadbalance")), Map(("type", "failover")));
        document.Text.ShouldBe(after);
        document.Set(UrlGroup, new object?[] { Map(("type", "loadbalance")), Map(("type", "failover")) }).Text.ShouldBe(after);
        Replace(document, UrlGroup, Map(("type", "loadbalance")), Map(("type", "failover"))).Text.ShouldBe(after);
    }

    [Fact]
    public void Writes_the_parent_before_its_array_as_the_documented_throttling_block_needs()
    {
        var document = Replace(Open("single-node-3.2"), UrlGroup, Group("node1"), Group("node2"));
        var after = document.Set(TomlPath.Parse("apim.throttling.event_duplicate_url"), List("tcp://node2:5672")).Set(TomlPath.Parse("apim.enable_secure_vault"), true);
        TomlDialect.Check(after.Text).ShouldBeEmpty();
        TomlFixtures.Changes(Open("single-node-3.2").Text, after.Text).Where(line => line[0] == '-').ShouldAllBe(line => after.Text.Contains(line.Substring(1), StringComparison.Ordinal));
        var text = after.Text;
        text.IndexOf("[apim]", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("[[apim.gateway.environment]]", StringComparison.Ordinal));
        text.IndexOf("\n[apim.throttling]\n", StringComparison.Ordinal).ShouldBeInRange(1, text.IndexOf("\n[[apim.throttling.url_group]]", StringComparison.Ordinal) - 1);
    }

    [Fact]
    public void Binds_tables_below_an_array_to_the_right_element()
    {
        var before = TomlDocument.Parse("[[e]]\nid = \"a\"\np.x = 1\n[[e]]\nid = \"b\"\n", "f");
        var after = before.Set(TomlPath.Parse("e[id=a].q.z"), 1L).Set(TomlPath.Parse("e[id=b].q.z"), 2L).Set(TomlPath.Parse("e[id=a].p.list"), new object?[] { Map(("k", 1L)) });
        after.Leaves()["e[0].q.z"].ShouldBe(1L);
        after.Leaves()["e[1].q.z"].ShouldBe(2L);
        after.Leaves()["e[0].p.list[0].k"].ShouldBe(1L);
    }

    [Fact]
    public void Changes_arrays_written_inline_in_place()
    {
        var before = TomlDocument.Parse("a = [{n = 1}, {n = 2}] # c\n", "f");
        Replace(before, TomlPath.Parse("a"), Map(("n", 1L)), Map(("n", 3L))).Text.ShouldBe("a = [{n = 1}, {n = 3}] # c\n");
        Append(before, TomlPath.Parse("a"), Map(("n", 2L)), Map(("n", 4L))).Text.ShouldBe("a = [{n = 1}, {n = 2}, {n = 4}] # c\n");
        Replace(before, TomlPath.Parse("a")).Text.ShouldBe("");
        before.Set(TomlPath.Parse("a[n=2].m"), "x").Text.ShouldBe("a = [{n = 1}, {n = 2, m = \"x\"}] # c\n");
    }

    [Theory]
    [InlineData("server", "is not an array of tables")]
    [InlineData("server.hostname", "is not an array of tables")]
    [InlineData("apim.gateway.environment[0]", "without a selector")]
    public void Refuses_to_make_other_things_arrays(string path, string words) =>
        Should.Throw<DiagnosticException>(() => Replace(Open("distributed"), TomlPath.Parse(path), Group("x"))).Message.ShouldContain(words);

    private static TomlDocument Open(string fixture) => TomlDocument.Parse(TomlFixtures.Text(fixture), "deployment.toml");

    private static TomlDocument Replace(TomlDocument document, TomlPath path, params IReadOnlyDictionary<string, object?>[] tables)
    {
        var after = document.ReplaceTables(path, tables);
        after.ReplaceTables(path, tables).Text.ShouldBe(after.Text);
        return after;
    }

    private static TomlDocument Append(TomlDocument document, TomlPath path, params IReadOnlyDictionary<string, object?>[] tables)
    {
        var after = document.AppendTables(path, tables);
        after.AppendTables(path, tables).Text.ShouldBe(after.Text);
        return after;
    }

    private static Dictionary<string, object?> First() => Map(
        ("traffic_manager_urls", List("tcp://10.0.0.1:9611", "tcp://10.0.0.1:9612")), ("traffic_manager_auth_urls", List("ssl://10.0.0.1:9711")), ("type", "loadbalance"));

    private static Dictionary<string, object?> Group(string host) => Map(
        ("traffic_manager_urls", List($"tcp://{host}:9611")), ("traffic_manager_auth_urls", List($"ssl://{host}:9711")), ("type", "loadbalance"));

    private static List<object?> List(params object?[] items) => [.. items];

    private static Dictionary<string, object?> Map(params (string Key, object? Value)[] pairs) => pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
