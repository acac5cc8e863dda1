using Shouldly;
using Xunit;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Tests.Language.Templates;

public sealed class TextTests
{
    private readonly Rendering _templates = new();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("${mgt.transport.https.port} } }} %}", "${mgt.transport.https.port} } }} %}")]
    [InlineData("a\r\nb", "a\r\nb")]
    [InlineData("{{ name }}:{{ port }}", "node1:9443")]
    [InlineData("{{ name }}\n", "node1\n")]
    [InlineData("x{{ nothing }}y", "xy")]
    [InlineData("{{ flag }}!", "True!")]
    [InlineData("{{ {'a': {'b': 1}} }}.", "{'a': {'b': 1}}.")]
    [InlineData("{# nothing #}{{ name }}", "node1")]
    [InlineData("{{ '}}' }}.", "}}.")]
    [InlineData("{% if flag %}on{% else %}off{% endif %}", "on")]
    [InlineData("{% for n in numbers %}{{ n }},{% endfor %}", "3,1,2,")]
    [InlineData("{{ 'a\\nb' }}", "a\\nb")]
    [InlineData("{{ name | replace('\\d', 'x') }}", "node1")]
    [InlineData("{% set x = 'a\\tb' %}{{ x }}", "a\tb")]
    [InlineData("{% raw %}{{ name }}{% endraw %}", "{{ name }}")]
    public void Renders_to_text(string text, string expected) => _templates.Text(text).ShouldBe(expected);

    [Fact]
    public void A_lone_expression_keeps_its_type()
    {
        _templates.Text("{{ port }}").ShouldBe(9443L);
        _templates.Text("{{ ratio }}").ShouldBe(0.5);
        _templates.Text("{{ flag }}").ShouldBe(true);
        _templates.Text("{{ nothing }}").ShouldBeNull();
        _templates.Text("{{ numbers }}").ShouldBe(new List<object?> { 3L, 1L, 2L });
        _templates.Text("{{ omit }}").ShouldBe(Omit.Value);
    }

    [Fact]
    public void Statements_around_one_value_keep_its_type()
    {
        _templates.Text("{% if flag %}{{ numbers }}{% endif %}").ShouldBe(new List<object?> { 3L, 1L, 2L });
        _templates.Text("{% set r = [] %}{% for n in numbers %}{{ r.append(n + 1) }}{% endfor %}{{ r }}").ShouldBe(new List<object?> { 4L, 2L, 3L });
    }

    [Theory]
    [InlineData("{{ later }}")]
    [InlineData("a {{ later }}")]
    [InlineData("a {{ result }}")]
    [InlineData("{% for x in later %}{% endfor %}")]
    [InlineData("{% if later %}{% endif %}")]
    public void A_text_with_an_unknown_piece_is_unknown(string text) => _templates.Text(text).ShouldBe(new Unknown("'later' (task at site.yml:7)"));

    [Fact]
    public void Omit_cannot_be_a_part_of_a_text() =>
        _templates.RefusalOfText("a{{ omit }}").Message.ShouldBe("'omit' must be the whole value; it cannot be part of a text");

    [Fact]
    public void Lists_the_variables_it_uses()
    {
        var template = _templates.Engine.ParseText("{% set x = a.b %}{% for i in items %}{{ i ~ x ~ c | default(d) }}{{ lookup('env', e) }}{% endfor %}", Place.Of("test"));
        template.Names.Order().ShouldBe(["a", "c", "d", "e", "items"]);
        _templates.Engine.ParseExpression("a.b == c and d is defined", Place.Of("test")).Names.Order().ShouldBe(["a", "c", "d"]);
    }

    [Fact]
    public void A_text_without_marks_is_constant()
    {
        _templates.Engine.ParseText("a", Place.Of("test")).IsConstant.ShouldBeTrue();
        _templates.Engine.ParseText("{{ a }}", Place.Of("test")).IsConstant.ShouldBeFalse();
    }

    [Fact]
    public void A_condition_written_with_braces_is_read_all_the_same() => _templates.Expression("{{ flag }}").ShouldBe(true);

    [Fact]
    public void Variables_that_use_each_other_for_ever_are_refused()
    {
        var problem = _templates.With("x", "{{ y }}").With("y", "{{ x }}").RefusalOfText("{{ x }}");
        problem.Message.ShouldBe("this never ends: more than 100 evaluations are nested in one another");
        problem.Place.File.ShouldBe("vars.yml");
    }
}
