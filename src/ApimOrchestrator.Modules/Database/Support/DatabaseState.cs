namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>A database as a look shows it, or as a change will leave it. Its text is the same in a run that only pretends.</summary>
internal sealed record DatabaseState
{
    /// <summary>Its tables in lower case, without the one that keeps the record.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Which scripts were run.</summary>
    public IReadOnlyList<ScriptRun> Scripts { get; init; } = [];

    /// <summary>Whether the login the product runs with has all it needs.</summary>
    public bool IsGranted { get; init; }

    /// <summary>Whether it holds what this module has not made.</summary>
    public bool IsForeign => Tables.Count > 0 && Scripts.Count == 0;

    public override string ToString() =>
        (Tables.Count == 0 ? "empty" : Scripts.Count == 0 ? $"{Tables.Count} tables" : $"{Tables.Count} tables of {string.Join(", ", Scripts.Select(script => script.Name))}")
        + (IsGranted ? ", granted" : ", not granted");
}
