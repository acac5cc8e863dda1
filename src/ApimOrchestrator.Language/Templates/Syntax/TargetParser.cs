using ApimOrchestrator.Language.Templates.Nodes;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>Reads the names that statements give: the targets of <c>set</c>, <c>for</c> and <c>with</c>, and the parameters of macros.</summary>
internal sealed class TargetParser(TokenReader reader, ExpressionParser expressions)
{
    /// <summary>The names given so far.</summary>
    public HashSet<string> Assigned { get; } = new(StringComparer.Ordinal) { "loop", "caller" };

    /// <summary>One target, or several with commas between them.</summary>
    public Target All()
    {
        var start = reader.Current.Start;
        var targets = new List<Target> { Single() };
        var isTuple = false;
        while (reader.TryTake(","))
        {
            isTuple = true;
            if (reader.Current.Kind != TokenKind.Name && !reader.Is("("))
            {
                break;
            }

            if (!reader.Is("in"))
            {
                targets.Add(Single());
            }
        }

        return isTuple ? new TupleTarget(reader.Since(start), [.. targets]) : targets[0];
    }

    public Target Single()
    {
        var start = reader.Current.Start;
        if (reader.TryTake("("))
        {
            var inner = reader.Nested(All);
            reader.Expect(")");
            return inner;
        }

        var name = reader.Expect(TokenKind.Name, "a name to set");
        if (name.Text is "true" or "false" or "none" or "True" or "False" or "None" or "not" or "and" or "or" or "in" or "is" or "if" or "else")
        {
            throw reader.Source.Error(name.Start, $"'{name.Text}' cannot be set");
        }

        if (reader.TryTake("."))
        {
            var attribute = reader.Expect(TokenKind.Name, "a name after '.'").Text;
            return new NamespaceTarget(reader.Since(start), name.Text, attribute);
        }

        Assigned.Add(name.Text);
        return new NameTarget(reader.Since(start), name.Text);
    }

    /// <summary><c>(a, b=1)</c></summary>
    public (string, Expression?)[] Parameters()
    {
        var parameters = new List<(string, Expression?)>();
        reader.Expect("(");
        while (!reader.TryTake(")"))
        {
            var name = reader.Expect(TokenKind.Name, "a parameter's name").Text;
            Assigned.Add(name);
            parameters.Add((name, reader.TryTake("=") ? expressions.Choice() : null));
            if (!reader.Is(")") && !reader.TryTake(","))
            {
                throw reader.Unexpected("',' or ')'");
            }
        }

        return [.. parameters];
    }
}
