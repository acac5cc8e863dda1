using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Truth;

/// <summary>Promise number one: what a plan says of a task is what applying then does, or it says that it does not know.</summary>
public sealed class TruthTests
{
    private const int Playbooks = 120;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Over generated playbooks on generated trees; where <c>APIM_TRUTH_REPORT</c> names a file, Ansible's check mode is held to the same law, and both scores are written there.</summary>
    [Fact]
    public async Task No_claim_of_a_plan_is_wrong_over_generated_playbooks()
    {
        var first = Environment.GetEnvironmentVariable("APIM_TRUTH_FIRST") is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
        using var run = new TruthRun("truth", [.. Enumerable.Range(first, Playbooks).Select(number => new PlaybookGenerator(number).Make())]);
        await run.ResetAsync(Cancellation);
        var before = run.Seen();

        var claimed = await run.OursAsync("plan", Cancellation);
        run.Seen().ShouldBe(before);
        var score = Score.Of(claimed, await run.OursAsync("apply", Cancellation));

        if (Environment.GetEnvironmentVariable("APIM_TRUTH_REPORT") is { } file)
        {
            await run.ResetAsync(Cancellation);
            var theirs = await run.AnsibleAsync(["--check"], Cancellation);
            await run.ResetAsync(Cancellation);
            await TruthReport.WriteAsync(file, score, Score.Of(theirs, await run.AnsibleAsync([], Cancellation)), Cancellation);
        }

        score.Wrong.Count.ShouldBe(0, string.Join("\n\n", score.Wrong.Take(10)));
        score.Right.ShouldBeGreaterThan(Playbooks * 5);
        score.Unknown.ShouldBeLessThan(score.Right / 2);
    }
}
