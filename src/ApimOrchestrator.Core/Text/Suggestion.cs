namespace ApimOrchestrator.Core.Text;

/// <summary>Finds the word a person probably meant.</summary>
public static class Suggestion
{
    private const int ShortestStart = 3;

    /// <summary>
    /// The candidate nearest to a word by edit distance, or null where none is near enough: about a third of the word's letters, at least two, for short words one; who
    /// mistypes two letters does not mistype the first. Else the shortest candidate the word is the start of.
    /// </summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">The words that would be right.</param>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var limit = word.Length <= 3 ? 1 : Math.Max(2, word.Length / 3);
        string? best = null;
        string? longer = null;
        var bestDistance = limit + 1;
        foreach (var candidate in candidates)
        {
            if (word.Length >= ShortestStart && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (longer is null || candidate.Length < longer.Length))
            {
                longer = candidate;
            }

            if (Math.Abs(candidate.Length - word.Length) >= bestDistance)
            {
                continue;
            }

            var distance = Distance(word, candidate);
            if (distance < bestDistance && (distance < 2 || BeginAlike(word, candidate)))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best ?? longer;
    }

    private static bool BeginAlike(string word, string candidate) =>
        string.Compare(word, 0, candidate, 0, 1, StringComparison.OrdinalIgnoreCase) == 0
        || (word.Length > 1 && candidate.Length > 1 && word[0] == candidate[1] && word[1] == candidate[0]);

    /// <summary>How many letters must be added, removed, changed or swapped with their neighbour to make one word the other; letter case does not count.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                var value = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    value = Math.Min(value, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = value;
            }
        }

        return rows[left.Length, right.Length];
    }
}
