using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary>A variable, or one of the names the template itself has given.</summary>
internal sealed class Name(Mark mark, string name) : Expression(mark)
{
    public string Word => name;

    protected override object? Compute(Frame frame)
    {
        try
        {
            return frame.Lookup(name);
        }
        catch (UndefinedUsed)
        {
            // as in Ansible a variable whose own template is undefined is so itself, and may get a default
            return new Undefined(name);
        }
    }

    public override DiagnosticException Missing(Frame frame, Undefined undefined)
    {
        if (undefined.Name != name)
        {
            return base.Missing(frame, undefined);
        }

        try
        {
            frame.Lookup(name);
        }
        catch (UndefinedUsed inner)
        {
            return inner;
        }

        return Missing(Mark, undefined, Hint(frame));
    }

    private string? Hint(Frame frame)
    {
        if (name is "null" or "nil")
        {
            return "the empty value is written 'none'";
        }

        var nearest = Suggestion.Nearest(name, frame.Names());
        return nearest is null ? null : $"did you mean '{nearest}'?";
    }
}

/// <summary><c>a.b</c>: of a mapping the item of that key.</summary>
internal sealed class Attribute(Mark mark, Expression target, Mark at, string name) : Expression(mark)
{
    public Expression Target => target;

    /// <summary>The name after the dot.</summary>
    public Mark At => at;

    public string Word => name;

    protected override object? Compute(Frame frame) => Items.Attribute(target.Evaluate(frame), name, () => Mark.Text);

    public override DiagnosticException Missing(Frame frame, Undefined undefined)
    {
        var holder = target.Evaluate(frame);
        if (holder is Undefined outer)
        {
            return target.Missing(frame, outer);
        }

        return Missing(at, undefined, Methods.MethodTables.Has(holder, name) ? $"'{name}' is a method: write {name}()" : Access.Hint(name, holder));
    }
}

/// <summary><c>a[b]</c></summary>
internal sealed class Item(Mark mark, Expression target, Expression key) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var (holder, index) = (target.Evaluate(frame), key.Value(frame));
        frame.At = key.Mark;
        return Items.At(holder, index, () => Mark.Text);
    }

    public override DiagnosticException Missing(Frame frame, Undefined undefined)
    {
        var holder = target.Evaluate(frame);
        return holder is Undefined outer
            ? target.Missing(frame, outer)
            : Missing(key.Mark, undefined, Access.Hint(key.Value(frame) is string word ? word : "", holder));
    }
}

/// <summary><c>a[from:to:step]</c></summary>
internal sealed class Slice(Mark mark, Expression target, Expression? from, Expression? to, Expression? step) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var holder = target.Value(frame);
        if (holder is Unknown)
        {
            return holder;
        }

        var (start, end, stride) = (Bound(from, frame), Bound(to, frame), Bound(step, frame));
        frame.At = Mark;
        return Items.Slice(holder, start, end, stride, () => Mark.Text);
    }

    public override DiagnosticException Missing(Frame frame, Undefined undefined)
    {
        var holder = target.Evaluate(frame);
        return holder is Undefined outer
            ? target.Missing(frame, outer)
            : Missing(Mark, undefined, $"only lists and strings have slices, this is {TypeName.Of(holder)}");
    }

    private static long? Bound(Expression? bound, Frame frame) => bound?.Value(frame) switch
    {
        null => null,
        long position => position,
        bool flag => flag ? 1 : 0,
        Unknown unknown => throw new UnknownReached(unknown),
        var other => throw new ValueProblem($"the bounds of a slice are whole numbers, not {TypeName.Of(other)}"),
    };
}

internal static class Access
{
    /// <summary>What may have been meant instead of a key that is not there.</summary>
    public static string? Hint(string word, object? holder) => holder switch
    {
        IReadOnlyDictionary<string, object?> map => Suggestion.Nearest(word, map.Keys) is { } nearest
            ? $"did you mean '{nearest}'?"
            : map.Count is > 0 and <= 12 ? $"there are: {string.Join(", ", map.Keys)}" : null,
        IReadOnlyList<object?> list => $"the list has {list.Count} items",
        Unknown => null,
        _ => $"this is {TypeName.Of(holder)}",
    };
}
