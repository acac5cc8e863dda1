namespace ApimOrchestrator.Core.Events;

/// <summary>The run's one ordered stream of events: stamps the time, masks secrets, hands each event to every sink. A sink that fails is dropped with a word to the others.</summary>
/// <param name="sinks">Where events go, in order.</param>
/// <param name="mask">The run's secrets.</param>
/// <param name="time">The clock.</param>
public sealed class EventStream(IEnumerable<IEventSink> sinks, SecretMask mask, TimeProvider time) : IEventSink
{
    private readonly List<IEventSink> _sinks = [.. sinks];
    private readonly Lock _order = new();

    /// <summary>The run's secrets, to add to.</summary>
    public SecretMask Mask { get; } = mask;

    /// <summary>Emits an event from any thread.</summary>
    /// <param name="happened">The event.</param>
    public void Emit(RunEvent happened)
    {
        lock (_order)
        {
            EmitToAll(Masked(happened) with { Time = time.GetUtcNow() });
        }
    }

    private void EmitToAll(RunEvent happened)
    {
        foreach (var sink in _sinks.ToList())
        {
            try
            {
                sink.Emit(happened);
            }
            catch (IOException problem)
            {
                _sinks.Remove(sink);
                EmitToAll(new RunEvent.Warned($"an output of this run can no longer be written: {problem.Message}", null) { Time = happened.Time });
            }
        }
    }

    private RunEvent Masked(RunEvent happened) => happened switch
    {
        RunEvent.TaskFinished finished => finished with { Result = Masked(finished.Result) },
        RunEvent.ItemFinished item => item with { Item = Mask.Apply(item.Item), Result = Masked(item.Result) },
        RunEvent.TaskStarted started => started with { Task = Mask.Apply(started.Task) },
        RunEvent.PlayStarted play => play with { Play = Mask.Apply(play.Play) },
        RunEvent.Waiting waiting => waiting with { What = Mask.Apply(waiting.What) },
        RunEvent.Warned warned => warned with { Message = Mask.Apply(warned.Message) },
        _ => happened,
    };

    private TaskReport Masked(TaskReport report) => report with
    {
        Task = Mask.Apply(report.Task),
        Message = report.Message is { } message ? Mask.Apply(message) : null,
        Effects = [.. report.Effects.Select(Masked)],
        Result = report.Result is { } result ? result with { Output = Mask.Apply(result.Output), Error = Mask.Apply(result.Error), RawOutput = default } : null,
    };

    private Effect Masked(Effect effect) => effect with
    {
        Subject = Mask.Apply(effect.Subject),
        Before = effect.Before with { State = Mask.Apply(effect.Before.State) },
        After = effect.After with { State = Mask.Apply(effect.After.State) },
        Diff = effect.Diff is { } diff ? Mask.Apply(diff) : null,
    };
}
