using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Methods;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary>The arguments of a call as written: <c>(a, b, *c, name=d, **e)</c>.</summary>
internal sealed record ArgumentList(Expression[] Positional, (string Name, Expression Value)[] Named, Expression? Spread, Expression? SpreadNamed)
{
    public static readonly ArgumentList Empty = new([], [], null, null);

    public bool IsStatic => Spread is null && SpreadNamed is null;

    public (IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named) Evaluate(Frame frame, bool keepsUndefined)
    {
        var values = Array.ConvertAll(Positional, e => keepsUndefined ? e.Evaluate(frame) : e.Value(frame));
        var positional = Spread is null ? (IReadOnlyList<object?>)values : [.. values, .. Items.Of(Spread.Value(frame), "'*'")];
        if (Named.Length == 0 && SpreadNamed is null)
        {
            return (positional, Signature.NoNames);
        }

        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in Named)
        {
            named[name] = keepsUndefined ? value.Evaluate(frame) : value.Value(frame);
        }

        foreach (var (name, value) in SpreadNamed?.Value(frame) as IReadOnlyDictionary<string, object?> ?? Signature.NoNames)
        {
            named[name] = value;
        }

        return (positional, named);
    }
}

/// <summary><c>value | name(arguments)</c>, and the tests behind <c>is</c>.</summary>
internal sealed class Application(Mark mark, Mark at, Function function, Expression input, ArgumentList arguments) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var seesAll = function.Sees == Sees.Everything;
        var value = seesAll ? input.Evaluate(frame) : input.Value(frame);
        var (positional, named) = arguments.Evaluate(frame, seesAll);
        frame.At = at;
        if (!arguments.IsStatic && function.Signature.Check(positional.Count, named.Keys) is { } wrong)
        {
            throw new ValueProblem(wrong.Message, wrong.Help);
        }

        return function.Call(frame, value, positional, named);
    }

    public override DiagnosticException Missing(Frame frame, Undefined undefined) =>
        input.Evaluate(frame) is Undefined own && own == undefined ? input.Missing(frame, own) : Missing(at, undefined, null);
}

/// <summary><c>function(arguments)</c> of a global function or a macro.</summary>
internal sealed class Call(Mark mark, Expression callee, ArgumentList arguments) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var target = callee is Name name ? Callee(frame, name) : callee.Value(frame);
        if (target is Unknown)
        {
            return target;
        }

        var keepsUndefined = target is CallableValue || target is Function { Sees: Sees.Everything };
        var (positional, named) = arguments.Evaluate(frame, keepsUndefined);
        frame.At = Mark;
        return target switch
        {
            CallableValue callable => callable.Call(frame, positional, named),
            RecursiveLoopValue loop when positional.Count == 1 => loop.Call(frame, positional[0]),
            Function function when function.Signature.Check(positional.Count, named.Keys) is { } wrong => throw new ValueProblem(wrong.Message, wrong.Help),
            Function function => function.Call(frame, null, positional, named),
            _ => throw new ValueProblem($"{callee.Mark.Text} is {TypeName.Of(target)}, it cannot be called"),
        };
    }

    private static object? Callee(Frame frame, Name name)
    {
        var value = name.Evaluate(frame);
        if (value is not Undefined undefined)
        {
            return value;
        }

        return frame.Engine.Functions.Find(name.Word) ?? throw NoFunction(frame, name, undefined);
    }

    private static DiagnosticException NoFunction(Frame frame, Name name, Undefined undefined)
    {
        var nearest = Suggestion.Nearest(name.Word, frame.Engine.Functions.Names);
        return Missing(name.Mark, undefined, nearest is null ? null : $"did you mean '{nearest}'?");
    }
}

/// <summary><c>value.method(arguments)</c>: the methods of Python's strings, lists and mappings that templates use.</summary>
internal sealed class MethodCall(Mark mark, Attribute callee, ArgumentList arguments) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var target = callee.Target.Value(frame);
        var (positional, named) = arguments.Evaluate(frame, keepsUndefined: false);
        frame.At = callee.At;
        var own = target switch
        {
            IReadOnlyDictionary<string, object?> map => map.GetValueOrDefault(callee.Word) as CallableValue,
            ObjectValue thing => thing.TryGet(callee.Word, out var value) ? value as CallableValue : null,
            _ => null,
        };
        if (own is not null)
        {
            return own.Call(frame, positional, named);
        }

        return target is Unknown ? target : MethodTables.Call(frame, target, callee.Word, positional, named);
    }
}
