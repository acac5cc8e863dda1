using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>The regular expressions of a run, kept for their next use.</summary>
internal sealed class Patterns(TimeSpan timeout)
{
    private const int MaxKept = 500;
    private const int MaxLength = 10_000;

    private readonly ConcurrentDictionary<(string Text, RegexOptions Options, PythonRegexScope Scope), PythonRegex> _kept = new();

    public PythonRegex Get(string text, bool ignoresCase, bool isMultiline, PythonRegexScope scope = PythonRegexScope.Anywhere)
    {
        var options = (ignoresCase ? RegexOptions.IgnoreCase : 0) | (isMultiline ? RegexOptions.Multiline : 0);
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

        return _kept[(text, options, scope)] = PythonRegex.Parse(text, options, scope, timeout);
    }
}
