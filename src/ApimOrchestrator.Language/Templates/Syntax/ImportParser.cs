using ApimOrchestrator.Language.Templates.Nodes;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>Reads the statements that take macros from other templates.</summary>
internal sealed class ImportParser(TokenReader reader, ExpressionParser expressions, TargetParser targets)
{
    public Import Import(int start)
    {
        var file = new TemplateReference(expressions.Choice());
        reader.Expect("as");
        var target = Name("a name for what the template gives");
        var seesNames = Context();
        reader.Expect(TokenKind.StatementEnd, "the end of the tag");
        return new Import(reader.Since(start), file, seesNames, target);
    }

    public FromImport From(int start)
    {
        var file = new TemplateReference(expressions.Choice());
        reader.Expect("import");
        var names = new List<(Mark, string, string)>();
        do
        {
            var token = reader.Expect(TokenKind.Name, "a name the template gives");
            if (token.Text[0] == '_')
            {
                throw reader.Source.Error(token.Start, "a name that begins with '_' belongs to its template and cannot be imported");
            }

            var mark = reader.Since(token.Start);
            names.Add((mark, token.Text, Given(reader.TryTake("as") ? reader.Expect(TokenKind.Name, "a name").Text : token.Text)));
        }
        while (reader.TryTake(","));
        var seesNames = Context();
        reader.Expect(TokenKind.StatementEnd, "',' or the end of the tag");
        return new FromImport(reader.Since(start), file, seesNames, [.. names]);
    }

    private string Name(string expected) => Given(reader.Expect(TokenKind.Name, expected).Text);

    private string Given(string name)
    {
        targets.Assigned.Add(name);
        return name;
    }

    // Unlike include, import sees the variables only where it is said.
    private bool Context()
    {
        var sees = reader.TryTake("with");
        if (sees || reader.TryTake("without"))
        {
            reader.Expect("context");
        }

        return sees;
    }
}
