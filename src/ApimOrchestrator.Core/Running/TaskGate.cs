using System.IO.Enumeration;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>Leaves out tasks until the one the run is to begin with (<c>--start-at-task</c>), and those a person does not want (<c>--step</c>).</summary>
/// <param name="options">What the command line says.</param>
internal sealed class TaskGate(RunOptions options)
{
    private bool _isReached = options.StartAtTask is null;
    private bool _isAsking = options.IsStep;

    /// <summary>Whether a task runs, or comes before the first that does.</summary>
    /// <param name="task">The task, in the order of running.</param>
    public bool IsReached(TaskDefinition task) =>
        _isReached = _isReached || Matches(task.Name?.Text) || Matches(task.TitleFor(task.Name?.Text));

    /// <summary>Whether a task is wanted: asked for each until the answer is to continue. No answer is a no.</summary>
    /// <param name="title">The task's title.</param>
    public bool IsWanted(string title)
    {
        if (!_isAsking)
        {
            return true;
        }

        var answer = options.Prompt($"Perform task: {title} (N)o/(y)es/(c)ontinue:", true)?.Trim().ToUpperInvariant();
        _isAsking = answer is not ("C" or "CONTINUE");
        return answer is "Y" or "YES" || !_isAsking;
    }

    private bool Matches(string? title) => title is not null && FileSystemName.MatchesSimpleExpression(options.StartAtTask, title, ignoreCase: false);
}
