using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Effects;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Effects;

public sealed class RecordingHostTests
{
    private static readonly PathState.Absent Absent = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_that_is_none_is_no_effect_and_costs_nothing()
    {
        var (lab, host) = Make();

        await host.PutAsync(new PathChange(HostPath.Parse("/a"), Absent, Absent), Cancellation);

        host.Effects.ShouldBeEmpty();
        lab.Machines["node1"].Trips.ShouldBe(0);
    }

    [Fact]
    public async Task Shows_no_text_of_a_secret()
    {
        var (_, host) = Make();

        await host.PutAsync(new PathChange(HostPath.Parse("/key"), Absent, File(Content.Of("hunter2\n", secret: true))), Cancellation);

        host.Effects.ShouldHaveSingleItem().ToString().ShouldNotContain("hunter2");
        host.Effects[0].Diff.ShouldNotBeNull().ShouldContain("secret");
    }

    [Fact]
    public async Task Shows_size_and_hash_of_what_is_not_text()
    {
        var (_, host) = Make();

        await host.PutAsync(new PathChange(HostPath.Parse("/jks"), Absent, File(Content.Of(new byte[] { 0xFE, 0xED, 0, 1 }))), Cancellation);

        host.Effects[0].Diff.ShouldNotBeNull().ShouldContain("nothing -> 4 bytes, sha256 ");
    }

    [Fact]
    public async Task Says_what_an_unknown_content_depends_on()
    {
        var (_, host) = Make(new ApimOrchestrator.Hosts.Overlay.SimulatedWorld().Over(new MemoryLab().Add("node1", HostCase.Empty)));

        await host.PutAsync(new PathChange(HostPath.Parse("/key"), Absent, File(Content.Unknown("keytool"))), Cancellation);

        host.Effects[0].Diff.ShouldNotBeNull().ShouldContain("depends on keytool");
        host.Effects[0].After.Sha256.ShouldBeNull();
    }

    [Fact]
    public async Task Makes_no_diff_unless_asked()
    {
        var (_, host) = Make(options: new TaskOptions());

        await host.PutAsync(new PathChange(HostPath.Parse("/a"), Absent, File(Content.Of("x"))), Cancellation);

        host.Effects[0].Diff.ShouldBeNull();
    }

    [Fact]
    public async Task Records_what_is_done_as_another_user_and_on_another_host()
    {
        var (lab, host) = Make();
        lab.Add("node2", HostCase.Empty);

        await host.As("root").PutAsync(new PathChange(HostPath.Parse("/a"), Absent, File(Content.Of("x"))), Cancellation);
        await host.Peer("node2").PutAsync(new PathChange(HostPath.Parse("/b"), Absent, File(Content.Of("x"))), Cancellation);

        host.Effects.Select(effect => (effect.Host, effect.Subject)).ShouldBe([("node1", "/a"), ("node2", "/b")]);
    }

    [Fact]
    public async Task Gives_every_program_the_tasks_environment_the_programs_own_words_first()
    {
        var lab = new MemoryLab();
        var host = new RecordingHost(lab.Add("node1", HostCase.Empty), new TaskOptions { Environment = new Dictionary<string, string> { ["A"] = "task", ["B"] = "task" } });
        var program = new Command("true") { Environment = new Dictionary<string, string> { ["A"] = "own" } };

        await host.LookAsync(new CommandLook<int>(new Subject("x", "y"), program, result => result.ExitCode), Cancellation);
        await host.RunAsync(program, Change.Opaque(program), Cancellation);

        lab.Machines["node1"].Commands.ShouldAllBe(command => command.Environment["A"] == "own" && command.Environment["B"] == "task");
        lab.Machines["node1"].Commands.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_programs_paths_and_subject_are_effects_in_this_order()
    {
        var (_, host) = Make();
        var change = new Change(new Subject("cron", "root"), "", "* * * * * true") { Paths = [new PathChange(HostPath.Parse("/spool"), Absent, File(Content.Of("x\n")))] };

        await host.RunAsync(new Command("true"), change, Cancellation);

        host.Effects.Select(effect => effect.Kind).ShouldBe(["path", "cron"]);
        host.Effects.ShouldAllBe(effect => effect.CanUndo);
    }

    [Fact]
    public async Task A_raw_command_cannot_be_undone()
    {
        var (_, host) = Make();

        await host.RunAsync(new Command("true"), Change.Opaque(new Command("true")), Cancellation);

        host.Effects.ShouldHaveSingleItem().CanUndo.ShouldBeFalse();
    }

    private static PathState.File File(Content content) => new(content, 0x1A4, "root", "root");

    private static (MemoryLab Lab, RecordingHost Host) Make(IHost? inner = null, TaskOptions? options = null)
    {
        var lab = new MemoryLab();
        var host = lab.Add("node1", HostCase.Empty);
        return (lab, new RecordingHost(inner ?? host, options ?? new TaskOptions { Diff = true }));
    }
}
