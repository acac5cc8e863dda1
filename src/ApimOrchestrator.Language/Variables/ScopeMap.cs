using System.Collections;
using System.Diagnostics.CodeAnalysis;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Variables;

/// <summary>A scope as a map, evaluated entry by entry: what <c>hostvars[host]</c> is.</summary>
internal sealed class ScopeMap(IScope scope) : IReadOnlyDictionary<string, object?>
{
    public int Count => scope.Names.Count();

    public IEnumerable<string> Keys => scope.Names;

    public IEnumerable<object?> Values => scope.Names.Select(name => this[name]);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => scope.Names.Contains(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => scope.TryGet(key, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        scope.Names.Select(name => new KeyValuePair<string, object?>(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
