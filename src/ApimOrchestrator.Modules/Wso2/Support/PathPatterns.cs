namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>Paths relative to a folder with <c>*</c> for any part of a name, as tree looks take them (<c>repository/database/*.lock.db</c>).</summary>
internal static class PathPatterns
{
    /// <summary>Whether a relative path is, or lies below, what one of the patterns names.</summary>
    public static bool Cover(IReadOnlyList<string> patterns, string relative)
    {
        var parts = relative.Split('/');
        return patterns.Any(pattern => pattern.Trim('/').Split('/') is var wished && wished.Length <= parts.Length && wished.Zip(parts).All(pair => Fits(pair.First, pair.Second)));
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern.SequenceEqual(name);
        }

        if (!name.StartsWith(pattern[..star]))
        {
            return false;
        }

        var rest = pattern[(star + 1)..];
        for (var at = star; at <= name.Length; at++)
        {
            if (Fits(rest, name[at..]))
            {
                return true;
            }
        }

        return false;
    }
}
