using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Tomlyn.Parsing;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

public sealed class TomlEditProperties
{
    private const int Rounds = 200;

    [Fact]
    public void A_random_file_is_read_by_the_server_and_survives_setting_every_value_it_has() => ForAll((text, _) =>
    {
        var document = TomlDocument.Parse(text, "f");
        document.Leaves().Aggregate(document, (edited, leaf) => edited.Set(TomlPath.Parse(leaf.Key), leaf.Value)).Text.ShouldBe(text);
    });

    [Fact]
    public void Setting_a_key_changes_its_value_and_no_other_and_keeps_every_other_line() => ForAll((text, random) =>
    {
        var (before, value) = (TomlDocument.Parse(text, "f"), random.Value());
        var path = random.Path(before);
        if ((before.TryGetValue(path, out var there) && there is IReadOnlyList<object?> { Count: > 0 } array && array[0] is IReadOnlyDictionary<string, object?>) || Try(() => before.Set(path, value)) is not { } after)
        {
            return;
        }

        IsSound(after);
        var (old, made) = (before.Leaves(), after.Leaves());
        old.Keys.Union(made.Keys).Where(key => key != path.ToString() && !(old.ContainsKey(key) && made.ContainsKey(key) && Same(old[key], made[key]))).ShouldBeEmpty();
        Same(made[path.ToString()], value).ShouldBeTrue();
        if (!old.ContainsKey(path.ToString()))
        {
            var added = LinesOf(after.Text).Count - LinesOf(text).Count;
            added.ShouldBeInRange(0, 4);
            var lost = LinesOf(text).Except(LinesOf(after.Text)).ToList();
            lost.Count.ShouldBeLessThanOrEqualTo(added == 0 ? 1 : 0, "only a line with an inline table may change");
        }

        after.Set(path, value).Text.ShouldBe(after.Text);
    });

    [Fact]
    public void A_new_key_of_a_table_with_a_header_goes_without_a_trace_when_it_is_removed() => ForAll((text, random) =>
    {
        var before = TomlDocument.Parse(text, "f");
        var path = random.Path(before);
        if (before.Leaves().ContainsKey(path.ToString()) || Try(() => before.Set(path, "x")) is not { } after || LinesOf(after.Text).Count != LinesOf(text).Count + 1)
        {
            return;
        }

        after.Remove(path).Text.ShouldBe(text);
    });

    [Fact]
    public void Removing_takes_what_is_below_a_path_and_nothing_else() => ForAll((text, random) =>
    {
        var before = TomlDocument.Parse(text, "f");
        var whole = random.Path(before);
        var path = TomlPath.Parse(string.Join('.', whole.Steps.Take(1 + random.Next(whole.Steps.Count))));
        var after = before.Remove(path);
        IsSound(after);
        var (old, made) = (before.Leaves(), after.Leaves());
        if (path.Last.Selector is null && path.Steps.All(step => step.Selector is null))
        {
            made.Keys.ShouldBe(old.Keys.Where(key => !IsBelow(key, path.ToString())), ignoreOrder: true);
            made.ShouldAllBe(leaf => Same(old[leaf.Key], leaf.Value));
        }

        after.Remove(TomlPath.Parse(path.ToString())).Leaves().Count.ShouldBeLessThanOrEqualTo(made.Count);
    });

    [Fact]
    public void An_array_of_tables_becomes_what_a_list_says_and_everything_else_stays() => ForAll((text, random) =>
    {
        var (before, path) = (TomlDocument.Parse(text, "f"), TomlPath.Parse("arrays.list"));
        var first = random.Tables();
        var second = random.Varied(first);
        if (Try(() => before.ReplaceTables(path, first)) is not { } one || Try(() => one.ReplaceTables(path, second)) is not { } two)
        {
            return;
        }

        foreach (var (document, wanted) in new[] { (one, first), (two, second) })
        {
            IsSound(document);
            document.TryGetValue(path, out var value).ShouldBe(wanted.Count > 0);
            Same(value ?? new List<object?>(), wanted.ToList<object?>()).ShouldBeTrue();
            document.ReplaceTables(path, wanted).Text.ShouldBe(document.Text);
            document.Leaves().Where(leaf => !leaf.Key.StartsWith("arrays.list", StringComparison.Ordinal)).ShouldAllBe(leaf => Same(before.Leaves()[leaf.Key], leaf.Value));
            LinesOf(text).Except(LinesOf(document.Text)).ShouldBeEmpty();
        }
    });

    private static void ForAll(Action<string, RandomToml> law)
    {
        var seeds = Gen.Choose(0, 1_000_000).SelectMany(seed => Gen.Choose(0, 7).Select(size => (seed, size))).ToArbitrary();
        Prop.ForAll(seeds, given =>
        {
            var random = new RandomToml(given.seed, given.size);
            law(random.File(), random);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));
    }

    private static TomlDocument? Try(Func<TomlDocument> edit)
    {
        try
        {
            return edit();
        }
        catch (DiagnosticException problem)
        {
            // Only a path that leads through something else may be refused, never the text an edit has made.
            problem.Message.ShouldNotContain("StackOverflow");
            problem.Message.ShouldNotContain("not valid TOML");
            problem.Message.ShouldNotContain("already defined");
            return null;
        }
    }

    private static void IsSound(TomlDocument document)
    {
        SyntaxParser.Parse(document.Text, "f", validate: false).HasErrors.ShouldBeFalse(document.Text);
        TomlDialect.Check(document.Text).ShouldBeEmpty();
    }

    private static List<string> LinesOf(string text) => [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];

    private static bool IsBelow(string key, string path) => key == path || key.StartsWith(path + ".", StringComparison.Ordinal) || key.StartsWith(path + "[", StringComparison.Ordinal);

    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyList<object?> list, IReadOnlyList<object?> other) => list.Count == other.Count && list.Zip(other).All(pair => Same(pair.First, pair.Second)),
        (IReadOnlyDictionary<string, object?> map, IReadOnlyDictionary<string, object?> other) => map.Count == other.Count && map.All(pair => other.TryGetValue(pair.Key, out var value) && Same(pair.Value, value)),
        _ => Equals(left, right),
    };
}
