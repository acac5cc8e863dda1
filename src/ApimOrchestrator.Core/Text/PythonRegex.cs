using System.Globalization;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Core.Text;

/// <summary>
/// A regular expression in Python's spelling (https://docs.python.org/3/library/re.html), as playbooks and templates write them. Its groups are known by their numbers in
/// Python's order, named ones among them. Any number of threads may use it at once.
/// </summary>
public sealed class PythonRegex
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(10);

    private readonly Regex _regex;
    private readonly IReadOnlyList<string> _groups;

    private PythonRegex(Regex regex, IReadOnlyList<string> groups) => (_regex, _groups) = (regex, groups);

    /// <summary>How many groups it has.</summary>
    public int GroupCount => _groups.Count - 1;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="options">Whether it ignores case, and what <c>^</c>, <c>$</c> and <c>.</c> mean.</param>
    /// <param name="scope">Where in a text it must match.</param>
    /// <param name="limit">How long it may look at one text; null for 10 seconds.</param>
    /// <exception cref="PythonRegexException">The pattern is wrong.</exception>
    public static PythonRegex Parse(string pattern, RegexOptions options = RegexOptions.None, PythonRegexScope scope = PythonRegexScope.Anywhere, TimeSpan? limit = null)
    {
        var (before, after) = scope switch { PythonRegexScope.AtStart => ("\\A(?:", ")"), PythonRegexScope.Whole => ("\\A(?:", ")\\z"), _ => ("", "") };
        var (written, groups) = new PythonRegexReader(pattern).Read();
        try
        {
            return new PythonRegex(new Regex(before + written + after, options | RegexOptions.CultureInvariant, limit ?? UsualLimit), groups);
        }
        catch (RegexParseException exception)
        {
            var reason = string.Concat(exception.Error.ToString().Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
            throw new PythonRegexException($"'{pattern}' is not a regular expression:{reason}");
        }
    }

    /// <summary>Whether it matches a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="PythonRegexException">It looks for too long.</exception>
    public bool IsMatch(string text) => Guarded(() => _regex.IsMatch(text));

    /// <summary>Its first match in a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="PythonRegexException">It looks for too long.</exception>
    public Match Match(string text) => Guarded(() => _regex.Match(text));

    /// <summary>Its matches in a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="PythonRegexException">It looks for too long.</exception>
    public IEnumerable<Match> Matches(string text)
    {
        for (var match = Match(text); match.Success; match = Guarded(match.NextMatch))
        {
            yield return match;
        }
    }

    /// <summary>A text with every match replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replace">What stands in place of a match.</param>
    /// <exception cref="PythonRegexException">It looks for too long.</exception>
    public string Replace(string text, MatchEvaluator replace) => Guarded(() => _regex.Replace(text, replace));

    /// <summary>A text with every match replaced by what a replacement gives for it, and how many there were.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replacement">The replacement in Python's spelling.</param>
    /// <exception cref="PythonRegexException">It looks for too long, or the replacement is wrong.</exception>
    public (string Text, int Count) Replace(string text, string replacement)
    {
        var (read, count) = (PythonReplacement.Read(replacement, this), 0);
        var replaced = Replace(text, match =>
        {
            count++;
            return read.For(match);
        });
        return (replaced, count);
    }

    /// <summary>The groups of a match in Python's order, with their names where they have one.</summary>
    /// <param name="match">The match.</param>
    public IEnumerable<(string? Name, Group Group)> GroupsOf(Match match) =>
        _groups.Skip(1).Select(group => (char.IsAsciiDigit(group[0]) ? null : group, match.Groups[group]));

    /// <summary>A group's name in a match of this expression.</summary>
    /// <param name="reference">The group's number in Python's order, or its name.</param>
    /// <exception cref="PythonRegexException">There is no such group.</exception>
    public string Group(string reference)
    {
        var isNumber = int.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number < _groups.Count ? _groups[number]
            : !isNumber && _groups.Contains(reference) ? reference
            : throw new PythonRegexException($"the regular expression has no group '{reference}'", GroupCount == 0 ? "it has no groups" : $"it has {GroupCount} groups");
    }

    private static T Guarded<T>(Func<T> search)
    {
        try
        {
            return search();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new PythonRegexException("the regular expression takes too long for this text", "nested repetitions such as (a+)+ are the usual cause");
        }
    }
}
