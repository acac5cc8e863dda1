using ApimOrchestrator.Language.Templates.Nodes;

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
internal sealed class ExpressionParser
{
    private static readonly string[] Comparators = ["==", "!=", "<", "<=", ">", ">="];

    private readonly TokenReader _reader;

    public ExpressionParser(TokenReader reader, TemplateEngine engine)
    {
        _reader = reader;
        Operands = new OperandParser(reader, this);
        Filters = new FilterParser(reader, engine, Operands);
    }

    /// <summary>The names that were read.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public OperandParser Operands { get; }

    public FilterParser Filters { get; }

    public Expression Tuple(bool isParenthesised = false, bool takesChoice = true)
    {
        var start = _reader.Current.Start;
        var items = new List<Expression>();
        while (!(isParenthesised && _reader.Is(")")))
        {
            items.Add(takesChoice ? Choice() : _reader.Nested(Or));
            if (!_reader.TryTake(","))
            {
                return items.Count == 1 ? items[0] : new TupleLiteral(_reader.Since(start), [.. items]);
            }

            if (_reader.Current.Kind is TokenKind.OutputEnd or TokenKind.StatementEnd or TokenKind.End)
            {
                break;
            }
        }

        return new TupleLiteral(_reader.Since(start), [.. items]);
    }

    public Expression Choice() => _reader.Nested(ReadChoice);

    private Expression ReadChoice()
    {
        var start = _reader.Current.Start;
        var expression = Or();
        while (_reader.TryTake("if"))
        {
            var condition = Or();
            var otherwise = _reader.TryTake("else") ? Choice() : null;
            expression = new Choice(_reader.Since(start), condition, expression, otherwise);
        }

        return expression;
    }

    public Expression Or() => Left(And, "or", (mark, left, right) => new Logical(mark, isAnd: false, left, right));

    private Expression And() => Left(Not, "and", (mark, left, right) => new Logical(mark, isAnd: true, left, right));

    private Expression Left(Func<Expression> operand, string word, Func<Mark, Expression, Expression, Expression> join)
    {
        var start = _reader.Current.Start;
        var expression = operand();
        while (_reader.TryTake(word))
        {
            var right = operand();
            expression = join(_reader.Since(start), expression, right);
        }

        return expression;
    }

    private Expression Not()
    {
        var start = _reader.Current.Start;
        if (!_reader.TryTake("not"))
        {
            return Comparison();
        }

        var operand = _reader.Nested(Not);
        return new Negation(_reader.Since(start), operand);
    }

    private Expression Comparison()
    {
        var start = _reader.Current.Start;
        var first = Sum();
        var links = new List<(string, Mark, Expression)>();
        while (true)
        {
            var at = _reader.Current;
            var sign = at.Kind == TokenKind.Operator && Comparators.Contains(at.Text) ? at.Text
                : at.Is("in") ? "in"
                : at.Is("not") && _reader.Ahead.Is("in") ? "not in" : null;
            if (sign is null)
            {
                return links.Count == 0 ? first : new Comparisons(_reader.Since(start), first, [.. links]);
            }

            _reader.Take();
            if (sign == "not in")
            {
                _reader.Take();
            }

            var mark = _reader.Since(at.Start);
            links.Add((sign, mark, Sum()));
        }
    }

    private Expression Sum() => Arithmetic(Join, "+", "-");

    private Expression Join()
    {
        var start = _reader.Current.Start;
        var parts = new List<Expression> { Product() };
        while (_reader.TryTake("~"))
        {
            parts.Add(Product());
        }

        return parts.Count == 1 ? parts[0] : new Concatenation(_reader.Since(start), [.. parts]);
    }

    private Expression Product() => Arithmetic(Power, "*", "/", "//", "%");

    private Expression Power() => Arithmetic(() => Unary(takesFilters: true), "**");

    private Expression Arithmetic(Func<Expression> operand, params string[] signs)
    {
        var start = _reader.Current.Start;
        var expression = operand();
        while (_reader.Current.Kind == TokenKind.Operator && signs.Contains(_reader.Current.Text))
        {
            var sign = _reader.Take();
            var at = _reader.Since(sign.Start);
            var right = operand();
            expression = new Binary(_reader.Since(start), sign.Text, at, expression, right);
        }

        return expression;
    }

    private Expression Unary(bool takesFilters)
    {
        var start = _reader.Current.Start;
        var token = _reader.Current;
        Expression expression;
        if (token.Kind == TokenKind.Operator && token.Text is "-" or "+")
        {
            _reader.Take();
            var operand = _reader.Nested(() => Unary(takesFilters: false));
            expression = new Signed(_reader.Since(start), token.Text, operand);
        }
        else
        {
            expression = Operands.Primary();
        }

        expression = Operands.Accesses(expression, start);
        return takesFilters ? Filters.All(expression, start) : expression;
    }
}
