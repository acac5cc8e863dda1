using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>A call of <c>lookup</c> or <c>query</c>: what is asked for, the options, and where files are found.</summary>
internal sealed class LookupCall(Frame frame, string name, IReadOnlyList<object?> terms, IReadOnlyDictionary<string, object?> options)
{
    public Frame Frame { get; } = frame;

    public IReadOnlyList<object?> Terms { get; } = terms;

    public IReadOnlyDictionary<string, object?> Options { get; } = options;

    public SearchPath Path { get; } = new(frame, frame.At.Source.Place);

    /// <summary>The terms as texts, lists among them taken apart.</summary>
    public IEnumerable<string> Words() => Terms.SelectMany(t => t is IReadOnlyList<object?> many ? many : [t]).Select(ValueText.Known);

    public object? Option(string word, object? otherwise = null) => Options.TryGetValue(word, out var value) ? value : otherwise;

    /// <summary>The path of a file that must be there.</summary>
    public string Found(string file, string kind) =>
        Path.Find(file, kind) ?? throw new ValueProblem($"lookup '{name}' does not find the file '{file}'", Path.Describe(kind));

    /// <summary>The options it understands; another one is an error.</summary>
    public LookupCall Takes(params string[] words)
    {
        var unknown = Options.Keys.FirstOrDefault(k => !words.Contains(k));
        return unknown is null ? this : throw new ValueProblem($"lookup '{name}' has no option '{unknown}'", Suggestion.Nearest(unknown, words) is { } nearest ? $"did you mean '{nearest}'?" : null);
    }
}
