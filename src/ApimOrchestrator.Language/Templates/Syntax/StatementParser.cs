using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Nodes;
using Attribute = ApimOrchestrator.Language.Templates.Nodes.Attribute;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>
/// Jinja2's grammar of templates:
/// <code>
/// template  = { data | "{{" tuple "}}" | statement }
/// statement = if | for | set | macro | call | filter | include | import | from | with
/// if        = "{% if" tuple "%}" template { "{% elif" tuple "%}" template } [ "{% else %}" template ] "{% endif %}"
/// for       = "{% for" targets "in" tuple [ "if" choice ] [ "recursive" ] "%}" template [ "{% else %}" template ] "{% endfor %}"
/// set       = "{% set" targets ( "=" tuple "%}" | { "|" filter } "%}" template "{% endset %}" )
/// macro     = "{% macro" name parameters "%}" template "{% endmacro %}"
/// call      = "{% call" [ parameters ] expression "%}" template "{% endcall %}"
/// filter    = "{% filter" filter { "|" filter } "%}" template "{% endfilter %}"
/// include   = "{% include" choice [ "ignore" "missing" ] [ ( "with" | "without" ) "context" ] "%}"
/// import    = "{% import" choice "as" name [ ( "with" | "without" ) "context" ] "%}"
/// from      = "{% from" choice "import" name [ "as" name ] { "," name [ "as" name ] } [ ( "with" | "without" ) "context" ] "%}"
/// with      = "{% with" [ targets "=" choice { "," targets "=" choice } ] "%}" template "{% endwith %}"
/// </code>
/// </summary>
internal sealed class StatementParser(TokenReader reader, ExpressionParser expressions)
{
    private static readonly string[] Statements = ["if", "for", "set", "macro", "call", "filter", "include", "import", "from", "with", "raw"];

    // A macro that uses these takes more arguments than it names.
    private static readonly string[] MoreArguments = ["varargs", "kwargs"];

    private readonly TargetParser _targets = new(reader, expressions);

    /// <summary>The names the template itself gives.</summary>
    public IReadOnlySet<string> Assigned => _targets.Assigned;

    public Statement[] Template()
    {
        var (body, _) = Body(null);
        return body;
    }

    /// <summary>Reads up to one of the words that may end the body, and takes it.</summary>
    private (Statement[] Body, string Ended) Body(Token? opened, params string[] endings)
    {
        var body = new List<Statement>();
        while (true)
        {
            var token = reader.Take();
            switch (token.Kind)
            {
                case TokenKind.Data:
                    body.Add(new Data(reader.Since(token.Start), (string)token.Value!));
                    break;
                case TokenKind.OutputStart:
                    var expression = expressions.Tuple();
                    reader.Expect(TokenKind.OutputEnd, "an operator or the end of the expression");
                    body.Add(new Put(reader.Since(token.Start), expression));
                    break;
                case TokenKind.StatementStart when endings.Contains(reader.Current.Text):
                    return ([.. body], reader.Take().Text);
                case TokenKind.StatementStart:
                    body.Add(reader.Nested(() => Statement(token.Start, endings)));
                    break;
                default:
                    return opened is { } start
                        ? throw reader.Source.Error(start.Start, $"this '{start.Text}' has no end: '{{% {endings[^1]} %}}' is missing")
                        : ([.. body], "");
            }
        }
    }

    private Statement Statement(int start, string[] endings)
    {
        var word = reader.Expect(TokenKind.Name, "the name of a statement");
        return word.Text switch
        {
            "if" => If(start, word),
            "for" => For(start, word),
            "set" => Set(start, word),
            "macro" => Macro(start, word),
            "call" => Call(start, word),
            "filter" => Filter(start, word),
            "include" => Include(start),
            "import" => new ImportParser(reader, expressions, _targets).Import(start),
            "from" => new ImportParser(reader, expressions, _targets).From(start),
            "with" => With(start, word),
            _ => throw UnknownStatement(word, endings),
        };
    }

    private DiagnosticException UnknownStatement(Token word, string[] endings)
    {
        if (word.Text.StartsWith("end", StringComparison.Ordinal) || word.Text is "else" or "elif")
        {
            return reader.Source.Error(word.Start, $"'{word.Text}' has no start here", endings.Length == 0 ? null : $"expected: {string.Join(", ", endings)}");
        }

        var help = word.Text switch
        {
            "do" => "use: {% set _ = … %}",
            "extends" or "block" => "templates do not inherit here: use include, or import macros",
            _ => Suggestion.Nearest(word.Text, Statements) is { } nearest ? $"did you mean '{nearest}'?" : $"there are: {string.Join(", ", Statements)}",
        };
        return reader.Source.Error(word.Start, $"there is no statement '{word.Text}'", help);
    }

    private If If(int start, Token word)
    {
        var branches = new List<(Expression, Statement[])>();
        var ended = "elif";
        while (ended == "elif")
        {
            var condition = expressions.Tuple();
            EndOfTag();
            (var body, ended) = Body(word, "elif", "else", "endif");
            branches.Add((condition, body));
        }

        var otherwise = Otherwise(word, ended, "endif");
        return new If(reader.Since(start), [.. branches], otherwise);
    }

    private Statement[] Otherwise(Token word, string ended, string ending)
    {
        EndOfTag();
        if (ended != "else")
        {
            return [];
        }

        var (body, _) = Body(word, ending);
        EndOfTag();
        return body;
    }

    private For For(int start, Token word)
    {
        var target = _targets.All();
        reader.Expect("in");
        var list = expressions.Tuple(takesChoice: false);
        var condition = reader.TryTake("if") ? expressions.Choice() : null;
        var isRecursive = reader.TryTake("recursive");
        EndOfTag();
        var (body, ended) = Body(word, "else", "endfor");
        var otherwise = Otherwise(word, ended, "endfor");
        return new For(reader.Since(start), target, list, condition, body, otherwise, isRecursive);
    }

    private Set Set(int start, Token word)
    {
        var target = _targets.All();
        if (reader.TryTake("="))
        {
            var value = expressions.Tuple();
            EndOfTag();
            return new Set(reader.Since(start), target, value);
        }

        var filters = expressions.Filters.BeforeInput();
        EndOfTag();
        var (body, _) = Body(word, "endset");
        EndOfTag();
        return new Set(reader.Since(start), target, filters(new BodyText(reader.Since(start), body)));
    }

    private FilterBlock Filter(int start, Token word)
    {
        var filters = expressions.Filters.BeforeInput(isFirstBare: true);
        EndOfTag();
        var (body, _) = Body(word, "endfilter");
        EndOfTag();
        return new FilterBlock(reader.Since(start), filters(new BodyText(reader.Since(start), body)));
    }

    private Macro Macro(int start, Token word)
    {
        var name = reader.Expect(TokenKind.Name, "the macro's name").Text;
        _targets.Assigned.Add(name);
        var parameters = _targets.Parameters();
        EndOfTag();
        var outside = (string[])[.. MoreArguments.Where(expressions.Names.Remove)];
        var (body, _) = Body(word, "endmacro");
        var (takesMore, takesNames) = (expressions.Names.Remove(MoreArguments[0]), expressions.Names.Remove(MoreArguments[1]));
        expressions.Names.UnionWith(outside);
        if (reader.Current.Kind == TokenKind.Name && reader.Current.Text == name)
        {
            reader.Take();
        }

        EndOfTag();
        return new Macro(reader.Since(start), name, parameters, body, takesMore, takesNames);
    }

    private CallBlock Call(int start, Token word)
    {
        var parameters = reader.Is("(") ? _targets.Parameters() : [];
        var at = reader.Current.Start;
        var callee = expressions.Operands.Primary();
        while (reader.TryTake("."))
        {
            var attribute = reader.Expect(TokenKind.Name, "a name after '.'");
            callee = new Attribute(reader.Since(at), callee, reader.Since(attribute.Start), attribute.Text);
        }

        var arguments = expressions.Operands.Arguments();
        EndOfTag();
        var (body, _) = Body(word, "endcall");
        EndOfTag();
        var mark = reader.Since(start);
        return new CallBlock(mark, callee, arguments, new Macro(mark, "caller", parameters, body));
    }

    private Include Include(int start)
    {
        var file = new TemplateReference(expressions.Choice());
        var ignoresMissing = reader.TryTake("ignore") && reader.Expect("missing").Text.Length > 0;
        var seesNames = !reader.TryTake("without");
        if (!seesNames || reader.TryTake("with"))
        {
            reader.Expect("context");
        }

        EndOfTag();
        return new Include(reader.Since(start), file, ignoresMissing, seesNames);
    }

    private With With(int start, Token word)
    {
        var names = new List<(Target, Expression)>();
        while (reader.Current.Kind != TokenKind.StatementEnd)
        {
            var target = _targets.Single();
            reader.Expect("=");
            names.Add((target, expressions.Choice()));
            if (reader.Current.Kind != TokenKind.StatementEnd)
            {
                reader.Expect(",");
            }
        }

        EndOfTag();
        var (body, _) = Body(word, "endwith");
        EndOfTag();
        return new With(reader.Since(start), [.. names], body);
    }

    private void EndOfTag() => reader.Expect(TokenKind.StatementEnd, "the end of the tag");
}
