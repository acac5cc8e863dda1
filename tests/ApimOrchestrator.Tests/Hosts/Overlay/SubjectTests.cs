using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Overlay;

/// <summary>What is not a path: programs, services, ports, and waiting for them.</summary>
public sealed class SubjectTests
{
    private static readonly Subject Server = new("server", "/opt/wso2am");
    private static readonly Subject Port = new("port", "node1:9443");
    private static readonly CommandLook<string> ServerLook = new(Server, new Command("status"), result => result.Output);
    private static readonly CommandLook<string> PortLook = new(Port, new Command("port"), result => result.Output);

    private static readonly HostCase Stopped = new()
    {
        Programs =
        [
            new CannedProgram(["status"]) { Output = "stopped" },
            new CannedProgram(["port"]) { Output = "closed" },
        ],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_subject_is_seen_as_its_after()
    {
        var host = Pretend(Stopped);

        (await host.LookAsync(ServerLook, Cancellation)).ShouldBe("stopped");
        await StartAsync(host);

        (await host.LookAsync(ServerLook, Cancellation)).ShouldBe("started");
    }

    [Fact]
    public async Task A_program_that_would_run_answers_unknown_and_says_what_it_depends_on()
    {
        var result = await Pretend(Stopped).RunAsync(new Command("make", "install"), Change.Opaque(new Command("make", "install")), Cancellation);

        result.WhyUnknown.ShouldBe("command make install");
        result.Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_state_only_the_real_run_can_know_is_unknown()
    {
        var host = Pretend(Stopped);
        await host.RunAsync(new Command("start"), new Change(Server, "stopped", new Unknown("the server's start")), Cancellation);

        (await Should.ThrowAsync<UnknownStateException>(() => host.LookAsync(ServerLook, Cancellation))).Why.ShouldBe("the server's start");
    }

    [Fact]
    public async Task What_a_change_brings_along_is_there_to_be_waited_for_from_every_host()
    {
        var (world, lab) = (new SimulatedWorld(), new MemoryLab());
        var (node1, node2) = (world.Over(lab.Add("node1", Stopped)), world.Over(lab.Add("node2", Stopped)));
        await StartAsync(node1, new Dictionary<Subject, object?> { [Port] = "open" });

        (await node2.ExpectAsync(Expect(PortLook, "open"), Cancellation)).ShouldBe("open");
        (await node2.LookAsync(ServerLook, Cancellation)).ShouldBe("stopped");
    }

    [Fact]
    public async Task Waiting_for_what_the_run_has_decided_otherwise_fails_as_it_would()
    {
        var host = Pretend(Stopped);
        await StartAsync(host);

        (await Should.ThrowAsync<TaskFailedException>(() => host.ExpectAsync(Expect(ServerLook, "stopped"), Cancellation))).Message.ShouldContain("last seen: started");
    }

    [Fact]
    public async Task Waiting_for_what_the_changes_may_bring_about_is_unknown()
    {
        var host = Pretend(Stopped);
        await StartAsync(host);

        await Should.ThrowAsync<UnknownStateException>(() => host.ExpectAsync(Expect(PortLook, "open"), Cancellation));
    }

    [Fact]
    public async Task Waiting_on_an_untouched_host_is_real()
    {
        var host = Pretend(Stopped with { Programs = [new CannedProgram(["port"]) { Output = "closed", Once = true }, new CannedProgram(["port"]) { Output = "open" }] });

        (await host.ExpectAsync(Expect(PortLook, "open"), Cancellation)).ShouldBe("open");
    }

    [Fact]
    public async Task Looks_of_several_things_cost_one_round_trip()
    {
        var lab = new MemoryLab();
        var real = lab.Add("node1", Stopped with { Paths = [(HostPath.Parse("/a/b/c/file"), new PathState.File(Content.Of("x"), Steps.PlainMode, "root", "root"))] });
        var host = new SimulatedWorld().Over(real);
        await Steps.Folder("/new")(host);
        var trips = lab.Machines["node1"].Trips;

        await host.LookAsync([new PathLook(HostPath.Parse("/a/b/c/file"), PathDetail.Bytes), new PathLook(HostPath.Parse("/new/x")), new TreeLook(HostPath.Parse("/a")), ServerLook, new IdentityLook()], Cancellation);

        (lab.Machines["node1"].Trips - trips).ShouldBe(1);
    }

    [Fact]
    public async Task Looks_the_run_decides_cost_no_round_trip()
    {
        var lab = new MemoryLab();
        var host = new SimulatedWorld().Over(lab.Add("node1", Stopped));
        await Steps.Folder("/new")(host);
        await Steps.Copy("/new/a", "a")(host);
        await StartAsync(host);
        var trips = lab.Machines["node1"].Trips;

        await host.LookAsync([new PathLook(HostPath.Parse("/new/a")), new PathLook(HostPath.Parse("/new/b")), new TreeLook(HostPath.Parse("/new")), ServerLook], Cancellation);

        lab.Machines["node1"].Trips.ShouldBe(trips);
    }

    [Fact]
    public async Task A_user_who_may_not_write_is_refused()
    {
        var lab = new MemoryLab();
        lab.Add("node1", new HostCase { Users = [new UserState("ana", 1000, "ana", HostPath.Parse("/home/ana"), "/bin/sh")], Paths = [(HostPath.Parse("/home/ana"), new PathState.Folder(Steps.FolderMode, "ana", "ana"))] });
        var host = new SimulatedWorld().Over(lab.Host("node1", "ana"));

        (await Should.ThrowAsync<TaskFailedException>(() => Steps.Folder("/etc")(host))).Message.ShouldContain("permission denied for 'ana'");
        (await Should.ThrowAsync<TaskFailedException>(() => Steps.Copy("/home/ana/a", "x", owner: "root")(host))).Message.ShouldContain("only root");
        await Steps.Copy("/home/ana/a", "x", owner: "ana")(host);
    }

    private static IHost Pretend(HostCase host) => new SimulatedWorld().Over(new MemoryLab().Add("node1", host));

    private static Task<CommandResult> StartAsync(IHost host, IReadOnlyDictionary<Subject, object?>? also = null) =>
        host.RunAsync(new Command("start"), new Change(Server, "stopped", "started") { Also = also ?? new Dictionary<Subject, object?>() }, Cancellation);

    private static Expectation<string> Expect(CommandLook<string> look, string wished) =>
        new($"{look.Subject} is {wished}", look, seen => seen == wished, TimeSpan.FromSeconds(1)) { Describe = seen => seen, Interval = TimeSpan.FromMilliseconds(1) };
}
