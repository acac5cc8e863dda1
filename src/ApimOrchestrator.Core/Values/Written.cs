namespace ApimOrchestrator.Core.Values;

/// <summary>A plain (unquoted) YAML scalar in a module's arguments: its text as written, kept until the argument's type reads it, so that <c>0644</c>, <c>4.10</c> and <c>no</c> mean what is written.</summary>
/// <param name="Text">The scalar's text.</param>
/// <param name="Value">What YAML 1.1 makes of it: null, bool, long, double or string.</param>
public sealed record Written(string Text, object? Value)
{
    /// <summary>A value as variables hold it: what YAML makes of each plain scalar in it, at any depth.</summary>
    /// <param name="value">A module argument's value.</param>
    public static object? Plain(object? value) => value switch
    {
        Written written => written.Value,
        IReadOnlyList<object?> list => list.Select(Plain).ToList(),
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        _ => value,
    };

    /// <summary>The text as written.</summary>
    public override string ToString() => Text;
}
