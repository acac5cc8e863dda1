using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Regular expressions in Python's dialect, translated and kept for the next use; none may look at a text for ever.</summary>
internal sealed class Patterns(TimeSpan timeout)
{
    private const int MaxKept = 500;
    private const int MaxLength = 10_000;

    private readonly ConcurrentDictionary<(string, RegexOptions), Regex> _kept = new();

    public Regex Get(string pattern, bool ignoresCase, bool isMultiline)
    {
        var options = RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : 0) | (isMultiline ? RegexOptions.Multiline : 0);
        if (_kept.TryGetValue((pattern, options), out var known))
        {
            return known;
        }

        if (pattern.Length > MaxLength)
        {
            throw new ValueProblem($"the regular expression is too long: at most {MaxLength} characters");
        }

        try
        {
            var regex = new Regex(Translated(pattern), options, timeout);
            if (_kept.Count >= MaxKept)
            {
                _kept.Clear();
            }

            return _kept[(pattern, options)] = regex;
        }
        catch (RegexParseException exception)
        {
            throw new ValueProblem($"'{pattern}' is not a regular expression: {exception.Error}");
        }
    }

    /// <summary>Runs a search; one that takes too long is an error.</summary>
    public static T Guarded<T>(Func<T> search)
    {
        try
        {
            return search();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ValueProblem("the regular expression takes too long for this text", "nested repetitions such as (a+)+ are the usual cause");
        }
    }

    /// <summary>Python's spelling in .NET's: named groups, <c>\Z</c>, <c>{,n}</c>, brackets in character classes.</summary>
    private static string Translated(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var isInClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var rest = pattern.AsSpan(at);
            var (read, written) = rest[0] == '\\' && rest.Length > 1 ? (2, rest[1] == 'Z' && !isInClass ? "\\z" : rest[..2].ToString())
                : isInClass ? (1, rest[0] == '[' ? "\\[" : rest[..1].ToString())
                : rest.StartsWith("(?P<") ? (4, "(?<")
                : rest.StartsWith("(?P=") && rest.IndexOf(')') is > 0 and var end ? (end + 1, $"\\k<{rest[4..end]}>")
                : rest.StartsWith("(?a)") || rest.StartsWith("(?u)") ? (4, "")
                : rest.StartsWith("{,") && rest.Length > 2 && char.IsAsciiDigit(rest[2]) ? (2, "{0,")
                : (1, rest[..1].ToString());
            text.Append(written);
            if (!isInClass && rest[0] == '[')
            {
                isInClass = true;
                var first = at + 1 < pattern.Length && pattern[at + 1] == '^' ? at + 2 : at + 1;
                if (first < pattern.Length && pattern[first] is ']' or '[')
                {
                    // a bracket right after the opening one is a plain character
                    text.Append(pattern, at + 1, first - at - 1).Append('\\').Append(pattern[first]);
                    at = first;
                    continue;
                }
            }
            else if (isInClass && rest[0] == ']')
            {
                isInClass = false;
            }

            at += read - 1;
        }

        return text.ToString();
    }
}
