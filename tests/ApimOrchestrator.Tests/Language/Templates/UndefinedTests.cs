using Shouldly;
using Xunit;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Tests.Language.Templates;

public sealed class UndefinedTests
{
    private readonly Rendering _templates = new();

    [Theory]
    [InlineData("nam", "'nam' is undefined", 1, "did you mean 'name'?")]
    [InlineData("1 + nam", "'nam' is undefined", 5, "did you mean 'name'?")]
    [InlineData("map.bb.c", "'map.bb' is undefined", 5, "did you mean 'b'?")]
    [InlineData("map['x'] ~ 1", "'map['x']' is undefined", 5, "did you mean 'a'?")]
    [InlineData("nam.first.second", "'nam' is undefined", 1, "did you mean 'name'?")]
    [InlineData("numbers[7]", "'numbers[7]' is undefined", 9, "the list has 3 items")]
    [InlineData("nam | upper", "'nam' is undefined", 1, "did you mean 'name'?")]
    [InlineData("nam is lower", "'nam' is undefined", 1, "did you mean 'name'?")]
    [InlineData("map.items", "'map.items' is undefined", 5, "'items' is a method: write items()")]
    [InlineData("null", "'null' is undefined", 1, "the empty value is written 'none'")]
    [InlineData("rang(3)", "'rang' is undefined", 1, "did you mean 'range'?")]
    public void Names_the_variable_its_place_and_the_nearest_name(string expression, string message, int column, string help)
    {
        var problem = _templates.Refusal(expression);
        problem.Message.ShouldBe(message);
        problem.Place.ShouldBe(new Place("site.yml", 1, column));
        problem.Help.ShouldBe(help);
    }

    [Theory]
    [InlineData("nope | default('x')", "x")]
    [InlineData("nope.a.b['c'] | default('x')", "x")]
    [InlineData("map.b.nope.more | d('x')", "x")]
    [InlineData("nope | default", "")]
    [InlineData("'' | default('x')", "")]
    [InlineData("'' | default('x', true)", "x")]
    [InlineData("nothing | default('x')", null)]
    [InlineData("nothing | default('x', boolean=true)", "x")]
    [InlineData("empty | first | default('none')", "none")]
    [InlineData("nope is defined", false)]
    [InlineData("nope.a is defined", false)]
    [InlineData("nope is undefined", true)]
    [InlineData("nope is not defined", true)]
    [InlineData("name is defined and nope is not defined", true)]
    [InlineData("(nope | default({})).x | default('y')", "y")]
    [InlineData("'x' if nope is defined else 'y'", "y")]
    public void Default_and_is_defined_handle_it(string expression, object? expected) => _templates.Expression(expression).ShouldBe(expected);

    [Fact]
    public void A_variable_whose_own_template_is_undefined_gets_the_default() =>
        _templates.With("outer", "{{ inner_name }}/x").Expression("outer | default('y')").ShouldBe("y");

    [Fact]
    public void A_variable_whose_own_template_is_undefined_is_reported_where_it_is_written()
    {
        var problem = _templates.With("outer", "{{ nam }}/x").RefusalOfText("go {{ outer }}");
        problem.Place.ShouldBe(new Place("vars.yml", 3, 8));
        problem.Message.ShouldBe("'nam' is undefined");
    }

    [Fact]
    public void The_place_in_a_text_of_several_lines_is_exact()
    {
        var problem = _templates.RefusalOfText("first {{ name }}\nsecond {{ nam }}\n", new Place("site.yml", 10, 7));
        problem.Place.ShouldBe(new Place("site.yml", 11, 17));
        problem.ToString().ShouldBe("""
            error: 'nam' is undefined
              --> site.yml:11:17
            11 |       second {{ nam }}
               |                 ^
              = help: did you mean 'name'?
            """);
    }

    [Fact]
    public void Mandatory_refuses_it() => _templates.Refusal("nope | mandatory").Message.ShouldBe("the mandatory variable 'nope' is not defined");
}
