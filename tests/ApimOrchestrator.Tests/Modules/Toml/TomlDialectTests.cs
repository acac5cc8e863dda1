using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApimOrchestrator.Modules.Toml;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

public sealed partial class TomlDialectTests
{
    [Theory]
    [InlineData("[a.b]\nx = 1\n[a]\ny = 1\n", 3, "[a]")]
    [InlineData("[[a.b]]\nx = 1\n[a]\n", 3, "[a]")]
    [InlineData("[a.b.c]\nx = 1\n[d]\nx = 1\n[a.b]\n", 5, "[a.b]")]
    [InlineData("[a]\nb.c = 1\n[a.b]\nd = 1\n", 3, "[a.b]")]
    [InlineData("server.offset = 1\n[server]\nhostname = \"a\"\n", 2, "[server]")]
    [InlineData("[[e]]\n[e.f.g]\nx = 1\n[e.f]\ny = 1\n", 4, "[e.f]")]
    public void Crashes_on_a_table_that_follows_a_part_of_itself(string text, int line, string table)
    {
        var problem = TomlDialect.Check(text).ShouldHaveSingleItem();
        problem.Verdict.ShouldBe(TomlVerdict.Crashes);
        (problem.Line, problem.Column).ShouldBe((line, 1));
        problem.Message.ShouldContain(table);
    }

    [Theory]
    [InlineData("[a]\ny = 1\n[a.b]\nx = 1\n")]
    [InlineData("[a.b]\nx = 1\n[a.c]\nx = 1\n")]
    [InlineData("[[e]]\n[e.p]\na = 1\n[[e]]\n[e.p]\na = 2\n")]
    [InlineData("[d]\ns.type = \"h2\"\n[d.t]\ntype = \"h2\"\n")]
    [InlineData("a = [\n \"x\", # c\n \"y\",\n]\r\nb = [[\"x\"], [1]]\nc = {d.e = 1, f = [1, 2]}\ng = []\nh = [ ]\n")]
    [InlineData("d = 2020-01-01\ne = 2020-01-01T10:00:00Z\nf = 10:00:00.5 # c\ng = 2020-01-01 10:00:00+05:30\n")]
    [InlineData("a = \"\\uD800\"\nb = '''\n''x\ty'''\nc = \"\"\"\n\"x\\\n  y\"\"\"\n# \u0001\nd = 0xff\ne = 1_0.5e-3\nf = inf\n")]
    [InlineData("")]
    public void Passes_what_the_server_reads(string text) => TomlDialect.Check(text).ShouldBeEmpty();

    [Theory]
    [InlineData("a = [\"x\", 1]\n", 1, 11)]
    [InlineData("a = 9223372036854775808\n", 1, 5)]
    [InlineData("a = \"x\ty\"\n", 1, 7)]
    [InlineData("a = \"\"\"x\ty\"\"\"\n", 1, 9)]
    [InlineData("a = \"\\e\"\n", 1, 6)]
    [InlineData("a = {\nb = 1 }\n", 1, 6)]
    [InlineData("a = {b = 1,}\n", 1, 12)]
    [InlineData("a = {b = []}\n", 1, 12)]
    [InlineData("a = [[], []]\nb = 1\n", 2, 1)]
    [InlineData("a = [1\n, 2]\n", 2, 1)]
    [InlineData("a = 1e06\n", 1, 8)]
    [InlineData("a = 07:32\n", 1, 10)]
    [InlineData("a = [2020-01-01]\n", 1, 16)]
    [InlineData("a = 2020-01-01T10:00:00z\n", 1, 24)]
    [InlineData("a = 1e999\n", 1, 5)]
    [InlineData("a = \"\"\"x\"\"\"\"\n", 1, 12)]
    [InlineData("\uFEFFa = 1\n", 1, 1)]
    [InlineData("[a]\nx = 1\n[a]\n", 3, 1)]
    [InlineData("[a]\nx = 1\n[[a]]\n", 3, 1)]
    public void Refuses_what_the_server_refuses_at_its_place(string text, int line, int column)
    {
        var problem = TomlDialect.Check(text)[0];
        problem.Verdict.ShouldBe(TomlVerdict.Rejected);
        (problem.Line, problem.Column).ShouldBe((line, column));
    }

    [Fact]
    public void Tells_every_wrong_structure_of_a_file_with_the_line_and_what_to_do()
    {
        var problems = TomlDialect.Diagnose("[a.b]\nx = [1, true]\n[a]\ny = 1\ny = 2\n", "deployment.toml");
        problems.Select(problem => problem.Place.ToString()).ShouldBe(["deployment.toml:2:9", "deployment.toml:3:1", "deployment.toml:5:1"]);
        problems[1].ToString().ShouldContain("3 | [a]\n  | ^");
        problems[1].Help!.ShouldContain("above line 1");
    }

    [Fact]
    public void Agrees_with_the_real_parser_on_every_recorded_case()
    {
        var results = File.ReadAllLines(Path.Combine(TomlCorpus.Folder, "wso2-toml-dialect", "RESULTS.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();
        results.Count.ShouldBeGreaterThan(80);
        var wrong = new StringBuilder();
        foreach (var fields in results)
        {
            var text = File.ReadAllText(Path.Combine(TomlCorpus.Folder, "wso2-toml-dialect", fields[0]), new UTF8Encoding(false));
            text = File.ReadAllBytes(Path.Combine(TomlCorpus.Folder, "wso2-toml-dialect", fields[0])) is [0xEF, 0xBB, 0xBF, ..] ? "\uFEFF" + text : text;
            var expected = fields[1] switch { "ok" => TomlVerdict.Accepted, "REJECT" => TomlVerdict.Rejected, _ => TomlVerdict.Crashes };
            var problems = TomlDialect.Check(text);
            var place = PlaceOf().Matches(fields[3]).LastOrDefault();
            var right = TomlDialect.VerdictOn(text) == expected && (place is null || problems[0].Line == Number(place, 1) && (problems[0].Column == Number(place, 2) || place.Groups[2].Value.Length == 0));
            wrong.Append(right ? string.Empty : $"{fields[0]}: {fields[1]} {fields[3]}, but {string.Join("; ", problems)}\n");
        }

        wrong.ToString().ShouldBeEmpty();
    }

    private static int Number(Match match, int group) => int.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\(line (\d+), column ?(\d*)")]
    private static partial Regex PlaceOf();
}
