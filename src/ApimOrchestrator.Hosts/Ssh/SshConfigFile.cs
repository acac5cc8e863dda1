using System.IO.Enumeration;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>Reads ssh_config(5) files: <c>Host</c> blocks with patterns and <c>Include</c>. <c>Match</c> blocks are left out, but for <c>Match all</c>; options nobody asks for do no harm.</summary>
public static class SshConfigFile
{
    private const int MostIncludes = 16;

    /// <summary>Adds what a file says about a host to the options; what they have already wins.</summary>
    /// <param name="file">The file; a missing one says nothing.</param>
    /// <param name="host">The host as the user named it.</param>
    /// <param name="options">The options to add to.</param>
    public static void Read(string file, string host, SshOptions options) => Read(file, host, options, depth: 0);

    private static void Read(string file, string host, SshOptions options, int depth)
    {
        if (!File.Exists(file) || depth > MostIncludes)
        {
            return;
        }

        var applies = true;
        foreach (var text in File.ReadLines(file))
        {
            var line = text.Trim();
            var at = line.AsSpan().IndexOfAny(" \t=");
            if (at <= 0 || line[0] == '#')
            {
                continue;
            }

            var (name, value) = (line[..at], line[at..].TrimStart(' ', '\t', '=').Trim());
            switch (name.ToLowerInvariant())
            {
                case "host":
                    applies = Matches(value, host);
                    break;
                case "match":
                    applies = value == "all";
                    break;
                case "include" when applies:
                    Include(file, value, host, options, depth);
                    break;
                default:
                    if (applies)
                    {
                        options.Add(name, value);
                    }

                    break;
            }
        }
    }

    private static void Include(string file, string patterns, string host, SshOptions options, int depth)
    {
        foreach (var pattern in patterns.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(Path.GetDirectoryName(file)!, SshPaths.Expand(pattern));
            var folder = Path.GetDirectoryName(path)!;
            if (Directory.Exists(folder))
            {
                foreach (var included in Directory.EnumerateFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal))
                {
                    Read(included, host, options, depth + 1);
                }
            }
        }
    }

    private static bool Matches(string patterns, string host)
    {
        var matches = false;
        foreach (var pattern in patterns.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (pattern[0] == '!' && FileSystemName.MatchesSimpleExpression(pattern.AsSpan(1), host))
            {
                return false;
            }

            matches |= FileSystemName.MatchesSimpleExpression(pattern, host);
        }

        return matches;
    }
}
