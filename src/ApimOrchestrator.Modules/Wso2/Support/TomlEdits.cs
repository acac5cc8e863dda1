using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Toml;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>What a task wants of a file, in the order in which it is done.</summary>
internal sealed record TomlEdits
{
    /// <summary>What is taken out.</summary>
    public required IReadOnlyList<TomlPath> Remove { get; init; }

    /// <summary>The arrays of tables.</summary>
    public required IReadOnlyList<(TomlPath Path, IReadOnlyList<IReadOnlyDictionary<string, object?>> Tables)> Tables { get; init; }

    /// <summary>What the lists of tables mean.</summary>
    public required TablesMode Mode { get; init; }

    /// <summary>The keys with their values.</summary>
    public required IReadOnlyList<(TomlPath Path, object? Value)> Set { get; init; }

    /// <summary>The document with everything done.</summary>
    /// <exception cref="DiagnosticException">A path leads nowhere, or a value cannot be written.</exception>
    public TomlDocument Apply(TomlDocument document)
    {
        var removed = Remove.Aggregate(document, (edited, path) => edited.Remove(path));
        var tabled = Tables.Aggregate(removed, (edited, tables) => Mode == TablesMode.Replace ? edited.ReplaceTables(tables.Path, tables.Tables) : edited.AppendTables(tables.Path, tables.Tables));
        return Set.Aggregate(tabled, (edited, pair) => edited.Set(pair.Path, pair.Value));
    }

    /// <summary>What there is to say about the keys it writes.</summary>
    public IReadOnlyList<string> Warnings(TomlKeyModel model)
    {
        var written = Tables.SelectMany(tables => tables.Tables.SelectMany(table => Keys([.. tables.Path.Names], table)))
            .Concat(Set.SelectMany(pair => Keys([.. pair.Path.Names], pair.Value)));
        return [.. written.Select(model.Advice).OfType<string>().Distinct()];
    }

    /// <summary>Whether a secret stands in a text in escaped form only, so that nothing could mask it there.</summary>
    public bool HidesSecretFrom(string text) => Tables.SelectMany(tables => tables.Tables).Concat(Set.Select(pair => pair.Value)).SelectMany(Secrets).Any(secret => !text.Contains(secret, StringComparison.Ordinal));

    private static IEnumerable<string> Secrets(object? value) => value switch
    {
        Secret secret => [secret.Reveal()],
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(Secrets),
        IReadOnlyList<object?> list => list.SelectMany(Secrets),
        _ => [],
    };

    private static IEnumerable<IReadOnlyList<string>> Keys(IReadOnlyList<string> path, object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.Where(pair => pair.Value is not Omit).SelectMany(pair => Keys([.. path, pair.Key], pair.Value)),
        IReadOnlyList<object?> { Count: > 0 } list when list.All(item => item is IReadOnlyDictionary<string, object?>) => list.SelectMany(item => Keys(path, item)),
        _ => [path],
    };
}
