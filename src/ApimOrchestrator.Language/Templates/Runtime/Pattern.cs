using System.Globalization;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>A regular expression whose groups are known by their numbers in Python's order, named ones among them. A search that takes too long is an error.</summary>
/// <param name="regex">The translated expression.</param>
/// <param name="groups">The groups' names in the translated expression, in the order of their opening brackets; the whole match first.</param>
internal sealed class Pattern(Regex regex, IReadOnlyList<string> groups)
{
    public int GroupCount => groups.Count - 1;

    public bool IsMatch(string text) => Guarded(() => regex.IsMatch(text));

    public Match Match(string text) => Guarded(() => regex.Match(text));

    public string Replace(string text, MatchEvaluator replace) => Guarded(() => regex.Replace(text, replace));

    public IEnumerable<Match> Matches(string text)
    {
        for (var match = Match(text); match.Success; match = Guarded(match.NextMatch))
        {
            yield return match;
        }
    }

    /// <summary>The groups of a match in Python's order.</summary>
    public IEnumerable<Group> GroupsOf(Match match) => groups.Skip(1).Select(g => match.Groups[g]);

    /// <summary>The name of a group by its number or name; an error where there is none.</summary>
    public string Group(string reference)
    {
        var isNumber = int.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number < groups.Count ? groups[number]
            : !isNumber && groups.Contains(reference) ? reference
            : throw new ValueProblem($"the regular expression has no group '{reference}'", GroupCount == 0 ? "it has no groups" : $"it has {GroupCount} groups");
    }

    private static T Guarded<T>(Func<T> search)
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
}
