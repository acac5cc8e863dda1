using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>What a host in memory answers to a program.</summary>
/// <param name="Words">The program and its words; <c>*</c> fits any text, a last <c>...</c> any rest.</param>
public sealed record CannedProgram(IReadOnlyList<string> Words)
{
    public IReadOnlyDictionary<string, string> When { get; init; } = new Dictionary<string, string>();

    /// <summary>What it must be given to read; <c>*</c> fits any text. Null for anything.</summary>
    public string? Input { get; init; }

    public int Exit { get; init; }

    public string Output { get; init; } = "";

    public string Error { get; init; } = "";

    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<(HostPath Path, PathState State)> Paths { get; init; } = [];

    public bool Once { get; init; }

    public bool Fits(Command command, IReadOnlyDictionary<string, string> state)
    {
        IReadOnlyList<string> words = [command.Program, .. command.Arguments];
        var open = Words is [.., "..."];
        var fixedWords = open ? Words.Count - 1 : Words.Count;
        return (open ? words.Count >= fixedWords : words.Count == fixedWords)
            && Words.Take(fixedWords).Zip(words).All(pair => Fits(pair.First, pair.Second))
            && When.All(wish => state.GetValueOrDefault(wish.Key, "") == wish.Value);
    }

    /// <summary>Whether it is this program's input.</summary>
    public bool FitsInput(string text) => Input is null || Fits(Input, text);

    private static bool Fits(string pattern, string word) =>
        pattern == word || (pattern.Contains('*', StringComparison.Ordinal) && Regex.IsMatch(word, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.Singleline));
}
