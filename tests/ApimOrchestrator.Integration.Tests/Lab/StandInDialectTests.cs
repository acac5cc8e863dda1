using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>The stand-in's TOML parser agrees with the product's on every hand-written case of the corpus (APIM_CORPUS).</summary>
public sealed class StandInDialectTests(StandInHost fixture) : IClassFixture<StandInHost>
{
    [Fact]
    public async Task Gives_the_verdict_and_the_words_of_the_products_parser()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var corpus = Environment.GetEnvironmentVariable("APIM_CORPUS");
        Assert.SkipWhen(string.IsNullOrEmpty(corpus), "APIM_CORPUS names no corpus");
        var folder = Path.Combine(corpus!, "wso2-toml-dialect");
        var standIn = fixture.StandIn;
        await standIn.UnpackAsync(cancellation);
        await standIn.Host.OutputAsync("rm -rf /tmp/dialect; mkdir /tmp/dialect", cancellation);
        foreach (var file in Directory.EnumerateFiles(folder, "*.toml"))
        {
            await standIn.Host.CopyAsync(file, $"/tmp/dialect/{Path.GetFileName(file)}", cancellation);
        }

        var said = await standIn.Host.OutputAsync(
            $"java -cp {StandIn.Home}/lib/standin.jar org.apimorchestrator.standin.toml.DialectCheck /tmp/dialect/*.toml", cancellation);

        var verdicts = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(cells => cells[0]);
        var expected = (await File.ReadAllLinesAsync(Path.Combine(folder, "RESULTS.tsv"), cancellation)).Skip(1).Select(line => line.Split('\t')).ToArray();
        expected.Length.ShouldBe(verdicts.Count);
        foreach (var row in expected)
        {
            verdicts[row[0]][1].ShouldBe(row[1], row[0]);
            // The list cuts long messages short.
            verdicts[row[0]][2].ShouldStartWith(row[3], Case.Sensitive, row[0]);
        }
    }
}
