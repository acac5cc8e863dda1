using ApimOrchestrator.Core.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Core.Text;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", ".txt", false)]
    [InlineData(".*", ".x", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("[ab]*", "bcd", true)]
    [InlineData("[!ab]*", "bcd", false)]
    [InlineData("[a-c]", "b", true)]
    [InlineData("[c-a]", "b", false)]
    [InlineData("[!c-a]", "b", true)]
    [InlineData("[]]", "]", true)]
    [InlineData("[!]]", "x", true)]
    [InlineData("[", "[", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("a.b", "axb", false)]
    [InlineData("[^a]", "^", true)]
    [InlineData("[\\]", "\\", true)]
    [InlineData("*", "a\nb", true)]
    public void Means_what_it_means_to_a_shell(string pattern, string name, bool fits) => Wildcard.Fits(pattern, name).ShouldBe(fits);

    [Fact]
    public void Any_text_is_a_pattern_and_a_name_fits_itself_where_it_holds_no_marks() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        Wildcard.Fits(text.Get, "name", dotIsOrdinary: true);
        if (text.Get.AsSpan().IndexOfAny("*?[") < 0)
        {
            Wildcard.Fits(text.Get, text.Get).ShouldBeTrue();
        }
    }).QuickCheckThrowOnFailure();
}
