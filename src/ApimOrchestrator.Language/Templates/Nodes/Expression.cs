using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary>A part of an expression: parsed once, evaluated any number of times, by any number of threads.</summary>
internal abstract class Expression(Mark mark)
{
    public Mark Mark { get; } = mark;

    /// <summary>The value as it is, undefined and unknown included.</summary>
    public object? Evaluate(Frame frame)
    {
        frame.At = Mark;
        frame.Budget.Step();
        return Compute(frame);
    }

    /// <summary>The value; an undefined one is an error that names it and its place.</summary>
    public object? Value(Frame frame)
    {
        var value = Evaluate(frame);
        return value is not Undefined undefined ? value : ReferenceEquals(undefined, Choice.Nothing) ? "" : throw Missing(frame, undefined);
    }

    /// <summary>Whether the value counts as true; unknown stops what is being computed.</summary>
    public bool IsTrue(Frame frame) => Truth.Known(Value(frame));

    /// <summary>Why this is undefined, with the nearest name that is not.</summary>
    public virtual DiagnosticException Missing(Frame frame, Undefined undefined) => Missing(Mark, undefined, null);

    protected abstract object? Compute(Frame frame);

    protected static DiagnosticException Missing(Mark at, Undefined undefined, string? help) =>
        new UndefinedUsed(at.Source.Problem(at.Start, $"'{undefined.Name}' is undefined", help));

    /// <summary>Evaluates where an unknown value inside is a result like any other.</summary>
    protected static object? Guarded(Expression part, Frame frame)
    {
        var before = frame.Here;
        try
        {
            return part.Value(frame);
        }
        catch (UnknownReached reached)
        {
            frame.GoBack(before);
            return reached.Cause;
        }
    }
}
