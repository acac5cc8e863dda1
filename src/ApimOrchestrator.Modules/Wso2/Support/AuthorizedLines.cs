namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>The lines of an authorized_keys file.</summary>
internal static class AuthorizedLines
{
    /// <summary>The text with one line for the key of a comment, in the place of the former one or at the end; all else stays.</summary>
    public static string With(string text, string line, string comment)
    {
        var lines = text.Split('\n').ToList();
        var at = lines.FindIndex(present => !present.StartsWith('#') && present.TrimEnd().EndsWith(" " + comment, StringComparison.Ordinal));
        if (at >= 0)
        {
            lines[at] = line;
            return string.Join('\n', lines);
        }

        return (text.Length == 0 || text.EndsWith('\n') ? text : text + "\n") + line + "\n";
    }
}
