using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>Writes a run's events for programs: one line each as it happens, or one document at the end.</summary>
/// <param name="output">Where to.</param>
/// <param name="asLines">Whether each event is a line of its own (<c>jsonl</c>).</param>
public sealed class JsonReport(TextWriter output, bool asLines) : IEventSink
{
    private readonly List<string> _lines = [];

    /// <inheritdoc/>
    public void Emit(RunEvent happened)
    {
        var line = EventJson.Line(happened);
        if (asLines)
        {
            output.WriteLine(line);
            output.Flush();
            return;
        }

        _lines.Add(line);
        if (happened is RunEvent.RunFinished)
        {
            output.WriteLine($"{{\"events\":[\n{string.Join(",\n", _lines)}\n]}}");
        }
    }
}
