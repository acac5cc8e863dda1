using System.Globalization;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>When a server began, was up, was told to stop and had stopped, by its own log, each in order.</summary>
public sealed class ServerLog
{
    private readonly List<string> _lines;

    /// <summary>Reads a <c>wso2carbon.log</c>.</summary>
    public ServerLog(string text) => _lines = [.. text.Split('\n').Where(line => line.StartsWith("TID: ", StringComparison.Ordinal))];

    /// <summary>When its first process began.</summary>
    public DateTime Begun => Time(_lines[0]);

    /// <summary>When it was up, each time.</summary>
    public IReadOnlyList<DateTime> Up => Times("Carbon started in");

    /// <summary>When it was told to stop, each time.</summary>
    public IReadOnlyList<DateTime> ToldToStop => Times("Shutdown hook triggered");

    /// <summary>When it had stopped, each time.</summary>
    public IReadOnlyList<DateTime> Stopped => Times("Halting JVM");

    private List<DateTime> Times(string words) => [.. _lines.Where(line => line.Contains(words, StringComparison.Ordinal)).Select(Time)];

    private static DateTime Time(string line)
    {
        var stamp = line.Split('[', ']').First(part => part.Length == 23 && part[4] == '-');
        return DateTime.ParseExact(stamp, "yyyy-MM-dd HH:mm:ss,fff", CultureInfo.InvariantCulture);
    }
}
