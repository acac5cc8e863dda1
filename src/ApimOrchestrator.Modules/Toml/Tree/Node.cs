namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>What a path can lead to: a table, an array of tables, or a value. Holds where it is written, however it is written.</summary>
internal abstract class Node
{
    /// <summary>The entry it is written as; null for what headers define.</summary>
    public Entry? Entry { get; init; }

    /// <summary>An offset in the line where it is first written, for errors.</summary>
    public int Offset { get; init; }

    /// <summary>Its parsed value: of the shapes variables have, and <see cref="TomlMoment"/>.</summary>
    public abstract object? Value { get; }
}
