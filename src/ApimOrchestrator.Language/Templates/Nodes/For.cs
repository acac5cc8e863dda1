using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary><c>{% for target in list if condition %} … {% else %} … {% endfor %}</c></summary>
internal sealed class For(Mark mark, Target target, Expression list, Expression? condition, Statement[] body, Statement[] otherwise, bool isRecursive) : Statement(mark)
{
    public override void Execute(Frame frame, Output output) => Run(frame, output, list.Value(frame), 0);

    private void Run(Frame frame, Output output, object? value, int depth)
    {
        frame.At = list.Mark;
        var items = Items.Of(value);
        var outside = frame.Open(frame.Locals);
        var around = frame.Locals;
        items = condition is null ? items : Chosen(frame, items, condition);
        if (items.Count == 0)
        {
            ExecuteAll(otherwise, frame, output);
        }

        var loop = new LoopValue(items, depth);
        for (; loop.Index < items.Count; loop.Index++)
        {
            frame.Budget.Step();
            frame.Open(around);
            frame.Set("loop", isRecursive ? Recursive(loop, depth) : loop);
            target.Assign(frame, items[loop.Index]);
            ExecuteAll(body, frame, output);
        }

        frame.Restore(outside);
    }

    private ListValue Chosen(Frame frame, IReadOnlyList<object?> items, Expression chosenBy)
    {
        var chosen = new ListValue();
        foreach (var item in items)
        {
            frame.Budget.Step();
            target.Assign(frame, item);
            if (chosenBy.IsTrue(frame))
            {
                chosen.Add(item);
            }
        }

        return chosen;
    }

    /// <summary>In a recursive loop <c>loop(list)</c> runs the same body over another list.</summary>
    private RecursiveLoopValue Recursive(LoopValue loop, int depth) => new(loop, (frame, value) =>
    {
        frame.Budget.Nest();
        var inner = new Output(frame);
        var before = frame.Locals;
        Run(frame, inner, value, depth + 1);
        frame.Restore(before);
        frame.Budget.Unnest();
        return inner.Text;
    });
}
