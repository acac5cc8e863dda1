using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Hostile;

/// <summary>What breaks out of Jinja2's sandboxes elsewhere: here a template has no way to anything but its values.</summary>
public sealed class SandboxTests
{
    [Theory]
    [InlineData("[].append")]
    [InlineData("''.__class__")]
    [InlineData("''.__class__.__mro__[1].__subclasses__()")]
    [InlineData("[].__class__.__base__")]
    [InlineData("{}.__class__.__init__.__globals__")]
    [InlineData("(1).__add__(2)")]
    [InlineData("name.__len__()")]
    [InlineData("'{0.__class__}'.format(name)")]
    [InlineData("'{0[__class__]}'.format(name)")]
    [InlineData("'%(a.b)s' % {'a': 1}")]
    [InlineData("name | attr('__class__')")]
    [InlineData("name['__class__']")]
    [InlineData("[name] | map(attribute='__class__') | list")]
    [InlineData("[name] | map(attribute='__class__.__base__') | first")]
    [InlineData("range.__class__")]
    [InlineData("namespace.__init__")]
    [InlineData("lookup.__globals__")]
    [InlineData("cycler.__init__.__globals__.os.popen('id').read()")]
    [InlineData("lipsum.__globals__['os']")]
    [InlineData("self.__init__")]
    [InlineData("config")]
    [InlineData("request.application")]
    [InlineData("loop.__class__")]
    [InlineData("lookup('pipe', 'id')")]
    [InlineData("lookup('file')['__class__']")]
    [InlineData("query('pipe', 'id')")]
    [InlineData("dict.mro()")]
    [InlineData("joiner.__init__")]
    [InlineData("[].sort(key=dict)")]
    [InlineData("{}.fromkeys")]
    [InlineData("''.join.__self__")]
    [InlineData("{% set x = namespace() %}")]
    public void Nothing_but_values_is_within_reach(string expression) =>
        Should.Throw<DiagnosticException>(() => new TemplateEngine().ParseExpression(expression, new Place("x", 1, 1)).Evaluate(new Name())).Diagnostics.ShouldNotBeEmpty();

    [Fact]
    public void What_a_template_changes_is_its_own_copy()
    {
        var numbers = new List<object?> { 1L };
        var scope = new Name { ["numbers"] = numbers };
        try
        {
            new TemplateEngine().ParseTemplateFile("{% set _ = numbers.append(2) %}{{ numbers }}", new Place("x", 1, 1)).Evaluate(scope);
        }
        catch (DiagnosticException)
        {
            // Refusing is as good as copying.
        }

        numbers.ShouldBe([1L]);
    }

    private sealed class Name : Dictionary<string, object?>, IScope
    {
        public Name() => this["name"] = "node1";

        public IEnumerable<string> Names => Keys;

        public bool TryGet(string name, out object? value) => TryGetValue(name, out value);
    }
}
