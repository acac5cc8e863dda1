using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Modules;

/// <summary>What a module answers for <c>register</c>: values of the shapes <see cref="ITemplate"/> names, under the names its <see cref="ReturnsAttribute"/>s declare. <see cref="Unknown"/> stands for what only the real run will know.</summary>
/// <param name="Values">The answer's values by name.</param>
public sealed record Answer(IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>Nothing besides what every task answers.</summary>
    public static readonly Answer None = new(new Dictionary<string, object?>());

    /// <summary>Things people should know though nothing failed; printed as warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Facts this answer adds to the host's variables (as <c>set_fact</c> and <c>setup</c> do).</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    /// <summary>What the run itself is to do now that the module is done; null for nothing.</summary>
    public RunRequest? Request { get; init; }

    /// <summary>What the task says to people (as <c>debug</c> does); null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>How many <c>-v</c> the run must have for the message to be shown.</summary>
    public int Verbosity { get; init; }

    /// <summary>An answer of one value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    public static Answer Of(string name, object? value) => new(new Dictionary<string, object?> { [name] = value });
}
