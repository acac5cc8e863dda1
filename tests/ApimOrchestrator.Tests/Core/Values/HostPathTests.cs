using ApimOrchestrator.Core.Values;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Core.Values;

public sealed class HostPathTests
{
    [Theory]
    [InlineData("/opt//wso2/./x/", "/opt/wso2/x")]
    [InlineData("/a/../../b", "/b")]
    [InlineData("/", "/")]
    public void Paths_are_tidied(string text, string expected) => HostPath.Parse(text).Text.ShouldBe(expected);

    [Theory]
    [InlineData("relative/path")]
    [InlineData("")]
    [InlineData("/a\nb")]
    [InlineData("/a\0b")]
    public void What_is_not_an_absolute_path_is_refused(string text) => Should.Throw<FormatException>(() => HostPath.Parse(text));

    [Fact]
    public void A_path_lies_within_its_folders_and_not_within_a_folder_whose_name_it_begins_with()
    {
        var path = HostPath.Parse("/opt/wso2am/conf");

        path.IsWithin(HostPath.Parse("/opt")).ShouldBeTrue();
        path.IsWithin(HostPath.Root).ShouldBeTrue();
        path.IsWithin(path).ShouldBeTrue();
        path.IsWithin(HostPath.Parse("/opt/wso2")).ShouldBeFalse();
    }
}
