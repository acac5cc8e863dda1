using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Effects;

/// <summary>Turns changes into what readers see of them.</summary>
internal static class EffectText
{
    private const string AbsentWord = "absent";
    private const string UnknownWord = "unknown";

    /// <summary>A path's change.</summary>
    public static Effect Of(string host, PathChange change, string? diff) =>
        new(change.Path.Text, "path", StateOf(change.Before), StateOf(change.After), diff) { Host = host };

    /// <summary>What a program changes besides paths.</summary>
    public static Effect Of(string host, Change change, bool withDiff) =>
        new(change.Subject.Name, change.Subject.Kind, StateOf(change.Before), StateOf(change.After), withDiff ? change.Diff ?? DiffOf(change) : null)
        {
            Host = host,
            CanUndo = change.Undo is not null || change.Paths.Count > 0,
        };

    /// <summary>Texts of several lines are shown line by line.</summary>
    private static string? DiffOf(Change change)
    {
        var (before, after) = (TextOf(change.Before), TextOf(change.After));
        return before.Contains('\n', StringComparison.Ordinal) || after.Contains('\n', StringComparison.Ordinal)
            ? UnifiedDiff.Of(before, after, $"before: {change.Subject}", $"after: {change.Subject}")
            : null;
    }

    private static string TextOf(object? state) => state is null or Unknown ? "" : state.ToString() ?? "";

    private static EffectState StateOf(PathState state) => state switch
    {
        PathState.File file => new EffectState(state.Kind, file.Content.Sha256, Mode.Octal(file.Mode), file.Owner, file.Group),
        PathState.Folder folder => new EffectState(state.Kind, null, Mode.Octal(folder.Mode), folder.Owner, folder.Group),
        PathState.Link link => new EffectState($"{state.Kind} to {link.Target}", null, null, link.Owner, link.Group),
        PathState.Other other => new EffectState(other.What),
        _ => new EffectState(AbsentWord),
    };

    private static EffectState StateOf(object? state) => new(state switch
    {
        null => AbsentWord,
        Unknown => UnknownWord,
        bool yes => yes ? "yes" : "no",
        IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => state.ToString() ?? "",
    });
}
