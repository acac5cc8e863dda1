using System.Collections.Concurrent;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Sources;

/// <summary>
/// Collects what is wrong in the user's files, so that all of it is told at once, and remembers the texts read so that each problem is shown with its line.
/// </summary>
public sealed class Problems
{
    private const int MostKept = 200;
    private const int LongestMessage = 1000;

    private readonly List<Diagnostic> _found = [];
    private readonly ConcurrentDictionary<string, SourceText> _sources;

    /// <summary>Nothing found yet, no text known.</summary>
    public Problems()
        : this(new ConcurrentDictionary<string, SourceText>(StringComparer.Ordinal))
    {
    }

    private Problems(ConcurrentDictionary<string, SourceText> sources) => _sources = sources;

    /// <summary>Everything found so far, in the order of discovery; at most 200 are kept.</summary>
    public IReadOnlyList<Diagnostic> All => _found;

    /// <summary>Whether one of them is more than a warning.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The warnings found so far.</summary>
    public IEnumerable<Diagnostic> Warnings => _found.Where(problem => problem.Severity == Severity.Warning);

    /// <summary>Makes a text known, so that problems in it are shown with their line.</summary>
    /// <param name="source">The text.</param>
    public void Register(SourceText source) => _sources[source.Name] = source;

    /// <summary>The texts read so far, encrypted ones in the clear.</summary>
    public IReadOnlyCollection<SourceText> Sources => [.. _sources.Values];

    /// <summary>An empty collection that knows the same texts: for what is read while the run goes on.</summary>
    public Problems Fresh() => new(_sources);

    /// <summary>The line a place is in, for the caret; null where its text is not known or must not be shown.</summary>
    /// <param name="place">The place.</param>
    public string? LineAt(Place place) => _sources.TryGetValue(place.File, out var source) ? source.Line(place.Line) : null;

    /// <summary>Whether a file was encrypted, so that its values are secrets.</summary>
    /// <param name="file">The file's name in a <see cref="Place"/>.</param>
    public bool IsSecret(string file) => _sources.TryGetValue(file, out var source) && source.IsSecret;

    /// <summary>Records something that must be put right before anything is touched.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="message">What is wrong and what was expected.</param>
    /// <param name="help">What to do about it, or null.</param>
    public void Error(Place place, string message, string? help = null) => Add(new Diagnostic(place, message, help));

    /// <summary>Records something worth telling that stops nothing.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="message">What is odd about it.</param>
    /// <param name="help">What to do about it, or null.</param>
    public void Warn(Place place, string message, string? help = null) => Add(new Diagnostic(place, message, help, null, Severity.Warning));

    /// <summary>Records a problem found by somebody else, with its line filled in where the text is known; the same problem at the same place is kept once.</summary>
    /// <param name="problem">The problem.</param>
    public void Add(Diagnostic problem)
    {
        HasErrors |= problem.Severity == Severity.Error;
        var shown = WithLine(problem);
        if (_found.Count < MostKept && !_found.Contains(shown))
        {
            _found.Add(shown);
        }
    }

    /// <summary>Records every problem an exception carries.</summary>
    /// <param name="exception">The exception.</param>
    public void Add(DiagnosticException exception)
    {
        foreach (var problem in exception.Diagnostics)
        {
            Add(problem);
        }
    }

    /// <summary>The same problem with the line it points at, where its text is known.</summary>
    /// <param name="problem">The problem.</param>
    public Diagnostic WithLine(Diagnostic problem) =>
        problem.Message.Length > LongestMessage ? WithLine(problem with { Message = problem.Message[..(LongestMessage - 1)] + "…" })
        : problem.SourceLine is null ? problem with { SourceLine = LineAt(problem.Place) } : problem;

    /// <summary>What was found, file by file in the order of reading, and in each from top to bottom.</summary>
    public IReadOnlyList<Diagnostic> InOrder()
    {
        var files = _found.Select(problem => problem.Place.File).Distinct().ToList();
        return [.. _found.OrderBy(problem => files.IndexOf(problem.Place.File)).ThenBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column)];
    }

    /// <summary>Ends the loading where anything more than a warning was found.</summary>
    /// <exception cref="DiagnosticException">At least one error was found; it carries them all, warnings included.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new DiagnosticException(InOrder());
        }
    }
}
