using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ApimOrchestrator.Language.Variables;

/// <summary>Gathered facts as variables: each under its name with <c>ansible_</c> before it, and all of them as <c>ansible_facts</c>.</summary>
internal sealed class FactLayer(IReadOnlyDictionary<string, object?> facts) : IReadOnlyDictionary<string, object?>
{
    private const string Prefix = "ansible_";
    private const string All = "ansible_facts";

    public int Count => facts.Count + 1;

    public IEnumerable<string> Keys => facts.Keys.Select(name => Prefix + name).Append(All);

    public IEnumerable<object?> Values => facts.Values.Append(facts);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = facts;
        return key == All || (key.StartsWith(Prefix, StringComparison.Ordinal) && facts.TryGetValue(key[Prefix.Length..], out value));
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Keys.Select(key => new KeyValuePair<string, object?>(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
