using System.IO.Enumeration;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>Leaves out tasks until the one the run is to begin with.</summary>
/// <param name="name">The task's name, <c>*</c> matching any text; null to begin with the first.</param>
internal sealed class StartPoint(string? name)
{
    private bool _isReached = name is null;

    /// <summary>Whether a task runs.</summary>
    /// <param name="task">The task, in the order of running.</param>
    public bool IsReached(TaskDefinition task) =>
        _isReached = _isReached || Matches(task.Name?.Text) || Matches(TaskRunner.NameOf(task));

    private bool Matches(string? title) => title is not null && FileSystemName.MatchesSimpleExpression(name, title, ignoreCase: false);
}
