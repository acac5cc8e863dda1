using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

public sealed class TomlPathTests
{
    [Theory]
    [InlineData("server.hostname", "server|hostname")]
    [InlineData("transport.https.properties.\"'header.X'\"", "transport|https|properties|'header.X'")]
    [InlineData("synapse_properties.'synapse.global_timeout_interval'", "synapse_properties|synapse.global_timeout_interval")]
    [InlineData("a.\"b \\\" c\"", "a|b \" c")]
    [InlineData("user_store.properties.Add-x_1", "user_store|properties|Add-x_1")]
    public void Reads_plain_and_quoted_keys(string text, string names) =>
        string.Join('|', TomlPath.Parse(text).Names).ShouldBe(names);

    [Fact]
    public void Reads_selectors_by_value_and_by_place()
    {
        var selector = TomlPath.Parse("apim.gateway.environment[name=Production and Sandbox, \"type\" = \"hy]brid\"].service_url").Steps[2].Selector!;
        selector.Index.ShouldBeNull();
        selector.Matches.ShouldBe([new TomlMatch("name", "Production and Sandbox", false), new TomlMatch("type", "hy]brid", true)]);
        TomlPath.Parse("a[0].b").Steps[0].Selector!.Index.ShouldBe(0);
        TomlPath.Parse("a.b[-1]").Last.Selector!.Index.ShouldBe(-1);
    }

    [Theory]
    [InlineData("a.'b.c'[x=1,y=\"2 ,\"].\"it's\"")]
    [InlineData("a[-1].b")]
    public void Writes_what_it_read(string text) => TomlPath.Parse(TomlPath.Parse(text).ToString()).ToString().ShouldBe(text);

    [Theory]
    [InlineData("", 1)]
    [InlineData("a..b", 3)]
    [InlineData("a.", 3)]
    [InlineData("a b", 2)]
    [InlineData("a.'b", 3)]
    [InlineData("a[x]", 4)]
    [InlineData("a[]", 3)]
    [InlineData("a[x=]", 5)]
    [InlineData("a[x=1", 6)]
    [InlineData("a[1x]", 4)]
    [InlineData("a[-]", 3)]
    [InlineData("a[0][1]", 5)]
    [InlineData("a]b", 2)]
    [InlineData("a[99999999999]", 3)]
    public void Names_the_column_of_what_is_wrong(string text, int column)
    {
        var problem = Should.Throw<DiagnosticException>(() => TomlPath.Parse(text)).Diagnostics.ShouldHaveSingleItem();
        problem.Place.Column.ShouldBe(column);
        problem.SourceLine.ShouldBe(text);
    }
}
