using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Toml;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

public sealed class TomlDocumentTests
{
    public static TheoryData<string> Fixtures => [.. TomlFixtures.Names];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Changes_one_line_when_one_value_changes(string fixture)
    {
        var before = Open(fixture);
        var after = Set(before, "server.hostname", "am.example.test");
        var changes = TomlFixtures.Changes(before.Text, after.Text);
        changes.Count.ShouldBe(2);
        changes[1].ShouldContain("\"am.example.test\"");
        changes[1].Replace("am.example.test", changes[0].Contains("am1") ? "am1.example.test" : "localhost", StringComparison.Ordinal)[1..].ShouldBe(changes[0][1..]);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Adds_a_key_after_the_last_one_of_its_table_with_its_indentation_and_line_end(string fixture)
    {
        var before = Open(fixture);
        var after = Set(before, "apim.gateway.environment[0].provider", "wso2");
        TomlFixtures.Changes(before.Text, after.Text).ShouldHaveSingleItem().ShouldBe(fixture switch
        {
            "windows-editor" => "+provider = \"wso2\"\\r",
            "distributed" or "mixed-line-ends" => "+  provider = \"wso2\"",
            _ => "+provider = \"wso2\"",
        });
        after.Remove(TomlPath.Parse("apim.gateway.environment[0].provider")).Text.ShouldBe(before.Text);
    }

    [Fact]
    public void Keeps_a_missing_last_line_end_when_it_adds_and_removes_at_the_end()
    {
        var before = Open("no-last-line-end");
        var after = Set(before, "database.local.username", "wso2carbon");
        after.Text.ShouldEndWith("FALSE\"\nusername = \"wso2carbon\"");
        after.Remove(TomlPath.Parse("database.local.username")).Text.ShouldBe(before.Text);
        Set(before, "apim_new.x", 1L).Text.ShouldEndWith("FALSE\"\n\n[apim_new]\nx = 1");
    }

    [Theory]
    [InlineData("a = \"x\" # c\n", "a", "x")]
    [InlineData("a = 'x'\n", "a", "x")]
    [InlineData("a = \"\"\"\nx\"\"\"\n", "a", "x")]
    [InlineData("a = 1_000\n", "a", 1000L)]
    [InlineData("a = 0x10\n", "a", 16L)]
    [InlineData("a = 4.10\n", "a", 4.1)]
    [InlineData("a = true\n", "a", true)]
    public void Leaves_a_value_that_means_the_same_as_it_is_written(string text, string path, object value) =>
        TomlDocument.Parse(text, "f").Set(TomlPath.Parse(path), value).Text.ShouldBe(text);

    [Theory]
    [InlineData("[apim.throttling]\nx = 1 # c\n")]
    [InlineData("[apim]\nthrottling.x = 1 # c\n")]
    [InlineData("apim.throttling.x = 1 # c\n")]
    [InlineData("[apim]\nthrottling = { x = 1, y = 2 } # c\n")]
    [InlineData("apim = { throttling.x = 1 } # c\n")]
    public void Finds_a_key_however_it_is_written(string text)
    {
        var document = TomlDocument.Parse(text, "f");
        Set(document, "apim.throttling.x", 7L).Text.ShouldBe(text.Replace("x = 1", "x = 7", StringComparison.Ordinal));
        document.TryGetValue(TomlPath.Parse("apim.throttling.x"), out var value).ShouldBeTrue();
        value.ShouldBe(1L);
    }

    [Theory]
    [InlineData("[apim.throttling]\nx = 1\n", "[apim.throttling]\nx = 1\nz = 9\n")]
    [InlineData("[apim]\nthrottling.x = 1\ny = 2\n", "[apim]\nthrottling.x = 1\ny = 2\nthrottling.z = 9\n")]
    [InlineData("apim.throttling.x = 1\n[b]\n", "apim.throttling.x = 1\napim.throttling.z = 9\n[b]\n")]
    [InlineData("[apim]\nthrottling = { x = 1 }\n", "[apim]\nthrottling = { x = 1, z = 9 }\n")]
    [InlineData("apim.throttling = {}\n", "apim.throttling = {z = 9}\n")]
    [InlineData("[[apim.throttling.url_group]]\nx = 1\n", "[apim.throttling]\nz = 9\n\n[[apim.throttling.url_group]]\nx = 1\n")]
    [InlineData("[a]\nx = 1\n\n# about the jms\n[apim.throttling.jms]\nx = 1\n", "[a]\nx = 1\n\n[apim.throttling]\nz = 9\n\n# about the jms\n[apim.throttling.jms]\nx = 1\n")]
    [InlineData("[apim]\nx = 1\n[b]\ny = 1\n", "[apim]\nx = 1\n\n[apim.throttling]\nz = 9\n\n[b]\ny = 1\n")]
    [InlineData("[b]\ny = 1\n\n# last\n[secrets]\np = \"[x]\"\n", "[b]\ny = 1\n\n[apim.throttling]\nz = 9\n\n# last\n[secrets]\np = \"[x]\"\n")]
    [InlineData("", "[apim.throttling]\nz = 9\n")]
    [InlineData("# only a comment", "# only a comment\n\n[apim.throttling]\nz = 9")]
    public void Puts_a_new_key_where_the_server_reads_it(string before, string after) =>
        Set(TomlDocument.Parse(before, "f"), "apim.throttling.z", 9L).Text.ShouldBe(after);

    [Theory]
    [InlineData("", "x = 9\n")]
    [InlineData("a = 1\n\n[b]\n", "a = 1\nx = 9\n\n[b]\n")]
    [InlineData("# licence\n\n# about b\n[b]\n", "# licence\n\nx = 9\n\n# about b\n[b]\n")]
    public void Puts_a_new_root_key_before_the_first_table(string before, string after) =>
        Set(TomlDocument.Parse(before, "f"), "x", 9L).Text.ShouldBe(after);

    [Fact]
    public void Writes_a_map_as_the_keys_of_a_table_and_keeps_its_other_keys()
    {
        var value = new Dictionary<string, object?> { ["type"] = "mysql", ["pool_options"] = new Dictionary<string, object?> { ["maxActive"] = 50L }, ["password"] = new Secret("p\"w") };
        var after = Set(Open("single-node-3.2"), "database.shared_db", value);
        TomlFixtures.Changes(Open("single-node-3.2").Text, after.Text).ShouldBe(
        [
            "-type = \"h2\"", "-url = \"jdbc:h2:./repository/database/WSO2SHARED_DB;DB_CLOSE_ON_EXIT=FALSE\"", "-username = \"wso2carbon\"", "-password = \"wso2carbon\"",
            "+type = \"mysql\"", "+url = \"jdbc:h2:./repository/database/WSO2SHARED_DB;DB_CLOSE_ON_EXIT=FALSE\"", "+username = \"wso2carbon\"", "+password = 'p\"w'",
            "+", "+[database.shared_db.pool_options]", "+maxActive = 50",
        ]);
    }

    [Theory]
    [InlineData("true", true, "true")]
    [InlineData("True", true, "true")]
    [InlineData("no", false, "\"no\"")]
    [InlineData("on", true, "\"on\"")]
    [InlineData("9443", 9443L, "9443")]
    [InlineData("0644", 420L, "\"0644\"")]
    [InlineData("1:30", 90L, "\"1:30\"")]
    [InlineData("0x1F", 31L, "31")]
    [InlineData("4.10", 4.1, "4.10")]
    [InlineData("1e06", 1e6, "1000000.0")]
    [InlineData(".5", 0.5, "0.5")]
    [InlineData("1e-7", 1e-7, "1e-7")]
    [InlineData("2020-01-01", "2020-01-01", "\"2020-01-01\"")]
    [InlineData("plain text", "plain text", "\"plain text\"")]
    public void Writes_plain_scalars_in_the_kind_and_with_the_digits_they_were_written_in(string text, object value, string written) =>
        Set(TomlDocument.Parse("a = 'old'\n", "f"), "a", new Written(text, value)).Text.ShouldBe($"a = {written}\n");

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("^[\\S]{3,30}$", "'^[\\S]{3,30}$'")]
    [InlineData("it's \\d", "'''it's \\d'''")]
    [InlineData("say \"hi\"", "'say \"hi\"'")]
    [InlineData("\"it's'", "\"\\\"it's'\"")]
    [InlineData("a\tb\nc\u0001\u007f", "\"a\\tb\\nc\\u0001\\u007F\"")]
    [InlineData("${admin.username} é 😀", "\"${admin.username} é 😀\"")]
    [InlineData("", "\"\"")]
    public void Writes_texts_so_that_the_server_reads_them_back(string text, string written)
    {
        var after = Set(TomlDocument.Parse("a = 1", "f"), "a", text);
        after.Text.ShouldBe($"a = {written}");
        after.Leaves()["a"].ShouldBe(text);
    }

    [Fact]
    public void Quotes_keys_that_need_it()
    {
        Set(TomlDocument.Parse("[p]\n", "f"), "p.\"header.X Y\"", "v").Text.ShouldBe("[p]\n'header.X Y' = \"v\"\n");
        Set(TomlDocument.Parse("", "f"), "p.\"it's\".x", "v").Text.ShouldBe("[p.\"it's\"]\nx = \"v\"\n");
        Set(TomlDocument.Parse("[transport.https.properties]\n\"'header.X'\" = \"a\"\n", "f"), "transport.https.properties.\"'header.X'\"", "b").Text.ShouldContain("\"'header.X'\" = \"b\"");
    }

    [Fact]
    public void Addresses_tables_of_an_array_by_match_and_by_place()
    {
        var document = Open("distributed");
        Changed(document, "apim.gateway.environment[name=DMZ].type", "sandbox").ShouldBe(["-  type = 'production'", "+  type = \"sandbox\""]);
        Changed(document, "apim.gateway.environment[-1].type", "sandbox").ShouldBe(["-  type = 'production'", "+  type = \"sandbox\""]);
        Changed(document, "apim.gateway.environment[type=hybrid, name=Default].service_url", "x")[1].ShouldBe("+  service_url = \"x\"");
        Changed(document, "event_listener[order=1].properties.'header.X-WSO2-KEY-MANAGER'", "km").ShouldBe(["-'header.X-WSO2-KEY-MANAGER' = \"default\"", "+'header.X-WSO2-KEY-MANAGER' = \"km\""]);
        Changed(document, "datasource.pools.small.maxWait", 2L)[1].ShouldBe("+pools = { small = { maxActive = 5, maxWait = 2 }, names = [\"a\", \"b\"] }");
    }

    [Theory]
    [InlineData("apim.gateway.environment[name=Defualt].type", "deployment.toml:15:1", "environment[name=\"Default\"]")]
    [InlineData("apim.gateway.environment.type", "deployment.toml:15:1", "say which")]
    [InlineData("apim.throttling.url_group[type=loadbalance].type", "deployment.toml:35:1", "[0] is the first")]
    [InlineData("server.hostname.x", "deployment.toml:3:12", "is a value")]
    [InlineData("server", "deployment.toml:2:1", "is a table")]
    [InlineData("nothing[name=x].y", "deployment.toml", "array_tables")]
    public void Says_where_a_path_cannot_go_on(string path, string place, string words)
    {
        var problem = Should.Throw<DiagnosticException>(() => Set(Open("distributed"), path, "x")).Diagnostics.ShouldHaveSingleItem();
        problem.Place.ToString().ShouldBe(place);
        problem.ToString().ShouldContain(words);
    }

    [Fact]
    public void Changes_arrays_element_by_element_and_keeps_their_comments()
    {
        var document = Open("distributed");
        Changed(document, "apim.throttling.url_group[0].traffic_manager_urls", new object?[] { "tcp://10.0.0.1:9611", "tcp://new:1" })
            .ShouldBe(["-    \"tcp://10.0.0.1:9612\",", "+    \"tcp://new:1\","]);
        Changed(document, "apim.throttling.url_group[0].traffic_manager_urls", new object?[] { "tcp://10.0.0.1:9611", "tcp://10.0.0.1:9612", "tcp://c:1" })
            .ShouldBe(["+    \"tcp://c:1\","]);
        Changed(document, "apim.throttling.url_group[1].traffic_manager_urls", new object?[] { "tcp://10.0.0.2:9611", "b" })
            .ShouldBe(["-traffic_manager_urls = [\"tcp://10.0.0.2:9611\"]", "+traffic_manager_urls = [\"tcp://10.0.0.2:9611\", \"b\"]"]);
        Changed(document, "apim.throttling.url_group[1].traffic_manager_urls", Array.Empty<object?>())[1].ShouldBe("+traffic_manager_urls = []");
    }

    [Fact]
    public void Refuses_values_the_server_cannot_read()
    {
        foreach (var value in new object?[] { null, double.NaN, new object?[] { 1L, "x" }, new Written("9223372036854775808", 9.2e18), new Dictionary<string, object?> { ["a"] = null } })
        {
            Should.Throw<DiagnosticException>(() => Set(Open("distributed"), "server.x", value)).Message.ShouldContain("server.x");
        }

        Should.Throw<DiagnosticException>(() => Set(Open("distributed"), "datasource.pools.e", Array.Empty<object?>())).Message.ShouldContain("expects");
    }

    [Theory]
    [InlineData("[x]\na = 1 # c\nb = 2\n", "x.a", "[x]\nb = 2\n")]
    [InlineData("[x]\na = [\n 1, # c\n 2\n]\nb = 2\n", "x.a", "[x]\nb = 2\n")]
    [InlineData("[x]\na = 1\n\n[y]\nb = 1\n\n[y.z]\nc = 1\n\n[w]\nd = 1\n", "y", "[x]\na = 1\n\n[w]\nd = 1\n")]
    [InlineData("[x]\na = 1\n\n# about y\n[y]\nb = 1\n# after\n\n[w]\n", "y", "[x]\na = 1\n\n# about y\n# after\n\n[w]\n")]
    [InlineData("[x]\np.a = 1\nq = 1\np.b = 2\n", "x.p", "[x]\nq = 1\n")]
    [InlineData("a = { x = 1, y = 2, z = 3 }\n", "a.x", "a = { y = 2, z = 3 }\n")]
    [InlineData("a = { x = 1, y = 2, z = 3 }\n", "a.z", "a = { x = 1, y = 2 }\n")]
    [InlineData("a = { p.x = 1, p.y = 2, z = 3 }\n", "a.p", "a = { z = 3 }\n")]
    [InlineData("a = [{x = 1}, {x = 2}, {x = 3}]\n", "a[x=2]", "a = [{x = 1}, {x = 3}]\n")]
    [InlineData("[[e]]\nn = 1\n\n[[e]]\nn = 2\n[e.p]\nq = 1\n\n[[e]]\nn = 1\n", "e[n=1]", "[[e]]\nn = 2\n[e.p]\nq = 1\n")]
    [InlineData("[x]\r\na = 1\r\nb = 2", "x.b", "[x]\r\na = 1")]
    [InlineData("[x]\na = 1\n", "x.nothing", "[x]\na = 1\n")]
    [InlineData("[x]\na = 1\n", "y[name=z].a", "[x]\na = 1\n")]
    public void Removes_what_a_path_names_and_nothing_else(string before, string path, string after)
    {
        var document = TomlDocument.Parse(before, "f").Remove(TomlPath.Parse(path));
        document.Text.ShouldBe(after);
        document.Remove(TomlPath.Parse(path)).Text.ShouldBe(after);
    }

    [Theory]
    [InlineData("a = \"x\nb = 1\n", "f.toml:1:")]
    [InlineData("[x]\na = 1\na = 2\n", "f.toml:3:1")]
    [InlineData("[a]\nre = \"^[\\S]$\"\n", "f.toml:2:")]
    [InlineData("[apim.cors]\nx = 1\n[apim]\ny = 1\n", "f.toml:3:1")]
    [InlineData("\uFEFFa = 1\n", "f.toml:1:1")]
    [InlineData("a = {x = 1}\n[a.b]\n", "f.toml:2:1")]
    [InlineData("[a]\nb = {x = 1}\nb.y = 1\n", "f.toml:3:1")]
    [InlineData("[a]\nb = {x = 1, x.y = 1}\n", "f.toml:2:")]
    [InlineData("[a]\nb = inf\nb = 1\n", "f.toml:3:1")]
    [InlineData("[a]\nb = \"\\uD800\"\n", "f.toml:2:")]
    [InlineData("# \u0001\n", "f.toml:1:")]
    public void Refuses_a_file_the_server_does_not_read_and_names_the_place(string text, string place)
    {
        var problem = Should.Throw<DiagnosticException>(() => TomlDocument.Parse(text, "f.toml")).Diagnostics[0];
        problem.Place.ToString().ShouldStartWith(place);
        problem.SourceLine.ShouldNotBeNull();
        problem.ToString().ShouldContain("^");
    }

    [Fact]
    public void Reads_tables_of_an_array_that_write_the_same_part_differently()
    {
        const string Text = "[[e]]\n[e.p]\nx = 1\n[[e]]\np.x = 2\n[[e]]\np = {x = 3}\n";
        var document = TomlDocument.Parse(Text, "f");
        document.Leaves().Keys.ShouldBe(["e[0].p.x", "e[1].p.x", "e[2].p.x"]);
        Set(Set(document, "e[1].p.x", 7L), "e[2].p.y", 8L).Text.ShouldBe("[[e]]\n[e.p]\nx = 1\n[[e]]\np.x = 7\n[[e]]\np = {x = 3, y = 8}\n");
    }

    [Fact]
    public void Lists_all_values_by_their_paths()
    {
        var leaves = Open("distributed").Leaves();
        leaves["apim.gateway.environment[1].name"].ShouldBe("DMZ");
        leaves["synapse_properties.'synapse.global_timeout_interval'"].ShouldBe(120000L);
        leaves["transport.https.properties.proxyPort"].ShouldBe(443L);
        leaves["datasource.pools.small.maxWait"].ShouldBe(1000L);
        leaves["event_listener[0].properties.'header.X-WSO2-KEY-MANAGER'"].ShouldBe("default");
        leaves.Keys.ShouldContain("secrets.admin_password");
        TomlDocument.Parse("d = 2020-01-01\n", "f").Leaves()["d"].ShouldBe(new TomlMoment("2020-01-01"));
    }

    private static TomlDocument Open(string fixture) => TomlDocument.Parse(TomlFixtures.Text(fixture), "deployment.toml");

    private static TomlDocument Set(TomlDocument document, string path, object? value)
    {
        var after = document.Set(TomlPath.Parse(path), value);
        after.Set(TomlPath.Parse(path), value).Text.ShouldBe(after.Text);
        return after;
    }

    private static IReadOnlyList<string> Changed(TomlDocument document, string path, object? value) => TomlFixtures.Changes(document.Text, Set(document, path, value).Text);
}
