using ApimOrchestrator.Language.Yaml;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Yaml;

/// <summary>The expected values were printed by PyYAML 6.0.3.</summary>
public sealed class YamlTypesTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("~", null)]
    [InlineData("NULL", null)]
    [InlineData("nULL", "nULL")]
    [InlineData("yes", true)]
    [InlineData("Off", false)]
    [InlineData("y", "y")]
    [InlineData("0644", 420L)]
    [InlineData("0o17", "0o17")]
    [InlineData("08", "08")]
    [InlineData("0_", 0L)]
    [InlineData("-0x1f", -31L)]
    [InlineData("0b_1", 1L)]
    [InlineData("1_000", 1000L)]
    [InlineData("1:30", 90L)]
    [InlineData("-1:30", -90L)]
    [InlineData("0:30", "0:30")]
    [InlineData("1:60", "1:60")]
    [InlineData("1:30.5", 90.5)]
    [InlineData("22:22", 1342L)]
    [InlineData("1.10", 1.1)]
    [InlineData("1.", 1.0)]
    [InlineData("1e3", "1e3")]
    [InlineData("1.5e3", "1.5e3")]
    [InlineData("1.5e+3", 1500.0)]
    [InlineData("-.5", "-.5")]
    [InlineData(".5", 0.5)]
    [InlineData("-.inf", double.NegativeInfinity)]
    [InlineData("2024-01-01", "2024-01-01")]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("-", "-")]
    public void A_plain_scalar_means_what_it_means_to_Ansible(string text, object? expected) => YamlTypes.Resolve(text).ShouldBe(expected);
}
