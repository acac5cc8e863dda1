using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Nodes;
using ApimOrchestrator.Language.Templates.Runtime;
using Attribute = ApimOrchestrator.Language.Templates.Nodes.Attribute;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>
/// Jinja2's grammar of expressions, from the loosest binding to the tightest:
/// <code>
/// tuple      = choice { "," choice } [","]
/// choice     = or { "if" or [ "else" choice ] }
/// or         = and { "or" and }
/// and        = not { "and" not }
/// not        = "not" not | comparison
/// comparison = sum { ( "==" | "!=" | "&lt;" | "&lt;=" | ">" | ">=" | "in" | "not" "in" ) sum }
/// sum        = join { ( "+" | "-" ) join }
/// join       = product { "~" product }
/// product    = power { ( "*" | "/" | "//" | "%" ) power }
/// power      = unary { "**" unary }
/// unary      = ( ( "-" | "+" ) unary | primary { access } ) { "|" filter | "is" test | call }
/// access     = "." name | "[" subscript "]" | call
/// primary    = literal | name | "(" tuple ")" | "[" items "]" | "{" pairs "}"
/// </code>
/// </summary>
internal sealed class ExpressionParser(TokenReader reader, TemplateEngine engine)
{
    private static readonly string[] Comparators = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>The names that were read.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public Expression Tuple(bool isParenthesised = false, bool takesChoice = true)
    {
        var start = reader.Current.Start;
        var items = new List<Expression>();
        while (!(isParenthesised && reader.Is(")")))
        {
            items.Add(takesChoice ? Choice() : reader.Nested(Or));
            if (!reader.TryTake(","))
            {
                return items.Count == 1 ? items[0] : new TupleLiteral(reader.Since(start), [.. items]);
            }

            if (reader.Current.Kind is TokenKind.OutputEnd or TokenKind.StatementEnd or TokenKind.End)
            {
                break;
            }
        }

        return new TupleLiteral(reader.Since(start), [.. items]);
    }

    public Expression Choice() => reader.Nested(ReadChoice);

    private Expression ReadChoice()
    {
        var start = reader.Current.Start;
        var expression = Or();
        while (reader.TryTake("if"))
        {
            var condition = Or();
            var otherwise = reader.TryTake("else") ? Choice() : null;
            expression = new Choice(reader.Since(start), condition, expression, otherwise);
        }

        return expression;
    }

    public Expression Or() => Left(And, "or", (mark, left, right) => new Logical(mark, isAnd: false, left, right));

    private Expression And() => Left(Not, "and", (mark, left, right) => new Logical(mark, isAnd: true, left, right));

    private Expression Left(Func<Expression> operand, string word, Func<Mark, Expression, Expression, Expression> join)
    {
        var start = reader.Current.Start;
        var expression = operand();
        while (reader.TryTake(word))
        {
            var right = operand();
            expression = join(reader.Since(start), expression, right);
        }

        return expression;
    }

    private Expression Not()
    {
        var start = reader.Current.Start;
        if (!reader.TryTake("not"))
        {
            return Comparison();
        }

        var operand = reader.Nested(Not);
        return new Negation(reader.Since(start), operand);
    }

    private Expression Comparison()
    {
        var start = reader.Current.Start;
        var first = Sum();
        var links = new List<(string, Mark, Expression)>();
        while (true)
        {
            var at = reader.Current;
            var sign = at.Kind == TokenKind.Operator && Comparators.Contains(at.Text) ? at.Text
                : at.Is("in") ? "in"
                : at.Is("not") && reader.Ahead.Is("in") ? "not in" : null;
            if (sign is null)
            {
                return links.Count == 0 ? first : new Comparisons(reader.Since(start), first, [.. links]);
            }

            reader.Take();
            if (sign == "not in")
            {
                reader.Take();
            }

            var mark = reader.Since(at.Start);
            links.Add((sign, mark, Sum()));
        }
    }

    private Expression Sum() => Arithmetic(Join, "+", "-");

    private Expression Join()
    {
        var start = reader.Current.Start;
        var parts = new List<Expression> { Product() };
        while (reader.TryTake("~"))
        {
            parts.Add(Product());
        }

        return parts.Count == 1 ? parts[0] : new Concatenation(reader.Since(start), [.. parts]);
    }

    private Expression Product() => Arithmetic(Power, "*", "/", "//", "%");

    private Expression Power() => Arithmetic(() => Unary(takesFilters: true), "**");

    private Expression Arithmetic(Func<Expression> operand, params string[] signs)
    {
        var start = reader.Current.Start;
        var expression = operand();
        while (reader.Current.Kind == TokenKind.Operator && signs.Contains(reader.Current.Text))
        {
            var sign = reader.Take();
            var at = reader.Since(sign.Start);
            var right = operand();
            expression = new Binary(reader.Since(start), sign.Text, at, expression, right);
        }

        return expression;
    }

    private Expression Unary(bool takesFilters)
    {
        var start = reader.Current.Start;
        var token = reader.Current;
        Expression expression;
        if (token.Kind == TokenKind.Operator && token.Text is "-" or "+")
        {
            reader.Take();
            var operand = reader.Nested(() => Unary(takesFilters: false));
            expression = new Signed(reader.Since(start), token.Text, operand);
        }
        else
        {
            expression = Primary();
        }

        expression = Accesses(expression, start);
        return takesFilters ? Filters(expression, start) : expression;
    }

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
                var inner = reader.Nested(() => Tuple(isParenthesised: true));
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
                Names.Add(token.Text);
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
        var items = Sequence("]", Choice);
        return new ListLiteral(reader.Since(start), [.. items]);
    }

    private MapLiteral Map()
    {
        var start = reader.Expect("{").Start;
        var pairs = Sequence("}", () =>
        {
            var key = Choice();
            reader.Expect(":");
            return (key, Choice());
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

    private Expression Accesses(Expression expression, int start)
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
                bounds[colons] = Choice();
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

    private Expression Called(Expression callee, int start)
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
                spreadNamed = Choice();
            }
            else if (reader.TryTake("*"))
            {
                spread = Choice();
            }
            else if (at.Kind == TokenKind.Name && reader.Ahead.Is("="))
            {
                reader.Take();
                reader.Take();
                named.Add(named.Exists(n => n.Item1 == at.Text) ? throw reader.Source.Error(at.Start, $"the argument '{at.Text}' is given twice") : (at.Text, Choice()));
            }
            else
            {
                positional.Add(named.Count == 0 && spreadNamed is null ? Choice() : throw reader.Source.Error(at.Start, "an argument without a name cannot follow one with a name"));
            }

            return at;
        });
        return new ArgumentList([.. positional], [.. named], spread, spreadNamed);
    }

    private Expression Filters(Expression expression, int start)
    {
        while (true)
        {
            if (reader.TryTake("|"))
            {
                expression = Filter(expression, start);
            }
            else if (reader.Is("is"))
            {
                expression = Test(expression, start);
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

    public Expression Filter(Expression input, int start)
    {
        var (name, at) = DottedName("the name of a filter");
        var function = Known(engine.Filters, "filter", name, at);
        var arguments = reader.Is("(") ? Arguments() : ArgumentList.Empty;
        return Applied(input, start, at, function, arguments);
    }

    private Expression Test(Expression input, int start)
    {
        reader.Expect("is");
        var isNegated = reader.TryTake("not");
        var (name, at) = DottedName("the name of a test");
        var function = Known(engine.Tests, "test", name, at);
        var arguments = reader.Is("(") ? Arguments() : BareArgument();
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

        return new ArgumentList([Accesses(Primary(), token.Start)], [], null, null);
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
