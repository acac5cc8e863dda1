using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Core.Running;

/// <summary>How a task, or an item of its loop, ended: what people see of it and what <c>register</c> gets.</summary>
/// <param name="Report">What people see.</param>
/// <param name="Result">What <c>register</c> gets: a map, or <see cref="Values.Unknown"/>.</param>
internal sealed record TaskEnd(TaskReport Report, object? Result)
{
    /// <summary>Facts for the host.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    /// <summary>The module the facts come from: those of <c>setup</c> are facts, those of <c>include_vars</c> included variables, all others set as <c>set_fact</c> does.</summary>
    public string FactsFrom { get; init; } = "";

    /// <summary>Whether a failure is to be passed over (<c>ignore_errors</c>, which may speak of the item).</summary>
    public bool IsIgnorable { get; init; }

    /// <summary>The handlers it notifies where it changed something.</summary>
    public IReadOnlyList<string> Notifies { get; init; } = [];

    /// <summary>How it ended.</summary>
    public Outcome Outcome => Report.Outcome;
}
