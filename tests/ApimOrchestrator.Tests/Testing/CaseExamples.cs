namespace ApimOrchestrator.Tests.Testing;

/// <summary>The tasks of the cases marked as examples, as they are written.</summary>
internal static class CaseExamples
{
    /// <summary>A module's examples: title and YAML. The folder of cases reads as /srv in them.</summary>
    /// <param name="module">The module's name.</param>
    public static IReadOnlyList<(string Title, string Yaml)> Of(string module)
    {
        var file = Path.Combine(CaseFile.Folder, module + ".yaml");
        return File.Exists(file) ? [.. Cases(File.ReadAllLines(file)).Where(IsExample).Select(lines => (TitleOf(lines), TaskOf(lines)))] : [];
    }

    private static IEnumerable<List<string>> Cases(string[] lines)
    {
        List<string>? current = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                if (current is not null)
                {
                    yield return current;
                }

                current = [];
            }

            current?.Add(line);
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    private static bool IsExample(List<string> lines) => lines.Contains("  example: true");

    private static string TitleOf(List<string> lines) => lines[0]["- name: ".Length..];

    private static string TaskOf(List<string> lines)
    {
        var below = lines.SkipWhile(line => line != "  task:").Skip(1).TakeWhile(line => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Length < 4 ? "" : line[4..]);
        return string.Join('\n', below).TrimEnd().Replace(CaseFile.Root, "/srv", StringComparison.Ordinal);
    }
}
