using System.Globalization;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>Which table of an array is meant: by its place or by what it holds.</summary>
/// <param name="Index">Its place from 0, negative from the end (-1 is the last); null where it is chosen by <paramref name="Matches"/>.</param>
/// <param name="Matches">What it must hold; empty where it is chosen by <paramref name="Index"/>.</param>
public sealed record TomlSelector(int? Index, IReadOnlyList<TomlMatch> Matches)
{
    /// <summary>The selector as it is written in a path, with its brackets.</summary>
    public override string ToString() => $"[{(Index is { } index ? index.ToString(CultureInfo.InvariantCulture) : string.Join(',', Matches))}]";
}
