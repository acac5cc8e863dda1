using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary>A value written out: a number, a text, true, false, none.</summary>
internal sealed class Constant(Mark mark, object? value) : Expression(mark)
{
    public object? Written => value;

    protected override object? Compute(Frame frame) => value;
}

/// <summary><c>[a, b]</c></summary>
internal sealed class ListLiteral(Mark mark, Expression[] items) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var list = new ListValue();
        foreach (var item in items)
        {
            list.Add(item.Evaluate(frame));
        }

        return list;
    }
}

/// <summary><c>(a, b)</c></summary>
internal sealed class TupleLiteral(Mark mark, Expression[] items) : Expression(mark)
{
    public Expression[] Items => items;

    protected override object? Compute(Frame frame) => new TupleValue(Array.ConvertAll(items, i => i.Evaluate(frame)));
}

/// <summary><c>{'key': value}</c></summary>
internal sealed class MapLiteral(Mark mark, (Expression Key, Expression Value)[] pairs) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var map = new MapValue();
        foreach (var (key, value) in pairs)
        {
            var name = key.Value(frame);
            frame.At = key.Mark;
            map[name is Unknown unknown ? throw new UnknownReached(unknown) : Comparison.KeyOf(name)] = value.Evaluate(frame);
        }

        return map;
    }
}
