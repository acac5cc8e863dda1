using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>The regular expressions of a run, kept for their next use.</summary>
internal sealed class Patterns(TimeSpan timeout)
{
    private const int MaxKept = 500;
    private const int MaxLength = 10_000;

    private readonly ConcurrentDictionary<(string Text, RegexOptions Options, PatternScope Scope), Pattern> _kept = new();

    public Pattern Get(string text, bool ignoresCase, bool isMultiline, PatternScope scope = PatternScope.Anywhere)
    {
        var options = RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : 0) | (isMultiline ? RegexOptions.Multiline : 0);
        if (_kept.TryGetValue((text, options, scope), out var known))
        {
            return known;
        }

        if (text.Length > MaxLength)
        {
            throw new ValueProblem($"the regular expression is too long: at most {MaxLength} characters");
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        var (before, after) = scope switch { PatternScope.AtStart => ("\\A(?:", ")"), PatternScope.Whole => ("\\A(?:", ")\\z"), _ => ("", "") };
        return _kept[(text, options, scope)] = new PatternReader(text).Read(options, timeout, before, after);
    }
}

/// <summary>Where in a text an expression must match.</summary>
internal enum PatternScope
{
    Anywhere,
    AtStart,
    Whole,
}
