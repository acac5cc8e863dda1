namespace ApimOrchestrator.Ansible.Tests.Truth;

/// <summary>How many claims of dry runs came true.</summary>
/// <param name="Right">All that was said of a task came true, and all was said.</param>
/// <param name="Unknown">It was said that something is not known; the rest came true.</param>
/// <param name="Wrong">Something else happened, or it was not foretold: which.</param>
/// <param name="Unreached">The real run ended for the host before this task, after one that nobody knew of.</param>
public sealed record Score(int Right, int Unknown, IReadOnlyList<string> Wrong, int Unreached)
{
    /// <summary>Holds a dry run against the real one.</summary>
    /// <param name="claimed">What the dry run told, by task.</param>
    /// <param name="real">What the real run told, by task.</param>
    public static Score Of(IReadOnlyDictionary<string, Told> claimed, IReadOnlyDictionary<string, Told> real)
    {
        var (right, unknown, unreached, wrong) = (0, 0, 0, new List<string>());
        foreach (var (task, claim) in claimed)
        {
            if (!real.TryGetValue(task, out var came))
            {
                unreached++;
            }
            else if (!claim.ComesTrueIn(came))
            {
                wrong.Add($"{task}: claimed {Text(claim)}, came {Text(came)}");
            }
            else if (claim.IsUnknown)
            {
                unknown++;
            }
            else
            {
                right++;
            }
        }

        wrong.AddRange(real.Keys.Except(claimed.Keys).Select(task => $"{task}: not foretold, came {Text(real[task])}"));
        return new Score(right, unknown, wrong, unreached);
    }

    private static string Text(Told told) => $"{told.Outcome} [{string.Join("; ", told.Details)}]";
}
