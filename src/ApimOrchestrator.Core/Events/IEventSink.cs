namespace ApimOrchestrator.Core.Events;

/// <summary>Takes the events of a run: the console, the journal, a report.</summary>
public interface IEventSink
{
    /// <summary>Takes one event. Called by one caller at a time, in order; secrets are masked already.</summary>
    /// <param name="happened">The event.</param>
    void Emit(RunEvent happened);
}
