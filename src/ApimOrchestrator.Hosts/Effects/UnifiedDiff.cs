using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace ApimOrchestrator.Hosts.Effects;

/// <summary>Writes the difference of two texts as <c>diff -u</c> does: three lines of context, line endings and a missing last newline kept (format: GNU diffutils manual, "Detailed Description of Unified Format").</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference of two texts.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="beforeName">What stands after <c>---</c>.</param>
    /// <param name="afterName">What stands after <c>+++</c>.</param>
    /// <returns>The diff, its last line ended by a newline; empty where the texts are the same.</returns>
    public static string Of(string before, string after, string beforeName, string afterName)
    {
        var (old, @new) = (Lines(before), Lines(after));
        var changes = Changes(before, after, old, @new);
        if (changes.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder().Append("--- ").Append(beforeName).Append("\n+++ ").Append(afterName).Append('\n');
        for (var first = 0; first < changes.Count;)
        {
            var last = first;
            while (last + 1 < changes.Count && changes[last + 1].OldStart - changes[last].OldEnd <= 2 * Context)
            {
                last++;
            }

            AppendHunk(text, changes[first..(last + 1)], old, @new);
            first = last + 1;
        }

        return text.ToString();
    }

    private static List<LineChange> Changes(string before, string after, string[] old, string[] @new)
    {
        var blocks = new Differ().CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new LineChunker()).DiffBlocks;
        return Merged([.. blocks.Select(block => Lowest(block, old, @new))]);
    }

    /// <summary>Where lines could be taken as added or removed in several places, diff takes the lowest.</summary>
    private static LineChange Lowest(DiffBlock block, string[] old, string[] @new)
    {
        var (oldStart, newStart) = (block.DeleteStartA, block.InsertStartB);
        var (oldCount, newCount) = (block.DeleteCountA, block.InsertCountB);
        if (oldCount == 0)
        {
            while (newStart + newCount < @new.Length && oldStart < old.Length && @new[newStart] == @new[newStart + newCount] && @new[newStart + newCount] == old[oldStart])
            {
                (oldStart, newStart) = (oldStart + 1, newStart + 1);
            }
        }
        else if (newCount == 0)
        {
            while (oldStart + oldCount < old.Length && newStart < @new.Length && old[oldStart] == old[oldStart + oldCount] && old[oldStart + oldCount] == @new[newStart])
            {
                (oldStart, newStart) = (oldStart + 1, newStart + 1);
            }
        }

        return new LineChange(oldStart, oldStart + oldCount, newStart, newStart + newCount);
    }

    private static List<LineChange> Merged(List<LineChange> changes)
    {
        var merged = new List<LineChange>();
        foreach (var change in changes)
        {
            if (merged is [.., var last] && last.OldEnd >= change.OldStart)
            {
                merged[^1] = last with { OldEnd = change.OldEnd, NewEnd = change.NewEnd };
            }
            else
            {
                merged.Add(change);
            }
        }

        return merged;
    }

    private static void AppendHunk(StringBuilder text, List<LineChange> changes, string[] old, string[] @new)
    {
        var lead = Math.Min(Context, changes[0].OldStart);
        var trail = Math.Min(Context, old.Length - changes[^1].OldEnd);
        text.Append("@@ -").Append(Range(changes[0].OldStart - lead, changes[^1].OldEnd + trail))
            .Append(" +").Append(Range(changes[0].NewStart - lead, changes[^1].NewEnd + trail)).Append(" @@\n");
        var at = changes[0].OldStart - lead;
        foreach (var change in changes)
        {
            AppendLines(text, ' ', old, at, change.OldStart);
            AppendLines(text, '-', old, change.OldStart, change.OldEnd);
            AppendLines(text, '+', @new, change.NewStart, change.NewEnd);
            at = change.OldEnd;
        }

        AppendLines(text, ' ', old, at, at + trail);
    }

    private static string Range(int start, int end) => (end - start) switch
    {
        0 => $"{start},0",
        1 => $"{start + 1}",
        var count => $"{start + 1},{count}",
    };

    private static void AppendLines(StringBuilder text, char sign, string[] lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            text.Append(sign).Append(lines[i]);
            if (!lines[i].EndsWith('\n'))
            {
                text.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            lines[i] += "\n";
        }

        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private sealed record LineChange(int OldStart, int OldEnd, int NewStart, int NewEnd);

    private sealed class LineChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => Lines(text);
    }
}
