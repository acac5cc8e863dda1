using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary>A part of a template that puts something out or names something.</summary>
internal abstract class Statement(Mark mark)
{
    public Mark Mark { get; } = mark;

    public abstract void Execute(Frame frame, Output output);

    public static void ExecuteAll(Statement[] body, Frame frame, Output output)
    {
        foreach (var statement in body)
        {
            frame.At = statement.Mark;
            frame.Budget.Step();
            statement.Execute(frame, output);
        }
    }

    /// <summary>The text a body puts out.</summary>
    public static string TextOf(Statement[] body, Frame frame)
    {
        var output = new Output(frame);
        ExecuteAll(body, frame, output);
        return output.Text;
    }
}

/// <summary>Text between the tags.</summary>
internal sealed class Data(Mark mark, string text) : Statement(mark)
{
    public override void Execute(Frame frame, Output output) => output.Add(text, Mark);
}

/// <summary><c>{{ expression }}</c></summary>
internal sealed class Put(Mark mark, Expression expression) : Statement(mark)
{
    public Expression Expression => expression;

    public override void Execute(Frame frame, Output output) => output.Add(expression.Value(frame), expression.Mark);
}

/// <summary><c>{% if %} … {% elif %} … {% else %} … {% endif %}</c></summary>
internal sealed class If(Mark mark, (Expression Condition, Statement[] Body)[] branches, Statement[] otherwise) : Statement(mark)
{
    public override void Execute(Frame frame, Output output)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition.IsTrue(frame))
            {
                ExecuteAll(body, frame, output);
                return;
            }
        }

        ExecuteAll(otherwise, frame, output);
    }
}

/// <summary><c>{% include 'name' %}</c>: another template, which sees the same names.</summary>
internal sealed class Include(Mark mark, TemplateReference file, bool ignoresMissing, bool seesNames) : Statement(mark)
{
    public override void Execute(Frame frame, Output output)
    {
        if (file.Find(frame, ignoresMissing) is not { } template)
        {
            return;
        }

        if (!seesNames)
        {
            output.Add(ImportedTemplate.Render(template, frame, seesNames: false).Text, Mark);
            return;
        }

        frame.Budget.Nest();
        var before = frame.Open(frame.Locals);
        output.Add(template.RenderInside(frame), Mark);
        frame.Restore(before);
        frame.Budget.Unnest();
    }
}

/// <summary><c>{% filter name %} … {% endfilter %}</c>; the filters' input is <see cref="BodyText"/>.</summary>
internal sealed class FilterBlock(Mark mark, Expression filters) : Statement(mark)
{
    public override void Execute(Frame frame, Output output)
    {
        output.Add(filters.Value(frame), Mark);
    }
}

/// <summary>What a block of statements puts out, as a value; names set inside stay inside.</summary>
internal sealed class BodyText(Mark mark, Statement[] body) : Expression(mark)
{
    protected override object? Compute(Frame frame)
    {
        var before = frame.Open(frame.Locals);
        var text = Statement.TextOf(body, frame);
        frame.Restore(before);
        return text;
    }
}

/// <summary>The input of filters that are read before their input is.</summary>
internal sealed class LateExpression(Mark mark) : Expression(mark)
{
    public Expression? Body { get; set; }

    protected override object? Compute(Frame frame) => Body!.Evaluate(frame);
}
