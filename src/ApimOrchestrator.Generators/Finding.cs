using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApimOrchestrator.Generators;

/// <summary>A broken rule, comparable so that an unchanged module is not generated again.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, string File, TextSpan Span, LinePositionSpan Lines, string Words)
{
    private const char Separator = '\u001f';

    public static Finding At(DiagnosticDescriptor rule, ISymbol symbol, params string[] words)
    {
        var location = symbol.Locations.FirstOrDefault(candidate => candidate.IsInSource) ?? Location.None;
        var lines = location.GetLineSpan();
        return new Finding(rule, lines.Path ?? "", location.SourceSpan, lines.Span, string.Join(Separator.ToString(), words));
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rule, File.Length == 0 ? Location.None : Location.Create(File, Span, Lines), Words.Split(Separator).Cast<object>().ToArray());
}
