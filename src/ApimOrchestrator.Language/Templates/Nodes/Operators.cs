using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary><c>+ - * / // % **</c></summary>
internal sealed class Binary(Mark mark, string sign, Mark at, Expression left, Expression right) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var (x, y) = (left.Value(frame), right.Value(frame));
        frame.At = at;
        if ((x as Unknown ?? y as Unknown) is { } unknown)
        {
            return unknown;
        }

        var result = Arithmetic.Apply(sign, x, y, frame.Budget);
        frame.Budget.Charge(result);
        return result;
    }
}

/// <summary><c>-a</c> and <c>+a</c></summary>
internal sealed class Signed(Mark mark, string sign, Expression operand) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var value = operand.Value(frame);
        frame.At = Mark;
        return value is Unknown ? value : sign == "-" ? Arithmetic.Negate(value) : Arithmetic.Plus(value);
    }
}

/// <summary><c>a ~ b ~ c</c>: the texts of the values, one after the other.</summary>
internal sealed class Concatenation(Mark mark, Expression[] parts) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var texts = new string[parts.Length];
        var length = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            var value = parts[i].Value(frame);
            frame.At = parts[i].Mark;
            if (value is Unknown)
            {
                return value;
            }

            texts[i] = ValueText.Known(value);
            frame.Budget.Size(length += texts[i].Length);
        }

        var joined = string.Concat(texts);
        frame.Budget.Charge(joined);
        return joined;
    }
}

/// <summary><c>a &lt; b &lt;= c</c>, <c>a in b</c>: true where every link of the chain is.</summary>
internal sealed class Comparisons(Mark mark, Expression first, (string Sign, Mark At, Expression Operand)[] links) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var left = first.Value(frame);
        foreach (var (sign, at, operand) in links)
        {
            var right = operand.Value(frame);
            frame.At = at;
            if ((left as Unknown ?? right as Unknown) is { } unknown)
            {
                return unknown;
            }

            frame.Budget.Charge(left);
            frame.Budget.Charge(right);
            if (!Holds(sign, left, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private static bool Holds(string sign, object? left, object? right) => sign switch
    {
        "==" => Comparison.AreEqual(left, right),
        "!=" => !Comparison.AreEqual(left, right),
        "in" => Comparison.IsIn(left, right),
        "not in" => !Comparison.IsIn(left, right),
        "<" => Comparison.Order(left, right, sign) < 0,
        "<=" => Comparison.Order(left, right, sign) <= 0,
        ">" => Comparison.Order(left, right, sign) > 0,
        _ => Comparison.Order(left, right, sign) >= 0,
    };
}

/// <summary><c>a and b</c>, <c>a or b</c>: the operand that decides. An unknown operand leaves the result unknown, unless the other one decides it.</summary>
internal sealed class Logical(Mark mark, bool isAnd, Expression left, Expression right) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var x = Guarded(left, frame);
        if (x is not Unknown)
        {
            return Truth.Of(x) == isAnd ? right.Value(frame) : x;
        }

        var before = frame.Here;
        try
        {
            var y = Guarded(right, frame);
            return y is not Unknown && Truth.Of(y) != isAnd ? y : x;
        }
        catch (Exception exception) when (exception is DiagnosticException or ValueProblem)
        {
            frame.GoBack(before);

            // the left side may well have kept the right one from being looked at
            return x;
        }
    }
}

/// <summary><c>not a</c></summary>
internal sealed class Negation(Mark mark, Expression operand) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var value = operand.Value(frame);
        return value is Unknown ? value : !Truth.Of(value);
    }
}

/// <summary><c>a if condition else b</c>; without else the result is empty where it is used, and counts as undefined for <c>default</c> and <c>is defined</c>.</summary>
internal sealed class Choice(Mark mark, Expression condition, Expression then, Expression? otherwise) : Expression(mark)
{
    /// <summary>What a choice without else gives.</summary>
    public static readonly Undefined Nothing = new("a choice without 'else'");

    protected override object? Compute(Frame frame)
    {
        var decides = Guarded(condition, frame);
        return decides is Unknown ? decides
            : Truth.Of(decides) ? then.Evaluate(frame)
            : otherwise is null ? Nothing : otherwise.Evaluate(frame);
    }
}
