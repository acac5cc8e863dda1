using System.Globalization;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Does what modules ask of the run itself.</summary>
/// <param name="context">The run.</param>
internal sealed class RequestRunner(RunContext context)
{
    private static readonly Dictionary<string, object?> Nothing = [];

    /// <summary>Does it.</summary>
    /// <param name="request">What is asked; null for nothing.</param>
    /// <param name="host">The task's host.</param>
    /// <param name="task">The task's name, shown where a person is asked.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether the inventory is another, and values for <c>register</c>.</returns>
    public async Task<(bool HasChanged, IReadOnlyDictionary<string, object?> Values)> DoAsync(RunRequest? request, string host, string task, CancellationToken cancellation) => request switch
    {
        RunRequest.Pause pause => (false, await PauseAsync(pause, host, task, cancellation)),
        RunRequest.AddHost added => (context.Memory.Extend(inventory => InventoryGrowth.WithHost(inventory, added.Name, added.Groups, added.Vars)), Nothing),
        RunRequest.AddToGroup joined => (context.Memory.Extend(inventory => InventoryGrowth.WithGroup(inventory, host, joined.Group, joined.Parents)), Nothing),
        _ => (false, Nothing),
    };

    private async Task<IReadOnlyDictionary<string, object?>> PauseAsync(RunRequest.Pause pause, string host, string task, CancellationToken cancellation)
    {
        var (started, start) = (context.Time.GetTimestamp(), context.Time.GetLocalNow());
        object? typed = "";
        if (pause.Time is { } time)
        {
            context.Events.Emit(new RunEvent.Waiting(host, pause.Prompt is { } prompt ? $"{prompt} (pausing for {time.TotalSeconds:0} seconds)" : $"Pausing for {time.TotalSeconds:0} seconds"));
            await Task.Delay(context.Memory.IsCheck ? TimeSpan.Zero : time, context.Time, cancellation);
        }
        else
        {
            typed = Ask($"[{task}]\n{pause.Prompt ?? "Press enter to continue, Ctrl+C to interrupt"}:", pause.IsShown);
        }

        // a timer may fire a little before its time
        var least = pause.Time ?? TimeSpan.Zero;
        var duration = context.Memory.IsCheck ? least : TimeSpan.FromTicks(Math.Max(least.Ticks, context.Time.GetElapsedTime(started).Ticks));
        return new Dictionary<string, object?>
        {
            ["start"] = Moment(start),
            ["stop"] = Moment(start + duration),
            ["delta"] = (long)duration.TotalSeconds,
            ["stdout"] = string.Create(CultureInfo.InvariantCulture, $"Paused for {Math.Round(duration.TotalSeconds, 2)} seconds"),
            ["user_input"] = typed,
        };
    }

    private object Ask(string question, bool isShown)
    {
        if (context.Memory.IsCheck)
        {
            return new Unknown("what is typed at the terminal");
        }

        if (context.Options.Prompt(question, isShown) is { } typed)
        {
            return typed;
        }

        context.Events.Emit(new RunEvent.Warned("Not waiting for an answer: there is no terminal", null));
        return "";
    }

    private static string Moment(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
