using System.Diagnostics;
using System.Text;
using ApimOrchestrator.Hosts.Effects;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Effects;

public sealed class UnifiedDiffTests
{
    private static readonly Gen<string> Text =
        from lines in Gen.Elements("a", "b", "c", "", "key = 1", "\r").ListOf()
        from ends in Gen.Elements("\n", "\n", "")
        select string.Join('\n', lines) + (lines.Count == 0 ? "" : ends);

    [Theory]
    [InlineData("", "a\n")]
    [InlineData("a\n", "")]
    [InlineData("a", "a\n")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\nb\r\n", "a\r\nc\r\n")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n", "one\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\nlast\n")]
    [InlineData("a\nb\nc\n", "a\nb\nb\nc\n")]
    [InlineData("x\n[a]\nk=1\n\n[b]\nk=1\n\n[c]\n", "x\n[a]\nk=1\n\n[c]\n")]
    [InlineData("a\nb\n", "a\nb\nc")]
    [InlineData("ä\n", "ö\n")]
    public async Task Is_byte_for_byte_what_diff_u_writes(string before, string after) =>
        UnifiedDiff.Of(before, after, "before: /f", "after: /f").ShouldBe(await DiffAsync(before, after));

    [Fact]
    public void Equal_texts_have_no_diff() => UnifiedDiff.Of("a\n", "a\n", "x", "y").ShouldBeEmpty();

    [Fact]
    public void Applied_to_the_old_text_any_diff_gives_the_new_text() =>
        Prop.ForAll(Gen.Zip(Text, Text).ToArbitrary(), pair => Apply(pair.Item1, UnifiedDiff.Of(pair.Item1, pair.Item2, "b", "a")).ShouldBe(pair.Item2)).QuickCheckThrowOnFailure();

    private static string Apply(string before, string diff)
    {
        var old = Lines(before);
        var made = new StringBuilder();
        var at = 0;
        var lines = Lines(diff);
        for (var i = 2; i < lines.Count; i++)
        {
            var body = i + 1 < lines.Count && lines[i + 1].StartsWith('\\') ? lines[i][1..].TrimEnd('\n') : lines[i][1..];
            switch (lines[i][0])
            {
                case '@':
                    var range = lines[i].Split(' ')[1][1..].Split(',');
                    var start = int.Parse(range[0]) - (range is [_, "0"] ? 0 : 1);
                    made.AppendJoin("", old.Skip(at).Take(start - at));
                    at = start;
                    break;
                case ' ':
                    made.Append(old[at]);
                    old[at++].ShouldBe(body);
                    break;
                case '-':
                    old[at++].ShouldBe(body);
                    break;
                case '+':
                    made.Append(body);
                    break;
            }
        }

        return made.AppendJoin("", old.Skip(at)).ToString();
    }

    private static List<string> Lines(string text)
    {
        var lines = text.Split('\n').ToList();
        var whole = lines.SkipLast(1).Select(line => line + "\n").ToList();
        return lines[^1].Length == 0 ? whole : [.. whole, lines[^1]];
    }

    private static async Task<string> DiffAsync(string before, string after)
    {
        var folder = Directory.CreateTempSubdirectory("diff");
        try
        {
            var (old, @new) = (Path.Combine(folder.FullName, "old"), Path.Combine(folder.FullName, "new"));
            await File.WriteAllTextAsync(old, before, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(@new, after, TestContext.Current.CancellationToken);
            using var diff = Process.Start(new ProcessStartInfo("diff", ["-u", "--label", "before: /f", "--label", "after: /f", old, @new]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            return await diff.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
