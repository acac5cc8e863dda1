using ApimOrchestrator.Modules.Toml;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

public sealed class TomlCorpusTests
{
    [Fact]
    public void Every_real_file_survives_an_edit_that_changes_nothing()
    {
        foreach (var (name, text) in TomlCorpus.Files("toml"))
        {
            var document = TomlDocument.Parse(text, name);
            document.Leaves().Aggregate(document, (edited, leaf) => edited.Set(TomlPath.Parse(leaf.Key), leaf.Value)).Text.ShouldBe(text, name);
        }
    }

    [Fact]
    public void Every_real_file_shows_one_line_when_one_key_changes()
    {
        foreach (var (name, text) in TomlCorpus.Files("toml"))
        {
            var document = TomlDocument.Parse(text, name);
            foreach (var (path, value) in document.Leaves().Where(leaf => leaf.Value is not IReadOnlyList<object?>).Chunk(20).Select(leaves => leaves[0]))
            {
                var after = document.Set(TomlPath.Parse(path), value is long ? 4711L : "changed");
                var changes = TomlFixtures.Changes(text, after.Text);
                changes.Select(line => line[0]).ShouldBe(['-', '+'], $"{name}: {path}");
                OnlyDifference(document, after).ShouldBe([path], name);
            }
        }
    }

    [Fact]
    public void Every_real_file_takes_new_keys_in_all_its_tables_and_gives_them_back()
    {
        foreach (var (name, text) in TomlCorpus.Files("toml"))
        {
            var document = TomlDocument.Parse(text, name);
            foreach (var table in document.Leaves().Keys.Where(key => key.Contains('.', StringComparison.Ordinal)).Select(key => Parent(TomlPath.Parse(key))).Distinct())
            {
                var path = TomlPath.Parse($"{table}.a_new_key");
                var after = document.Set(path, "x");
                TomlFixtures.Changes(text, after.Text).Sum(line => line[0] == '+' ? 1 : -1).ShouldBe(1, $"{name}: {path}");
                OnlyDifference(document, after).ShouldBe([path.ToString()], name);
                after.Remove(path).Text.ShouldBe(text, $"{name}: {path}");
            }
        }
    }

    [Fact]
    public void Every_real_file_takes_the_throttling_block_of_an_active_active_node()
    {
        var group = new Dictionary<string, object?> { ["traffic_manager_urls"] = new object?[] { "tcp://n1:9611" }, ["type"] = "loadbalance" };
        foreach (var (name, text) in TomlCorpus.Files("toml"))
        {
            var after = TomlDocument.Parse(text, name).ReplaceTables(TomlPath.Parse("apim.throttling.url_group"), [group, group])
                .Set(TomlPath.Parse("apim.throttling.event_duplicate_url"), new object?[] { "tcp://n2:5672" }).Set(TomlPath.Parse("apim.enable_secure_vault"), true)
                .Set(TomlPath.Parse("secrets.admin_password"), "[x]");
            after.Leaves()["apim.throttling.url_group[1].type"].ShouldBe("loadbalance", name);
            after.Leaves().Keys.ShouldNotContain(key => key.StartsWith("apim.throttling.url_group[2]", StringComparison.Ordinal));
        }
    }

    private static string Parent(TomlPath path) => string.Join('.', path.Steps.SkipLast(1));

    private static List<string> OnlyDifference(TomlDocument before, TomlDocument after)
    {
        var (old, made) = (before.Leaves(), after.Leaves());
        return [.. old.Keys.Union(made.Keys).Where(key => !old.ContainsKey(key) || !made.ContainsKey(key) || !Same(old[key], made[key]))];
    }

    private static bool Same(object? left, object? right) =>
        left is IReadOnlyList<object?> list && right is IReadOnlyList<object?> other ? list.Count == other.Count && list.Zip(other).All(pair => Same(pair.First, pair.Second)) : Equals(left, right);
}
