using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Regular expressions as playbooks write them, in Python's spelling (https://docs.python.org/3/library/re.html).</summary>
internal static partial class PythonRegex
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="TaskFailedException">The pattern is wrong; names the argument and what is wrong.</exception>
    public static Regex Parse(string argument, string pattern, RegexOptions options = RegexOptions.None)
    {
        try
        {
            var text = NamedGroup().Replace(pattern, "$1(?<").Replace("\\Z", "\\z", StringComparison.Ordinal);
            return new Regex(NamedReference().Replace(text, "\\k<$1>"), options | RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException problem)
        {
            throw new TaskFailedException($"'{argument}' is not a regular expression: {problem.Message}");
        }
    }

    /// <summary>The text a template of Python's gives for a match: <c>\1</c>, <c>\g&lt;name&gt;</c>, <c>\n</c>, <c>\t</c>, <c>\\</c>.</summary>
    public static string Expand(Match match, string template)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '\\' || i + 1 == template.Length)
            {
                text.Append(template[i]);
                continue;
            }

            i += ReadEscape(match, template.AsSpan(i + 1), text);
        }

        return text.ToString();
    }

    private static int ReadEscape(Match match, ReadOnlySpan<char> rest, StringBuilder text)
    {
        if (rest is ['g', '<', ..] && rest.IndexOf('>') is > 0 and var end)
        {
            text.Append(GroupOf(match, rest[2..end].ToString()));
            return end + 1;
        }

        if (char.IsAsciiDigit(rest[0]))
        {
            var length = rest.Length > 1 && char.IsAsciiDigit(rest[1]) ? 2 : 1;
            text.Append(GroupOf(match, int.Parse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)));
            return length;
        }

        _ = rest[0] switch
        {
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            'r' => text.Append('\r'),
            '\\' => text.Append('\\'),
            _ => text.Append('\\').Append(rest[0]),
        };
        return 1;
    }

    private static string GroupOf(Match match, string name) =>
        match.Groups.ContainsKey(name) ? match.Groups[name].Value : throw new TaskFailedException($"the pattern has no group '{name}'");

    [GeneratedRegex(@"((?:^|[^\\])(?:\\\\)*)\(\?P<")]
    private static partial Regex NamedGroup();

    [GeneratedRegex(@"\(\?P=(\w+)\)")]
    private static partial Regex NamedReference();
}
