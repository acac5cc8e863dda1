using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ApimOrchestrator.Language.Variables;

/// <summary>A map whose values are made when they are asked for: <c>hostvars</c>, and the magic variables.</summary>
/// <param name="keys">The keys there are.</param>
/// <param name="make">Makes the value of a key.</param>
internal sealed class LazyMap(IReadOnlyCollection<string> keys, Func<string, object?> make) : IReadOnlyDictionary<string, object?>
{
    private readonly Dictionary<string, object?> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(keys, StringComparer.Ordinal);

    public int Count => keys.Count;

    public IEnumerable<string> Keys => keys;

    public IEnumerable<object?> Values => keys.Select(key => this[key]);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => _keys.Contains(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = null;
        if (!_keys.Contains(key))
        {
            return false;
        }

        if (!_made.TryGetValue(key, out value))
        {
            _made[key] = value = make(key);
        }

        return true;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => keys.Select(key => new KeyValuePair<string, object?>(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
