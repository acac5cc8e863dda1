using ApimOrchestrator.Language.Inventories;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Inventories;

/// <summary>The expected values are what <c>ansible-inventory</c> 2.14 made of the same texts.</summary>
public sealed class PythonLiteralTests
{
    [Theory]
    [InlineData("True", true)]
    [InlineData("true", "true")]
    [InlineData("yes", "yes")]
    [InlineData("None", null)]
    [InlineData("0", 0L)]
    [InlineData("00", 0L)]
    [InlineData("07", "07")]
    [InlineData("0o17", 15L)]
    [InlineData("0b11", 3L)]
    [InlineData("0x1F", 31L)]
    [InlineData("1_000", 1000L)]
    [InlineData("1__0", "1__0")]
    [InlineData("-5", -5L)]
    [InlineData("+2", 2L)]
    [InlineData("1e5", 100000.0)]
    [InlineData(".5", 0.5)]
    [InlineData("1.50", 1.5)]
    [InlineData("'x'", "x")]
    [InlineData("\"a\\tb\"", "a\tb")]
    [InlineData("b'x'", "x")]
    [InlineData("r'a\\b'", "a\\b")]
    [InlineData("'a' 'b'", "ab")]
    [InlineData("\"quoted\" and more", "\"quoted\" and more")]
    [InlineData("12 # twelve", 12L)]
    [InlineData("v # not comment", "v # not comment")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("[1, 2", "[1, 2")]
    [InlineData("{a:1}", "{a:1}")]
    [InlineData("a: b", "a: b")]
    [InlineData("", "")]
    public void A_value_has_the_type_Ansible_gives_it(string text, object? expected) => PythonLiteral.Read(text).ShouldBe(expected);

    [Theory]
    [InlineData("[1, 'a', None]", new object?[] { 1L, "a", null })]
    [InlineData("(1,)", new object?[] { 1L })]
    [InlineData("1,2", new object?[] { 1L, 2L })]
    [InlineData("[]", new object?[0])]
    public void Lists_and_tuples_are_lists(string text, object?[] expected) => PythonLiteral.Read(text).ShouldBeAssignableTo<IReadOnlyList<object?>>()!.ShouldBe(expected);

    [Fact]
    public void Deep_nesting_stays_a_text()
    {
        var deep = new string('[', 100_000);
        PythonLiteral.Read(deep).ShouldBe(deep);
    }
}
