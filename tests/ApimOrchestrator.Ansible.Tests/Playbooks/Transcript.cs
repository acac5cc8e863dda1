using System.Text;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>
/// What a run showed, brought into one form: headings and results in their order, the results below a heading by host (hosts work side by side),
/// without the texts of failures, which both programs word in their own way, and without what Ansible shows of <c>meta</c>, which is no task of a host.
/// </summary>
public static partial class Transcript
{
    /// <summary>The lines of a transcript.</summary>
    /// <param name="output">What the program wrote.</param>
    /// <param name="isByHost">Whether each host's own order alone counts.</param>
    public static IEnumerable<string> Of(string output, bool isByHost)
    {
        var entries = Read(output.Split('\n')).Where(entry => entry.Heading != "TASK [meta]").ToList();
        return isByHost
            ? entries.Where(entry => entry.Host.Length > 0).OrderBy(entry => entry.Host, StringComparer.Ordinal).Select(entry => $"{entry.Heading}: {entry.Text}").Concat(entries.Where(entry => entry.Heading == "PLAY RECAP" && entry.Host.Length == 0).Select(entry => entry.Text))
            : InOrder(entries);
    }

    private static IEnumerable<string> InOrder(List<Entry> entries)
    {
        for (var at = 0; at < entries.Count;)
        {
            var number = entries[at].Number;
            var section = entries.Skip(at).TakeWhile(entry => entry.Number == number).ToList();
            at += section.Count;
            foreach (var entry in section.OrderBy(entry => entry.Host, StringComparer.Ordinal))
            {
                yield return entry.Text;
            }
        }
    }

    private static IEnumerable<Entry> Read(string[] lines)
    {
        var (heading, number) = ("", 0);
        for (var at = 0; at < lines.Length; at++)
        {
            if (Heading().Match(lines[at]) is { Success: true } banner)
            {
                // Where too many hosts have failed Ansible says so twice.
                if (heading == "NO MORE HOSTS LEFT" && banner.Groups[1].Value == heading)
                {
                    continue;
                }

                heading = banner.Groups[1].Value.TrimEnd();
                yield return new Entry(heading, ++number, "", heading);
            }
            else if (Result().Match(lines[at]) is { Success: true } result)
            {
                var isWell = result.Groups["end"].Value is "ok" or "changed";
                var shown = Shown(result);
                if (lines[at].EndsWith("=> {", StringComparison.Ordinal))
                {
                    var body = Body(lines, ref at);
                    shown += isWell ? body : "";
                }

                yield return new Entry(heading, number, result.Groups["host"].Value, shown);
            }
            else if (Plain().IsMatch(lines[at]))
            {
                yield return new Entry(heading, number, Retry().Match(lines[at]) is { Success: true } retry ? retry.Groups[1].Value : "~", WithHostsSorted(lines[at].TrimEnd()));
            }
            else if (heading == "PLAY RECAP" && lines[at].Contains(" ok=", StringComparison.Ordinal))
            {
                yield return new Entry(heading, number, "", string.Join(' ', lines[at].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
        }
    }

    // The hosts that include a file are told as they came there.
    private static string WithHostsSorted(string line) => Including().Match(line) is { Success: true } included
        ? $"{included.Groups[1].Value}{string.Join(", ", included.Groups[2].Value.Split(", ").Order(StringComparer.Ordinal))}{included.Groups[3].Value}"
        : line;

    private static string Shown(Match result)
    {
        var item = result.Groups["item"];
        var who = $"{result.Groups["host"].Value}{result.Groups["worker"].Value}";
        return $"{result.Groups["end"].Value}: [{who}]{(item.Success ? $" (item={item.Value})" : "")}";
    }

    private static string Body(string[] lines, ref int at)
    {
        var body = new StringBuilder(" => {");
        while (++at < lines.Length)
        {
            body.Append('\n').Append(lines[at]);
            if (lines[at] == "}")
            {
                break;
            }
        }

        return body.ToString();
    }

    /// <summary>A line of the transcript.</summary>
    private sealed record Entry(string Heading, int Number, string Host, string Text);

    [GeneratedRegex(@"^((?:PLAY|TASK|RUNNING HANDLER|NO MORE HOSTS LEFT|PLAY RECAP)\b.*?) \*+$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<end>ok|changed|skipping|fatal|failed|unknown): \[(?<host>[^\] ]+)(?<worker> -> [^\]]+)?\](?:: [A-Z]+!)?(?:(?: =>)? \(item=(?<item>.*?)\)(?=\s*$| => ))?")]
    private static partial Regex Result();

    [GeneratedRegex(@"^(\.\.\.ignoring|included: |FAILED - RETRYING: |skipping: no hosts matched|Perform task: |  play #|      \S.*TAGS: |      TASK TAGS: |    (hosts|pattern|tasks)|playbook: )")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(included: .* for )(.*?)( => .*)?$")]
    private static partial Regex Including();

    [GeneratedRegex(@"^FAILED - RETRYING: \[([^\] ]+)")]
    private static partial Regex Retry();
}
