using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary><c>{% macro name(parameters) %} … {% endmacro %}</c></summary>
internal sealed class Macro(Mark mark, string name, (string Name, Expression? Default)[] parameters, Statement[] body, bool takesMore = false, bool takesNames = false) : Statement(mark)
{
    public override void Execute(Frame frame, Output output) => frame.Set(name, Bind(frame));

    /// <summary>The macro as a value; it sees the names around its definition.</summary>
    public CallableValue Bind(Frame frame)
    {
        var around = frame.Locals;
        if (around is null)
        {
            frame.Open(null);
            around = frame.Locals;
        }

        return new CallableValue(name, (caller, positional, named) => caller == frame ? Call(frame, around, positional, named) : CallElsewhere(frame, around, positional, named));
    }

    /// <summary>A macro of another template runs with what that one sees, and its problems have their place there.</summary>
    private string CallElsewhere(Frame frame, Layer? around, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
    {
        var before = frame.Locals;
        try
        {
            return Call(frame, around, positional, named);
        }
        catch (ValueProblem problem)
        {
            throw frame.Error(problem);
        }
        finally
        {
            frame.Restore(before);
        }
    }

    private string Call(Frame frame, Layer? around, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
    {
        var others = named.Where(n => n.Key != "caller" && !parameters.Any(p => p.Name == n.Key)).ToList();
        if (others is [var (unknown, _), ..] && !takesNames)
        {
            throw new ValueProblem($"the macro '{name}' has no parameter '{unknown}'");
        }

        if (positional.Count > parameters.Length && !takesMore)
        {
            throw new ValueProblem($"the macro '{name}' takes at most {parameters.Length} arguments, not {positional.Count}");
        }

        frame.Budget.Nest();
        var before = frame.Open(around);
        for (var i = 0; i < parameters.Length; i++)
        {
            var (parameter, otherwise) = parameters[i];
            frame.Set(parameter, i < positional.Count ? positional[i]
                : named.TryGetValue(parameter, out var value) ? value
                : otherwise is null ? new Undefined(parameter) : otherwise.Evaluate(frame));
        }

        if (takesMore)
        {
            frame.Set("varargs", new TupleValue([.. positional.Skip(parameters.Length)]));
        }

        if (takesNames)
        {
            frame.Set("kwargs", MapValue.Of(others));
        }

        if (named.TryGetValue("caller", out var block))
        {
            frame.Set("caller", block);
        }

        var text = TextOf(body, frame);
        frame.Restore(before);
        frame.Budget.Unnest();
        return text;
    }
}

/// <summary><c>{% call(parameters) macro(arguments) %} … {% endcall %}</c>: the body is what the macro's <c>caller()</c> gives.</summary>
internal sealed class CallBlock(Mark mark, Expression callee, ArgumentList arguments, Macro block) : Statement(mark)
{
    public override void Execute(Frame frame, Output output)
    {
        if (callee.Value(frame) is not CallableValue macro)
        {
            throw new ValueProblem($"{callee.Mark.Text} is not a macro");
        }

        var (positional, named) = arguments.Evaluate(frame, keepsUndefined: true);
        frame.At = Mark;
        output.Add(macro.Call(frame, positional, new Dictionary<string, object?>(named, StringComparer.Ordinal) { ["caller"] = block.Bind(frame) }), Mark);
    }
}
