namespace ApimOrchestrator.Core.Modules;

/// <summary>What an argument may hold: how its value is read, how it is named to people and to editors. The types themselves are in <see cref="ArgumentTypes"/>.</summary>
/// <param name="name">The name in documentation and errors: <c>text</c>, <c>boolean</c>, <c>path</c>, <c>list of text</c> …</param>
public abstract class ArgumentType(string name)
{
    /// <summary>The name in documentation and errors.</summary>
    public string Name { get; } = name;

    /// <summary>The allowed words where only some are; else empty.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A regular expression the text must match, for editors; null for none.</summary>
    public string? Pattern { get; init; }

    /// <summary>The type of a list's elements or a map's values; null where it is neither.</summary>
    public ArgumentType? Element { get; init; }

    /// <summary>The arguments of a map with fixed keys; empty where it is none.</summary>
    public IReadOnlyList<ArgumentContract> Fields { get; init; } = [];

    /// <summary>Whether values of this type hold a secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The JSON schema type: <c>string boolean integer number array object</c>, or empty for any.</summary>
    public string JsonType { get; init; } = "string";

    /// <summary>Whether a value could be read, without files and variables: used when a playbook is loaded.</summary>
    /// <param name="value">A value without templates in it.</param>
    /// <returns>What is wrong, as the end of a sentence (<c>'x' is not a number</c>); null where it can be read.</returns>
    public abstract string? Check(object? value);
}

/// <summary>An argument type and what its values become.</summary>
/// <typeparam name="T">The property's type.</typeparam>
/// <param name="name">The name in documentation and errors.</param>
/// <param name="read">Reads a value; throws <see cref="FormatException"/> with what is wrong.</param>
public sealed class ArgumentType<T>(string name, Func<object?, IArgumentSource, T> read) : ArgumentType(name)
{
    /// <summary>Checks without reading: null to check by reading (for types that need no files or variables).</summary>
    public Func<object?, string?>? CheckOnly { get; init; }

    /// <summary>Reads a value.</summary>
    /// <param name="value">Of the shapes <see cref="Values.ITemplate"/> names, without templates.</param>
    /// <param name="source">Files and variables.</param>
    /// <exception cref="FormatException">The value is not of this type; says why.</exception>
    public T Read(object? value, IArgumentSource source) => read(value, source);

    /// <inheritdoc/>
    public override string? Check(object? value)
    {
        if (CheckOnly is not null)
        {
            return CheckOnly(value);
        }

        try
        {
            read(value, NoArgumentSource.Instance);
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }
}
