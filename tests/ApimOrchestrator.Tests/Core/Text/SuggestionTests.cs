using ApimOrchestrator.Core.Text;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Core.Text;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("whne", "when")]
    [InlineData("Notify", "notify")]
    [InlineData("become_usr", "become_user")]
    [InlineData("hwen", "when")]
    [InlineData("not", "notify")]
    [InlineData("become", "become_user")]
    [InlineData("zzz", null)]
    [InlineData("ion", null)]
    public void The_nearest_word_is_found_and_a_far_one_is_not_offered(string word, string? expected) =>
        Suggestion.Nearest(word, ["when", "notify", "become_user", "loop"]).ShouldBe(expected);

    [Fact]
    public void A_diagnostic_points_at_its_column()
    {
        var text = new Diagnostic(new Place("play.yml", 12, 3), "'whne' is not a keyword", "did you mean 'when'?", "  whne: x").ToString();

        text.ShouldBe("error: 'whne' is not a keyword\n  --> play.yml:12:3\n12 |   whne: x\n   |   ^\n  = help: did you mean 'when'?");
    }
}
