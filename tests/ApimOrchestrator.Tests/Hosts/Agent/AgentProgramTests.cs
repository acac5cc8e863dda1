using System.Diagnostics;
using ApimOrchestrator.Hosts.Agent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

public sealed class AgentProgramTests
{
    [Fact]
    public async Task The_program_is_clean_to_shellcheck()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/shellcheck"), "shellcheck is not installed");
        using var resource = typeof(AgentClient).Assembly.GetManifestResourceStream("agent.sh")!;
        using var text = new StreamReader(resource);
        using var check = Process.Start(new ProcessStartInfo("shellcheck", ["-s", "sh", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await check.StandardInput.WriteAsync(await text.ReadToEndAsync(TestContext.Current.CancellationToken));
        check.StandardInput.Close();
        (await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Requests_sent_together_are_answered_in_order(string shell)
    {
        await using var client = await Shells.StartAsync(shell, lookOnly: true);
        var requests = Enumerable.Range(0, 300).Select(static i => new AgentRequest("query", ["0", "/", "0", "echo", $"{i}"])).ToList();
        var answers = await client.SendAsync(requests, TestContext.Current.CancellationToken);
        answers.Select(static answer => answer.Sections[0].Text).ShouldBe(Enumerable.Range(0, 300).Select(static i => $"{i}\n"));
        client.RoundTrips.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Words_of_any_length_pass(string shell)
    {
        await using var client = await Shells.StartAsync(shell, lookOnly: true);
        foreach (var length in new[] { 0, 1, 2047, 2048, 2049, 70_000, 100_000 })
        {
            var word = string.Concat(Enumerable.Range(0, length).Select(static i => "a'\n\"$`\\ é"[i % 9]));
            var answer = (await client.SendAsync([new AgentRequest("query", ["0", "", "0", "printf", "%s", word])], TestContext.Current.CancellationToken))[0];
            answer.Sections[0].Text.ShouldBe(word);
        }
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Noise_before_the_agent_speaks_is_passed_over(string shell)
    {
        var transport = new Noisy();
        await using var client = await AgentClient.StartAsync(transport, new AgentOptions { Shell = shell }, TimeProvider.System, TestContext.Current.CancellationToken);
        (await client.SendAsync([new AgentRequest("ping", [])], TestContext.Current.CancellationToken))[0].ExitCode.ShouldBe(0);
    }

    private sealed class Noisy : ITransport
    {
        private readonly ApimOrchestrator.Hosts.Local.ProcessTransport _inner = new("here");

        public string Place => _inner.Place;

        public Task<AgentChannel> OpenAsync(string command, CancellationToken cancellation) =>
            _inner.OpenAsync("printf 'Welcome!\\n\\033]11;?\\033\\\\ no line end'; head -c 100000 /dev/urandom; echo warning >&2; " + command, cancellation);

        public Task<bool> IsAliveAsync(TimeSpan patience, CancellationToken cancellation) => _inner.IsAliveAsync(patience, cancellation);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
