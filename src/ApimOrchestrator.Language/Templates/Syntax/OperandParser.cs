using ApimOrchestrator.Language.Templates.Nodes;
using Attribute = ApimOrchestrator.Language.Templates.Nodes.Attribute;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>Reads what operators stand between: literals, names, and the attributes, items and calls behind them.</summary>
internal sealed class OperandParser(TokenReader reader, ExpressionParser expressions)
{
    /// <summary>A target of an assignment, or the bare argument of a test.</summary>
    public Expression Primary()
    {
        var token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return NameOrConstant();
            case TokenKind.String:
                return Text();
            case TokenKind.Number:
                reader.Take();
                return new Constant(reader.Since(token.Start), token.Value);
            case TokenKind.Operator when token.Text == "(":
                reader.Take();
                var inner = reader.Nested(() => expressions.Tuple(isParenthesised: true));
                reader.Expect(")");
                return inner;
            case TokenKind.Operator when token.Text == "[":
                return reader.Nested(List);
            case TokenKind.Operator when token.Text == "{":
                return reader.Nested(Map);
            default:
                throw reader.Unexpected("an expression");
        }
    }

    private Expression NameOrConstant()
    {
        var token = reader.Take();
        var mark = reader.Since(token.Start);
        switch (token.Text)
        {
            case "true" or "True":
                return new Constant(mark, true);
            case "false" or "False":
                return new Constant(mark, false);
            case "none" or "None":
                return new Constant(mark, null);
            case "and" or "or" or "in" or "is" or "if" or "else" or "not":
                throw reader.Source.Error(token.Start, $"expected an expression, found '{token.Text}'");
            default:
                expressions.Names.Add(token.Text);
                return new Name(mark, token.Text);
        }
    }

    private Constant Text()
    {
        var start = reader.Current.Start;
        var text = "";
        while (reader.Current.Kind == TokenKind.String)
        {
            text += (string)reader.Take().Value!;
        }

        return new Constant(reader.Since(start), text);
    }

    private ListLiteral List()
    {
        var start = reader.Expect("[").Start;
        var items = Sequence("]", expressions.Choice);
        return new ListLiteral(reader.Since(start), [.. items]);
    }

    private MapLiteral Map()
    {
        var start = reader.Expect("{").Start;
        var pairs = Sequence("}", () =>
        {
            var key = expressions.Choice();
            reader.Expect(":");
            return (key, expressions.Choice());
        });
        return new MapLiteral(reader.Since(start), [.. pairs]);
    }

    /// <summary>Items between commas up to a closing bracket, a last comma allowed.</summary>
    private List<T> Sequence<T>(string closing, Func<T> read)
    {
        var items = new List<T>();
        while (!reader.TryTake(closing))
        {
            items.Add(read());
            if (!reader.Is(closing) && !reader.TryTake(","))
            {
                throw reader.Unexpected($"',' or '{closing}'");
            }
        }

        return items;
    }

    public Expression Accesses(Expression expression, int start)
    {
        while (true)
        {
            if (reader.TryTake("."))
            {
                expression = Dotted(expression, start);
            }
            else if (reader.TryTake("["))
            {
                expression = Subscript(expression, start);
            }
            else if (reader.Is("("))
            {
                expression = Called(expression, start);
            }
            else
            {
                return expression;
            }
        }
    }

    private Expression Dotted(Expression target, int start)
    {
        var token = reader.Current;
        if (token.Kind == TokenKind.Number && token.Value is long position)
        {
            reader.Take();
            return new Item(reader.Since(start), target, new Constant(reader.Since(token.Start), position));
        }

        reader.Expect(TokenKind.Name, "a name after '.'");
        return new Attribute(reader.Since(start), target, reader.Since(token.Start), token.Text);
    }

    private Expression Subscript(Expression target, int start)
    {
        var bounds = new Expression?[3];
        var colons = 0;
        while (!reader.Is("]"))
        {
            if (reader.Is(":") && colons < 2)
            {
                reader.Take();
                colons++;
            }
            else if (bounds[colons] is null)
            {
                bounds[colons] = expressions.Choice();
            }
            else
            {
                break;
            }
        }

        if (colons == 0 && bounds[0] is null)
        {
            throw reader.Unexpected("a position or a key");
        }

        reader.Expect("]");
        return colons == 0 ? new Item(reader.Since(start), target, bounds[0]!) : new Slice(reader.Since(start), target, bounds[0], bounds[1], bounds[2]);
    }

    public Expression Called(Expression callee, int start)
    {
        var arguments = Arguments();
        if (callee is Attribute attribute)
        {
            return new MethodCall(reader.Since(start), attribute, arguments);
        }

        return new Call(reader.Since(start), callee, arguments);
    }

    public ArgumentList Arguments()
    {
        reader.Expect("(");
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        Expression? spread = null, spreadNamed = null;
        Sequence(")", () =>
        {
            var at = reader.Current;
            if (reader.TryTake("**"))
            {
                spreadNamed = expressions.Choice();
            }
            else if (reader.TryTake("*"))
            {
                spread = expressions.Choice();
            }
            else if (at.Kind == TokenKind.Name && reader.Ahead.Is("="))
            {
                reader.Take();
                reader.Take();
                named.Add(named.Exists(n => n.Item1 == at.Text) ? throw reader.Source.Error(at.Start, $"the argument '{at.Text}' is given twice") : (at.Text, expressions.Choice()));
            }
            else
            {
                positional.Add(named.Count == 0 && spreadNamed is null ? expressions.Choice() : throw reader.Source.Error(at.Start, "an argument without a name cannot follow one with a name"));
            }

            return at;
        });
        return new ArgumentList([.. positional], [.. named], spread, spreadNamed);
    }
}
