namespace ApimOrchestrator.Tests.Testing;

/// <summary>One case of a module, as <c>Modules/Cases/README.md</c> describes it.</summary>
public sealed record ModuleCase(string File, string Name, HostCase Host, string Module, object? Arguments)
{
    public bool IsExample { get; init; }

    public IReadOnlyDictionary<string, HostCase> Peers { get; init; } = new Dictionary<string, HostCase>();

    /// <summary>The project's files on the control machine, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();

    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyList<ExpectedEffect> Effects { get; init; } = [];

    public IReadOnlyDictionary<string, object?>? Answer { get; init; }

    public string? Fails { get; init; }

    public string? Unknown { get; init; }

    public bool MayChangeAgain { get; init; }

    public bool CanUndo { get; init; } = true;

    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether the case asks for nothing that only a host in memory has, so that it can run on a real one too.</summary>
    public bool RunsAnywhere => Host.RunsAnywhere && Peers.Count == 0;

    public override string ToString() => $"{File}: {Name}";
}
