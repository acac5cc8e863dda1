using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>A key that two files give different values, or that only one of them has. How it is written does not matter.</summary>
/// <param name="Path">The key, with the places of tables in arrays (<c>apim.throttling.url_group[0].type</c>).</param>
/// <param name="Left">The value in one file as it would be written; null where it is not there.</param>
/// <param name="Right">The value in the other file; null where it is not there.</param>
public sealed record TomlDifference(string Path, string? Left, string? Right)
{
    private static readonly string[] SecretNames = ["password", "secret", "passphrase", "token"];

    /// <summary>The differences between two files, in the order of the first file, then of the second.</summary>
    /// <param name="left">One file.</param>
    /// <param name="right">The other file.</param>
    /// <param name="ignored">Keys and tables that may differ; a <c>*</c> stands for any one name, places in arrays are left out.</param>
    public static IReadOnlyList<TomlDifference> Between(TomlDocument left, TomlDocument right, IReadOnlyList<TomlPath> ignored)
    {
        var (here, there) = (left.Leaves(), right.Leaves());
        return
        [
            .. here.Keys.Union(there.Keys)
                .Where(path => !ignored.Any(pattern => IsBelow(TomlPath.Parse(path), pattern)))
                .Select(path => new TomlDifference(path, Shown(path, here), Shown(path, there)))
                .Where(pair => !(here.TryGetValue(pair.Path, out var one) && there.TryGetValue(pair.Path, out var other) && TomlValue.SameRead(one, other))),
        ];
    }

    private static bool IsBelow(TomlPath path, TomlPath pattern) =>
        path.Steps.Count >= pattern.Steps.Count && pattern.Names.Zip(path.Names).All(pair => pair.First is "*" || pair.First == pair.Second);

    private static string? Shown(string path, IReadOnlyDictionary<string, object?> leaves)
    {
        if (!leaves.TryGetValue(path, out var value))
        {
            return null;
        }

        var names = TomlPath.Parse(path).Names;
        return names.Any(name => SecretNames.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))) ? Secret.Mask : TomlValue.WriteRead(value!);
    }
}
