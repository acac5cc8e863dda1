namespace ApimOrchestrator.Modules.Toml;

/// <summary>One condition of a selector: a key of the table and the value it must have.</summary>
/// <param name="Key">The key, without quotes.</param>
/// <param name="Value">The value's text: a quoted one matches texts only, a bare one also numbers and truth values written so.</param>
/// <param name="IsQuoted">Whether the value was quoted.</param>
public sealed record TomlMatch(string Key, string Value, bool IsQuoted)
{
    /// <summary>The condition as it is written in a path.</summary>
    public override string ToString() => $"{TomlKey.Write(Key)}={(IsQuoted ? TomlText.Basic(Value) : Value)}";
}
