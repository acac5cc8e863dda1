using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Nodes;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>Reads filters behind <c>|</c> and tests behind <c>is</c>; their names and the number of their arguments are checked here, once.</summary>
internal sealed class FilterParser(TokenReader reader, TemplateEngine engine, OperandParser operands)
{
    /// <summary>All filters and tests behind an expression.</summary>
    public Expression All(Expression expression, int start)
    {
        while (true)
        {
            if (reader.TryTake("|"))
            {
                expression = One(expression, start);
            }
            else if (reader.Is("is"))
            {
                expression = Test(expression, start);
            }
            else if (reader.Is("("))
            {
                expression = operands.Called(expression, start);
            }
            else
            {
                return expression;
            }
        }
    }

    /// <summary>One filter, its name not read yet.</summary>
    public Expression One(Expression input, int start)
    {
        var (name, at) = DottedName("the name of a filter");
        var function = Known(engine.Filters, "filter", name, at);
        var arguments = reader.Is("(") ? operands.Arguments() : ArgumentList.Empty;
        return Applied(input, start, at, function, arguments);
    }

    /// <summary>Filters that stand before their input: read now, put around the body once it is known.</summary>
    public Func<Expression, Expression> BeforeInput(bool isFirstBare = false)
    {
        var input = new LateExpression(reader.Since(reader.Current.Start));
        Expression expression = input;
        var start = reader.Current.Start;
        while (isFirstBare || reader.TryTake("|"))
        {
            expression = One(expression, start);
            isFirstBare = false;
        }

        return body =>
        {
            input.Body = body;
            return expression;
        };
    }

    private Expression Test(Expression input, int start)
    {
        reader.Expect("is");
        var isNegated = reader.TryTake("not");
        var (name, at) = DottedName("the name of a test");
        var function = Known(engine.Tests, "test", name, at);
        var arguments = reader.Is("(") ? operands.Arguments() : BareArgument();
        var test = Applied(input, start, at, function, arguments);
        return isNegated ? new Negation(reader.Since(start), test) : test;
    }

    /// <summary><c>is divisibleby 3</c>: one argument without brackets.</summary>
    private ArgumentList BareArgument()
    {
        var token = reader.Current;
        var isValue = token.Kind is TokenKind.String or TokenKind.Number || token.Is("[") || token.Is("{")
            || (token.Kind == TokenKind.Name && token.Text is not ("else" or "or" or "and" or "if" or "in" or "not"));
        if (!isValue)
        {
            return ArgumentList.Empty;
        }

        if (token.Is("is"))
        {
            throw reader.Source.Error(token.Start, "tests cannot be chained with 'is'", "join them with 'and'");
        }

        return new ArgumentList([operands.Accesses(operands.Primary(), token.Start)], [], null, null);
    }

    private Application Applied(Expression input, int start, Mark at, Function function, ArgumentList arguments)
    {
        if (arguments.IsStatic && function.Signature.Check(arguments.Positional.Length, arguments.Named.Select(n => n.Name)) is { } wrong)
        {
            throw reader.Source.Error(at.Start, wrong.Message, wrong.Help);
        }

        return new Application(reader.Since(start), at, function, input, arguments);
    }

    private (string Name, Mark At) DottedName(string expected)
    {
        var token = reader.Expect(TokenKind.Name, expected);
        var name = token.Text;
        while (reader.TryTake("."))
        {
            name += "." + reader.Expect(TokenKind.Name, expected).Text;
        }

        return (name, reader.Since(token.Start));
    }

    private static Function Known(FunctionTable table, string kind, string name, Mark at)
    {
        if (table.Find(name) is { } function)
        {
            return function;
        }

        var nearest = Suggestion.Nearest(name[(name.LastIndexOf('.') + 1)..], table.Names);
        throw at.Source.Error(at.Start, $"there is no {kind} '{name}'", nearest is null ? null : $"did you mean '{nearest}'?");
    }
}
