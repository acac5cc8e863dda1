namespace ApimOrchestrator.Tests.Modules.Toml;

/// <summary>Files of ours, such as operators have them.</summary>
internal static class TomlFixtures
{
    /// <summary>The names of all of them.</summary>
    public static readonly string[] Names = ["single-node-3.2", "no-last-line-end", "windows-editor", "distributed", "mixed-line-ends"];

    /// <summary>The text of one.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Modules", "Toml", "Fixtures", name + ".toml"));

    /// <summary>The lines two texts do not share at their start and end: those of the first with -, those of the second with +, line ends shown.</summary>
    public static IReadOnlyList<string> Changes(string before, string after)
    {
        var (old, made) = (LinesOf(before), LinesOf(after));
        var start = 0;
        while (start < Math.Min(old.Count, made.Count) && old[start] == made[start])
        {
            start++;
        }

        var end = 0;
        while (end < Math.Min(old.Count, made.Count) - start && old[^(end + 1)] == made[^(end + 1)])
        {
            end++;
        }

        return [.. old.Take(start..^end).Select(line => "-" + line), .. made.Take(start..^end).Select(line => "+" + line)];
    }

    private static List<string> LinesOf(string text)
    {
        var lines = text.Replace("\r", "\\r", StringComparison.Ordinal).Split('\n');
        lines[^1] += "\\0";
        return [.. lines];
    }
}
