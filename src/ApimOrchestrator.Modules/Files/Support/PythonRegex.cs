using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>A regular expression as playbooks write it, in Python's spelling (https://docs.python.org/3/library/re.html), where named groups are numbered with all others.</summary>
internal sealed partial class PythonRegex
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Regex _regex;
    private readonly List<string> _groups;

    private PythonRegex(Regex regex, List<string> groups) => (_regex, _groups) = (regex, groups);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="TaskFailedException">The pattern is wrong; names the argument and what is wrong.</exception>
    public static PythonRegex Parse(string argument, string pattern, RegexOptions options = RegexOptions.None)
    {
        var groups = new List<string> { "0" };
        var unnamed = 0;
        string Translate(Match part)
        {
            if (part.Groups["name"] is { Success: true } name)
            {
                groups.Add(name.Value);
                return $"(?<{name.Value}>";
            }

            if (part.Value == "(")
            {
                groups.Add((++unnamed).ToString(CultureInfo.InvariantCulture));
            }

            return part.Groups["reference"] is { Success: true } reference ? $"\\k<{reference.Value}>" : part.Value == "\\Z" ? "\\z" : part.Value;
        }

        try
        {
            return new PythonRegex(new Regex(Part().Replace(pattern, Translate), options | RegexOptions.CultureInvariant, Limit), groups);
        }
        catch (ArgumentException problem)
        {
            throw new TaskFailedException($"'{argument}' is not a regular expression: {problem.Message}");
        }
    }

    /// <summary>Whether it is found in a text.</summary>
    public bool IsMatch(string text) => _regex.IsMatch(text);

    /// <summary>Where it is first found in a text.</summary>
    public Match Match(string text) => _regex.Match(text);

    /// <summary>The text with every place it is found in replaced; answers how many there were.</summary>
    public (string Text, int Count) Replace(string text, string template)
    {
        var count = 0;
        var replaced = _regex.Replace(text, match =>
        {
            count++;
            return Expand(match, template);
        });
        return (replaced, count);
    }

    /// <summary>The groups of a match in the order they are written, with their names where they have one.</summary>
    public IEnumerable<(string? Name, string Value)> GroupsOf(Match match) =>
        _groups.Skip(1).Select(group => (char.IsAsciiDigit(group[0]) ? null : group, match.Groups[group].Value));

    /// <summary>The text a template of Python's gives for a match: <c>\1</c>, <c>\g&lt;name&gt;</c>, <c>\n</c>, <c>\t</c>, <c>\\</c>.</summary>
    public string Expand(Match match, string template)
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

    private int ReadEscape(Match match, ReadOnlySpan<char> rest, StringBuilder text)
    {
        if (rest is ['g', '<', ..] && rest.IndexOf('>') is > 0 and var end)
        {
            text.Append(GroupOf(match, rest[2..end].ToString()));
            return end + 1;
        }

        if (char.IsAsciiDigit(rest[0]))
        {
            var length = rest.Length > 1 && char.IsAsciiDigit(rest[1]) ? 2 : 1;
            text.Append(GroupOf(match, rest[..length].ToString()));
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

    private string GroupOf(Match match, string group)
    {
        var name = int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? _groups.ElementAtOrDefault(number) : group;
        return name is not null && _groups.Contains(name) ? match.Groups[name].Value : throw new TaskFailedException($"the expression has no group '{group}'");
    }

    // what may hold a bracket that opens no group comes first: escapes, character classes
    [GeneratedRegex(@"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<(?<name>\w+)>|\(\?P=(?<reference>\w+)\)|\((?!\?)", RegexOptions.Singleline)]
    private static partial Regex Part();
}
