using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Architecture;

public sealed partial class StyleTests
{
    private const int MostLines = 250;

    [Fact]
    public void A_file_holds_one_public_type_named_as_the_file()
    {
        var wrong = new List<string>();
        foreach (var file in Source.Files.Where(file => !file.EndsWith("/Program.cs", StringComparison.Ordinal)))
        {
            var names = TopLevelType().Matches(File.ReadAllText(file)).Where(match => match.Groups["access"].Value == "public").Select(match => match.Groups["name"].Value).Distinct().ToList();
            if (names.Count > 1 || (names.Count == 1 && Path.GetFileName(file).Split('.')[0] != names[0]))
            {
                wrong.Add($"{Source.Short(file)}: {string.Join(", ", names)}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Files_stay_short_enough_to_read() =>
        Source.Files.Select(file => (File: Source.Short(file), Lines: File.ReadLines(file).Count())).Where(file => file.Lines > MostLines).ShouldBeEmpty();

    [Fact]
    public void Nothing_swallows_every_exception()
    {
        // The program's own edge turns what nobody expected into exit code 70.
        Source.Files.Where(file => !file.EndsWith("Cli/Program.cs", StringComparison.Ordinal))
            .SelectMany(Swallowing)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later() =>
        Source.Files.Where(file => Unfinished().IsMatch(File.ReadAllText(file))).Select(Source.Short).ShouldBeEmpty();

    // What catches everything may tidy up, but must throw it on.
    private static IEnumerable<string> Swallowing(string file)
    {
        var lines = File.ReadAllLines(file);
        return Enumerable.Range(0, lines.Length)
            .Where(index => CatchAll().IsMatch(lines[index]) && !lines.Skip(index).TakeWhile(line => line.Trim() != "}").Any(line => line.Trim() == "throw;"))
            .Select(index => $"{Source.Short(file)}:{index + 1}");
    }

    [GeneratedRegex(@"^(?<access>public|internal) (?:static |sealed |abstract |partial |readonly |ref )*(?:record struct|record|class|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"catch\s*(\(\s*Exception\b(?!.*\bwhen\b)|$|\{)")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"NotImplementedException|//\s*(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();
}
