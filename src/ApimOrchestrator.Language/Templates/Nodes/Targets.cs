using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary>Where <c>set</c> and <c>for</c> put a value.</summary>
internal abstract class Target(Mark mark)
{
    public Mark Mark { get; } = mark;

    public abstract void Assign(Frame frame, object? value);
}

/// <summary>A name.</summary>
internal sealed class NameTarget(Mark mark, string name) : Target(mark)
{
    public override void Assign(Frame frame, object? value) => frame.Set(name, value);
}

/// <summary>An attribute of a <c>namespace()</c>: the way to carry a value out of a loop.</summary>
internal sealed class NamespaceTarget(Mark mark, string name, string attribute) : Target(mark)
{
    public override void Assign(Frame frame, object? value)
    {
        frame.At = Mark;
        var holder = frame.Lookup(name) as NamespaceValue
            ?? throw new ValueProblem($"'{name}' is not a namespace: only those let their attributes be set", $"make it one first: {{% set {name} = namespace() %}}");
        holder.Attributes[attribute] = value;
    }
}

/// <summary>Several targets, for the items of a list.</summary>
internal sealed class TupleTarget(Mark mark, Target[] targets) : Target(mark)
{
    public override void Assign(Frame frame, object? value)
    {
        frame.At = Mark;
        var items = Items.Of(value, "taking apart");
        if (items.Count != targets.Length)
        {
            throw new ValueProblem($"there are {targets.Length} names for {items.Count} values", value is string ? "to go over a mapping's keys and values, loop over mapping.items()" : null);
        }

        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(frame, items[i]);
        }
    }
}

/// <summary><c>{% set target = expression %}</c> and <c>{% set target %} … {% endset %}</c></summary>
internal sealed class Set(Mark mark, Target target, Expression value) : Statement(mark)
{
    public override void Execute(Frame frame, Output output) => target.Assign(frame, value.Evaluate(frame));
}

/// <summary><c>{% with name = expression %} … {% endwith %}</c></summary>
internal sealed class With(Mark mark, (Target Target, Expression Value)[] names, Statement[] body) : Statement(mark)
{
    public override void Execute(Frame frame, Output output)
    {
        var values = Array.ConvertAll(names, n => n.Value.Evaluate(frame));
        var before = frame.Open(frame.Locals);
        for (var i = 0; i < names.Length; i++)
        {
            names[i].Target.Assign(frame, values[i]);
        }

        ExecuteAll(body, frame, output);
        frame.Restore(before);
    }
}
