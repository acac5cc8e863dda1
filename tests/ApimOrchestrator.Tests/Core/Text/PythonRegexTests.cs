using ApimOrchestrator.Core.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Core.Text;

public sealed class PythonRegexTests
{
    [Theory]
    [InlineData("(?P<a>x)(y)", "xy", "\\2\\1", "yx")]
    [InlineData("(x)(?P<a>y)(z)", "xyz", "\\3\\2\\1", "zyx")]
    [InlineData("(?P<a>x)", "x", "<\\g<a>>", "<x>")]
    [InlineData("a{,2}b", "aab", "-", "-")]
    [InlineData("[[]a", "[a", "-", "-")]
    [InlineData("[]a]", "]", "-", "-")]
    [InlineData("x\\Z", "x\n", "-", "x\n")]
    [InlineData("\\_", "_", "-", "-")]
    [InlineData("[\\_]", "_", "-", "-")]
    [InlineData("x", "x", "a\\nb\\\\", "a\nb\\")]
    public void Replaces_as_Python_does(string pattern, string text, string replacement, string expected) =>
        PythonRegex.Parse(pattern).Replace(text, replacement).Text.ShouldBe(expected);

    [Theory]
    [InlineData("(", "x", "insufficient closing parentheses")]
    [InlineData("x", "\\1", "has no group '1'")]
    [InlineData("x", "\\g<a>", "has no group 'a'")]
    [InlineData("x", "\\q", "means nothing in a replacement")]
    public void What_is_wrong_is_named(string pattern, string replacement, string message) =>
        Should.Throw<PythonRegexException>(() => PythonRegex.Parse(pattern).Replace("x", replacement)).Message.ShouldContain(message);

    [Fact]
    public void A_search_that_would_not_end_is_refused() =>
        Should.Throw<PythonRegexException>(() => PythonRegex.Parse("(a+)+$", limit: TimeSpan.FromMilliseconds(200)).IsMatch(new string('a', 60) + "b"));

    [Fact]
    public void Any_text_is_a_pattern_or_refused_as_one() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        try
        {
            PythonRegex.Parse(text.Get, limit: TimeSpan.FromSeconds(1)).IsMatch("some text");
        }
        catch (PythonRegexException refused)
        {
            refused.Message.ShouldNotBeEmpty();
        }
    }).QuickCheckThrowOnFailure();
}
