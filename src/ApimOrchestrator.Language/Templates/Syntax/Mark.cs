namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>The stretch of a template that a node was written as.</summary>
internal readonly record struct Mark(Source Source, int Start, int End)
{
    public string Text => Source.Text[Start..End];
}
