using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Nodes;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates;

/// <summary>A parsed template: any number of threads may evaluate it at once.</summary>
public sealed class Template : ITemplate
{
    private readonly Source _source;
    private readonly TemplateEngine _engine;
    private readonly Statement[] _body;
    private readonly bool _isText;
    private readonly int _newlinesAtEnd;

    internal Template(TemplateEngine engine, Source source, Statement[] body, IReadOnlySet<string> names, bool isText)
    {
        (_engine, _source, _body, Names, _isText) = (engine, source, body, names, isText);
        _newlinesAtEnd = source.Text.Length - source.Text.TrimEnd('\n').Length;
    }

    /// <inheritdoc/>
    public Place Place => _source.Place;

    /// <inheritdoc/>
    public string Text => _source.Text;

    /// <summary>The variables the template uses: what a value that is unknown may depend on. Names it gives itself are not among them.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Whether the template is a text without expressions: its value is the text.</summary>
    public bool IsConstant => _body.All(s => s is Data) && !_isText;

    /// <inheritdoc/>
    public object? Evaluate(IScope scope) => Budget.Run(_engine.Options, budget => Evaluate(new Frame(scope, _engine, budget) { At = new Mark(_source, 0, 0) }));

    private object? Evaluate(Frame frame)
    {
        try
        {
            frame.Budget.Nest();
            return Settled.Of(Result(frame));
        }
        catch (UnknownReached reached)
        {
            return reached.Cause;
        }
        catch (ValueProblem problem)
        {
            throw frame.Error(problem);
        }
    }

    /// <summary>The text of the template inside another one, which sees the same names.</summary>
    internal string RenderInside(Frame frame) => Statement.TextOf(_body, frame);

    /// <summary>The text of the template as a whole file, for <c>lookup('template')</c>.</summary>
    internal string RenderWhole(Frame frame) => (string)Ended(Statement.TextOf(_body, frame))!;

    private object? Result(Frame frame)
    {
        if (!_isText && _body is [Put only])
        {
            return Ended(only.Expression.Value(frame));
        }

        var output = new Output(frame);
        Statement.ExecuteAll(_body, frame, output);
        return Ended(_isText ? output.Text : output.Value);
    }

    /// <summary>Ansible gives a text at least as many newlines at its end as the template has.</summary>
    private object? Ended(object? value)
    {
        if (value is not string text || _newlinesAtEnd == 0)
        {
            return value;
        }

        var there = text.Length - text.TrimEnd('\n').Length;
        return there >= _newlinesAtEnd ? text : text + new string('\n', _newlinesAtEnd - there);
    }
}
