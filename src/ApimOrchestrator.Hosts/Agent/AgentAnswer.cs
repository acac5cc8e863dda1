using System.Text;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>An agent's answer to one request.</summary>
/// <param name="ExitCode">0 where it was done; a program's exit code; 3 skipped, 10 no longer as seen, 125 unknown verb.</param>
/// <param name="Sections">What came on the output stream.</param>
/// <param name="Error">What came on the error stream.</param>
public sealed record AgentAnswer(int ExitCode, IReadOnlyList<AgentSection> Sections, ReadOnlyMemory<byte> Error)
{
    /// <summary>How many bytes of output were dropped.</summary>
    public long OutputDropped { get; init; }

    /// <summary>How many bytes of errors were dropped.</summary>
    public long ErrorDropped { get; init; }

    /// <summary>Whether the program was ended because its time was over.</summary>
    public bool WasEnded { get; init; }

    /// <summary>The bytes of the first section.</summary>
    public ReadOnlyMemory<byte> Output => Sections[0].Bytes;

    /// <summary>The error stream as text.</summary>
    public string ErrorText => Encoding.UTF8.GetString(Error.Span);

    /// <summary>Why the host refused, in its own words: the end of the last line that is an error, without the program's name and path.</summary>
    public string Reason
    {
        get
        {
            var lines = ErrorText.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var line = lines.FirstOrDefault(static line => line.Contains(": ", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? $"exit code {ExitCode}";
            return LastPart(new string([.. line.Where(static c => !char.IsControl(c))])) switch
            {
                "Directory nonexistent" or "nonexistent directory" => "No such file or directory",
                var reason => reason,
            };
        }
    }

    private static string LastPart(string line)
    {
        if (line.StartsWith("agent: ", StringComparison.Ordinal))
        {
            return line[7..];
        }

        return line.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? line[(at + 2)..] : line;
    }
}
