using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>A node of a case file, with reading that says what is wrong and where.</summary>
internal sealed class CaseNode(YamlNode node)
{
    public bool IsMapping => node is YamlMapping;

    public bool IsSequence => node is YamlSequence;

    public bool IsPlain => node is YamlScalar { IsPlain: true };

    public static CaseNode Of(YamlNode node) => new(node);

    public FormatException Wrong(string message) => new($"{node.Place}: {message}");

    public void AllowOnly(params string[] keys)
    {
        foreach (var entry in Entries())
        {
            if (!keys.Contains(entry.Key))
            {
                throw entry.Value.Wrong($"'{entry.Key}' is not known here; known: {string.Join(' ', keys)}");
            }
        }
    }

    public CaseNode? Find(string key) => (node as YamlMapping)?.Find(key) is { } entry ? new CaseNode(entry.Value) : null;

    public CaseNode Require(string key) => Find(key) ?? throw Wrong($"'{key}:' is missing");

    public IReadOnlyList<(string Key, CaseNode Value)> Entries() =>
        node is YamlMapping mapping ? [.. mapping.Entries.Select(entry => (entry.Key, new CaseNode(entry.Value)))] : throw Wrong("a mapping is expected");

    public IReadOnlyList<(string Key, CaseNode Value)> Entries(string key) => Find(key)?.Entries() ?? [];

    public IReadOnlyList<CaseNode> Items() =>
        node is YamlSequence sequence ? [.. sequence.Items.Select(item => new CaseNode(item))] : throw Wrong("a list is expected");

    public IReadOnlyList<CaseNode> Items(string key) => Find(key)?.Items() ?? [];

    public IReadOnlyDictionary<string, string> Texts(string key) => Entries(key).ToDictionary(pair => pair.Key, pair => pair.Value.Text());

    public string Text() => node is YamlScalar scalar ? scalar.Text : throw Wrong("a text is expected");

    public bool Flag() => node is YamlScalar { Value: bool value } ? value : throw Wrong("true or false is expected");

    public long Number() => node is YamlScalar { Value: long value } ? value : throw Wrong("a number is expected");

    public int Octal() => Mode.Parse(Text()).Bits ?? throw Wrong("octal digits are expected");

    public string Choice(params string[] words) => words.Contains(Text()) ? Text() : throw Wrong($"one of {string.Join(' ', words)} is expected");

    /// <summary>The value as a module's argument gets it: plain scalars stay as written.</summary>
    public object? Argument() => Shape(node, scalar => scalar.IsPlain ? new Written(scalar.Text, scalar.Value) : scalar.Text);

    /// <summary>The value as a variable has it.</summary>
    public object? Value() => Shape(node, scalar => scalar.Value);

    private static object? Shape(YamlNode node, Func<YamlScalar, object?> scalar) => node switch
    {
        YamlScalar value => scalar(value),
        YamlSequence list => list.Items.Select(item => Shape(item, scalar)).ToList(),
        YamlMapping map => map.Entries.ToDictionary(entry => entry.Key, entry => Shape(entry.Value, scalar)),
        _ => throw new FormatException($"{node.Place}: cannot be read"),
    };
}
