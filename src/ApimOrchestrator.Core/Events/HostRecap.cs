namespace ApimOrchestrator.Core.Events;

/// <summary>A host's sums over a run, counted as <c>ansible-playbook</c>'s recap does: <c>Ok</c> includes the changed and the ignored.</summary>
/// <param name="Host">The host.</param>
public sealed record HostRecap(string Host)
{
    /// <summary>Tasks that did not fail, changed or not.</summary>
    public int Ok { get; init; }

    /// <summary>Tasks that changed something.</summary>
    public int Changed { get; init; }

    /// <summary>Times the host was out of reach.</summary>
    public int Unreachable { get; init; }

    /// <summary>Tasks that failed and ended the host's play.</summary>
    public int Failed { get; init; }

    /// <summary>Tasks left out.</summary>
    public int Skipped { get; init; }

    /// <summary>Tasks that failed and were rescued.</summary>
    public int Rescued { get; init; }

    /// <summary>Tasks that failed and were ignored.</summary>
    public int Ignored { get; init; }

    /// <summary>Tasks whose outcome only the real run can know.</summary>
    public int Unknown { get; init; }

    /// <summary>The sums with one more task.</summary>
    /// <param name="task">How it ended.</param>
    public HostRecap With(TaskReport task) => task.Outcome switch
    {
        Outcome.Ok => this with { Ok = Ok + 1 },
        Outcome.Changed => this with { Ok = Ok + 1, Changed = Changed + 1 },
        Outcome.Skipped => this with { Skipped = Skipped + 1 },
        Outcome.Failed => this with { Failed = Failed + 1 },
        Outcome.Unreachable => this with { Unreachable = Unreachable + 1 },
        Outcome.Rescued => this with { Rescued = Rescued + 1 },
        Outcome.Ignored => this with { Ok = Ok + 1, Ignored = Ignored + 1, Changed = Changed + (task.IsChanged ? 1 : 0) },
        _ => this with { Unknown = Unknown + 1 },
    };
}
