using ApimOrchestrator.Core.Text;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Templates;

public sealed class HostileTests
{
    private readonly Rendering _templates = new();

    [Theory]
    [InlineData("range(10 ** 9)", "range() is too large: at most 100000 numbers")]
    [InlineData("range(-9223372036854775807, 9223372036854775807)", "range() is too large: at most 100000 numbers")]
    [InlineData("'a' * 10 ** 9", "the result is too large: more than 16777216 characters or items")]
    [InlineData("'ab' * 9223372036854775807", "the result is too large: more than 16777216 characters or items")]
    [InlineData("[1] * 10 ** 9", "the result is too large: more than 16777216 characters or items")]
    [InlineData("'a' | center(10 ** 9)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("'a'.ljust(10 ** 9)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("'a' | indent(10 ** 9)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("'%1000000000d' % 1", "the result is too large: more than 16777216 characters or items")]
    [InlineData("'%*d' % (10 ** 9, 1)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("'%.1000000000f' % 1", "the precision 1000000000 is too large")]
    [InlineData("'{:1000000000}'.format(1)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("[1] | batch(10 ** 9, 'x')", "the result is too large: more than 16777216 characters or items")]
    [InlineData("[1] | slice(10 ** 9)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("range(90000) | product(range(90000))", "this takes too long: more than 2000000 steps")]
    [InlineData("[0] | product(repeat=10 ** 9)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("('a' * 8000000).replace('a', 'bbbbbbbbbb')", "the result is too large: more than 16777216 characters or items")]
    [InlineData("('a' * 200000) | regex_replace('', 'b' * 1000)", "the result is too large: more than 16777216 characters or items")]
    [InlineData("('a' * 40 ~ 'b') is match('(a+)+$')", "the regular expression takes too long for this text")]
    [InlineData("(range(99999) | list).index(-1)", "-1 is not in the list")]
    [InlineData("(range(9999) | zip(range(9999)) | unique)", "this takes too long: more than 2000000 steps")]
    [InlineData("[1, 2] | to_nice_json(indent=10 ** 8)", "the result is too large: more than 16777216 characters or items")]
    public void What_would_take_too_much_is_refused(string expression, string message) => _templates.Refusal(expression).Message.ShouldBe(message);

    [Theory]
    [InlineData("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "this takes too long: more than 2000000 steps")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "this never ends: more than 100 evaluations are nested in one another")]
    [InlineData("{% set ns = namespace(t='x') %}{% for i in range(40) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}", "the result is too large: more than 16777216 characters or items")]
    [InlineData("{% set l = [1] %}{% for i in range(40) %}{% set _ = l.extend(l) %}{% endfor %}", "this takes too long: more than 2000000 steps")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ l }}", "the value is nested too deep")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ l | flatten }}", "the list is nested too deep")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ l == l }}", "this is nested too deep")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ [l] < [l] }}", "this is nested too deep")]
    [InlineData("{% set l = {} %}{% set _ = l.update(a=l) %}{{ l | to_json }}", "the value is nested too deep")]
    [InlineData("{% set l = {} %}{% set _ = l.update(a=l) %}{{ l | to_nice_yaml }}", "the value is nested too deep")]
    [InlineData("{% set l = {} %}{% set _ = l.update(a=l) %}{{ l | combine(l, recursive=true) | combine(l, recursive=true) }}", "this is nested too deep")]
    public void A_template_that_would_take_too_much_is_refused(string text, string message) => _templates.RefusalOfText(text).Message.ShouldBe(message);

    [Theory]
    [InlineData("(", 5000)]
    [InlineData("[", 5000)]
    [InlineData("{1:", 5000)]
    [InlineData("-", 5000)]
    [InlineData("not ", 5000)]
    [InlineData("a if b else ", 5000)]
    [InlineData("f(", 5000)]
    [InlineData("a[", 5000)]
    public void Deep_nesting_is_refused(string piece, int count)
    {
        var text = string.Concat(Enumerable.Repeat(piece, count)) + "1";
        Should.Throw<DiagnosticException>(() => _templates.Engine.ParseExpression(text, new Place("x", 1, 1))).Diagnostics.Single().Message.ShouldBe("this is nested too deep: at most 120 levels are read");
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(".a")]
    [InlineData("[0]")]
    [InlineData(" | string")]
    [InlineData(" ~ 1")]
    [InlineData(" and 1")]
    [InlineData(" == 1")]
    [InlineData(" * 1")]
    [InlineData("()")]
    public void A_very_long_chain_is_computed_or_refused(string piece)
    {
        var text = "1" + string.Concat(Enumerable.Repeat(piece, 100_000));
        try
        {
            _templates.Expression(text);
        }
        catch (DiagnosticException exception)
        {
            exception.Diagnostics.Single().Message.Length.ShouldBeLessThan(500);
        }
    }

    [Fact]
    public void Deeply_nested_statements_are_refused() =>
        Should.Throw<DiagnosticException>(() => _templates.File(string.Concat(Enumerable.Repeat("{% if 1 %}", 3000)))).Diagnostics.Single().Message.ShouldBe("this is nested too deep: at most 120 levels are read");

    [Fact]
    public void Variables_that_double_each_other_are_refused()
    {
        _templates.With("v0", "{{ '' }}");
        for (var i = 1; i <= 60; i++)
        {
            _templates.With($"v{i}", $"{{{{ v{i - 1} }}}}{{{{ v{i - 1} }}}}");
        }

        _templates.RefusalOfText("{{ v60 }}").Message.ShouldBe("this takes too long: more than 2000000 steps");
    }
}
