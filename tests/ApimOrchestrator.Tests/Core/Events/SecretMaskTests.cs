using System.Text;
using ApimOrchestrator.Core.Events;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Core.Events;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("p&ss<w>ord'1\"")]
    [InlineData("plain-Secret")]
    public void A_secret_is_masked_in_every_spelling_it_gets(string secret)
    {
        var mask = new SecretMask();
        mask.Add(secret);
        string[] spellings =
        [
            secret,
            Uri.EscapeDataString(secret),
            System.Text.Json.JsonEncodedText.Encode(secret).ToString(),
            secret.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ];

        foreach (var spelling in spellings)
        {
            mask.Apply($"before {spelling} after").ShouldBe("before ******** after");
        }
    }

    [Fact]
    public void A_longer_secret_that_holds_a_shorter_one_leaves_nothing_of_itself()
    {
        var mask = new SecretMask();
        mask.Add("abcdef");
        mask.Add("abcdef-ghijkl");

        mask.Apply("abcdef-ghijkl abcdef").ShouldBe("******** ********");
    }

    [Fact]
    public void The_products_published_defaults_are_names_too_and_stay_readable()
    {
        var mask = new SecretMask();
        mask.Add("wso2carbon");
        mask.Add("  ");

        mask.Apply("owner wso2carbon").ShouldBe("owner wso2carbon");
    }
}
