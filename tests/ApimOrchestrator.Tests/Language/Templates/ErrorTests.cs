using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Templates;

public sealed class ErrorTests
{
    private readonly Rendering _templates = new();

    [Theory]
    [InlineData("1 +", 4, "expected an expression, found the end", null)]
    [InlineData("(1", 3, "expected ')', found the end", null)]
    [InlineData("1)", 2, "unexpected ')'", null)]
    [InlineData("[1 2]", 4, "expected ',' or ']', found '2'", null)]
    [InlineData("[1)", 3, "unexpected ')', expected ']'", null)]
    [InlineData("a b", 3, "expected an operator or the end of the expression, found 'b'", null)]
    [InlineData("a.", 3, "expected a name after '.', found the end", null)]
    [InlineData("a[]", 3, "expected a position or a key, found ']'", null)]
    [InlineData("'abc", 1, "this string has no end: ' is missing", null)]
    [InlineData("a && b", 3, "unexpected character '&'", "'and' joins conditions")]
    [InlineData("!a", 1, "unexpected character '!'", "'not' turns a condition around")]
    [InlineData("a ? b : c", 3, "unexpected character '?'", "a choice is written: a if condition else b")]
    [InlineData("name | uper", 8, "there is no filter 'uper'", "did you mean 'upper'?")]
    [InlineData("name | ansible.builtin.b64encod", 8, "there is no filter 'ansible.builtin.b64encod'", "did you mean 'b64encode'?")]
    [InlineData("name is strng", 9, "there is no test 'strng'", "did you mean 'string'?")]
    [InlineData("name | upper(1)", 8, "'upper' takes no arguments, not 1", null)]
    [InlineData("name | replace('a')", 8, "'replace' needs its argument 'new'", null)]
    [InlineData("name | default(bolean=true)", 8, "'default' has no argument 'bolean'", "did you mean 'boolean'?")]
    [InlineData("name | indent(4, width=2)", 8, "'indent' gets its argument 'width' twice", null)]
    [InlineData("f(a=1, a=2)", 8, "the argument 'a' is given twice", null)]
    [InlineData("f(a=1, 2)", 8, "an argument without a name cannot follow one with a name", null)]
    [InlineData("a is string is none", 13, "tests cannot be chained with 'is'", "join them with 'and'")]
    [InlineData("99999999999999999999", 1, "this number is too large: whole numbers have 64 bits", null)]
    [InlineData("", 1, "expected an expression, found the end", null)]
    public void A_wrong_expression_is_refused_where_it_is_wrong(string expression, int column, string message, string? help)
    {
        var problem = Should.Throw<DiagnosticException>(() => _templates.Engine.ParseExpression(expression, new Place("site.yml", 4, 11))).Diagnostics.Single();
        problem.Place.ShouldBe(new Place("site.yml", 4, 10 + column));
        problem.Message.ShouldBe(message);
        problem.Help.ShouldBe(help);
    }

    [Theory]
    [InlineData("a {{ name", 1, 3, "this tag has no end: '}}' is missing")]
    [InlineData("a\n{{ (name }}", 2, 10, "unexpected '}', expected ')'")]
    [InlineData("a {# b", 1, 3, "this comment has no end: '#}' is missing")]
    [InlineData("{% raw %} a", 1, 1, "this raw block has no end: '{% endraw %}' is missing")]
    [InlineData("a\n {% if a %}\nb", 2, 5, "this 'if' has no end: '{% endif %}' is missing")]
    [InlineData("{% for a in b %}{% if c %}{% endfor %}", 1, 30, "'endfor' has no start here")]
    [InlineData("{% else %}", 1, 4, "'else' has no start here")]
    [InlineData("{% fro a in b %}", 1, 4, "there is no statement 'fro'")]
    [InlineData("{% for a b %}", 1, 10, "expected 'in', found 'b'")]
    [InlineData("{% set a %}x", 1, 4, "this 'set' has no end: '{% endset %}' is missing")]
    [InlineData("{% set true = 1 %}", 1, 8, "'true' cannot be set")]
    [InlineData("{% do a %}", 1, 4, "there is no statement 'do'")]
    [InlineData("{{ }}", 1, 4, "expected an expression, found the end of the tag ('}}')")]
    [InlineData("{% if a: %}", 1, 8, "expected the end of the tag, found ':'")]
    [InlineData("{% include 'x' ignore %}", 1, 23, "expected 'missing', found the end of the tag ('%}')")]
    public void A_wrong_template_is_refused_where_it_is_wrong(string text, int line, int column, string message)
    {
        var problem = Should.Throw<DiagnosticException>(() => _templates.Engine.ParseTemplateFile(text, new Place("a.j2", 1, 1))).Diagnostics.Single();
        problem.Place.ShouldBe(new Place("a.j2", line, column));
        problem.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("1 + 'a'", 3, "'+' does not work between an integer and a string")]
    [InlineData("1 < 'a'", 3, "'<' cannot compare an integer with a string")]
    [InlineData("1 + (2 < none)", 8, "'<' cannot compare an integer with none")]
    [InlineData("7 // 0", 3, "division by zero")]
    [InlineData("10 ** 19", 4, "the result of '**' is too large for 64 bits")]
    [InlineData("9223372036854775807 + 1", 21, "the result of '+' is too large for 64 bits")]
    [InlineData("name.uper()", 6, "a string has no method 'uper'")]
    [InlineData("port.upper()", 6, "an integer has no method 'upper'")]
    [InlineData("name()", 1, "name is a string, it cannot be called")]
    [InlineData("1 in 5", 3, "'in' needs a list, a mapping or a string on its right, not an integer")]
    [InlineData("name | from_json", 8, "'from_json' cannot read this text: line 1, byte 2: it is not JSON")]
    [InlineData("name | hash('sha3')", 8, "there is no digest 'sha3'")]
    [InlineData("name is match('(')", 9, "'(' is not a regular expression: insufficient closing parentheses")]
    [InlineData("numbers.append(4)", 9, "a list that comes from a variable cannot be changed")]
    [InlineData("map.update({'x': 1})", 5, "a mapping that comes from a variable cannot be changed")]
    [InlineData("map.b | int ~ people | map('nope')", 24, "there is no filter 'nope'")]
    [InlineData("people | sort(attribute='ag')", 10, "an item has no attribute 'ag'")]
    [InlineData("lookup('fil', 'x')", 1, "there is no lookup 'fil'")]
    [InlineData("lookup('pipe', 'ls')", 1, "the lookup 'pipe' runs a program on this machine and is not allowed here")]
    public void An_operation_that_fails_is_reported_where_it_stands(string expression, int column, string message)
    {
        var problem = _templates.Refusal(expression);
        problem.Message.ShouldBe(message);
        problem.Place.ShouldBe(new Place("site.yml", 1, column));
    }

    [Fact]
    public void The_line_of_the_file_is_shown_where_it_is_known()
    {
        var templates = new Rendering { Engine = new(new() { SourceLine = place => place.Line == 8 ? "    msg: \"{{ nam }}\"" : null }) };
        templates.RefusalOfText("{{ nam }}", new Place("site.yml", 8, 11)).ToString().ShouldBe("""
            error: 'nam' is undefined
              --> site.yml:8:14
            8 |     msg: "{{ nam }}"
              |              ^
              = help: did you mean 'name'?
            """);
    }

    [Fact]
    public void A_text_that_stands_otherwise_in_the_file_tells_its_own_places()
    {
        var template = _templates.Engine.ParseText("a {{ nam }}", new Place("site.yml", 8, 11), offset => new Place("site.yml", 9, 100 + offset));
        Should.Throw<DiagnosticException>(() => template.Evaluate(_templates)).Diagnostics.Single().Place.ShouldBe(new Place("site.yml", 9, 105));
    }

    [Fact]
    public void No_line_of_an_encrypted_file_is_shown()
    {
        var file = new SourceText("vault.j2", "secret {{ nam }}") { IsSecret = true };
        var problem = Should.Throw<DiagnosticException>(() => _templates.Engine.ParseTemplateFile(file).Evaluate(_templates)).Diagnostics.Single();
        problem.Place.ShouldBe(new Place("vault.j2", 1, 11));
        problem.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void A_place_without_a_line_stays_so()
    {
        var template = _templates.Engine.ParseText("a {{ nam }}", Place.Of("--extra-vars"));
        var problem = Should.Throw<DiagnosticException>(() => template.Evaluate(_templates)).Diagnostics.Single();
        problem.Place.ShouldBe(Place.Of("--extra-vars"));
        problem.SourceLine.ShouldBeNull();
    }
}
