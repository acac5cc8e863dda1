using ApimOrchestrator.Core.Running;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Core.Running;

public sealed class TagFilterTests
{
    [Theory]
    [InlineData("", "", "a", true)]
    [InlineData("", "", "never", false)]
    [InlineData("a", "", "a", true)]
    [InlineData("a", "", "b", false)]
    [InlineData("a", "", "", false)]
    [InlineData("a", "", "always", true)]
    [InlineData("a", "", "a,never", true)]
    [InlineData("all", "", "never", false)]
    [InlineData("never", "", "never", true)]
    [InlineData("tagged", "", "a", true)]
    [InlineData("tagged", "", "", false)]
    [InlineData("untagged", "", "", true)]
    [InlineData("", "a", "a,b", false)]
    [InlineData("", "always", "always", false)]
    [InlineData("b", "a", "a,b", false)]
    public void Tasks_are_chosen_as_with_Ansible(string only, string skip, string tags, bool runs) =>
        new TagFilter(Words(only), Words(skip)).Selects(Words(tags).ToHashSet()).ShouldBe(runs);

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
