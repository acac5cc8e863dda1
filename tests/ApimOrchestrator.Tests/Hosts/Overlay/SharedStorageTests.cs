using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;
using static ApimOrchestrator.Tests.Hosts.Overlay.Steps;

namespace ApimOrchestrator.Tests.Hosts.Overlay;

/// <summary>Two hosts that mount the same share see each other's files in a dry run too.</summary>
public sealed class SharedStorageTests
{
    private const string Source = "nfs:/srv/apim";

    private static readonly HostCase Node = new()
    {
        Paths =
        [
            (HostPath.Parse("/opt/server/local"), new PathState.File(Content.Of("below the mount point\n"), PlainMode, "root", "root")),
            (HostPath.Parse("/opt/link"), new PathState.Link("server", "root", "root")),
        ],
    };

    private static readonly HostCase Server = new()
    {
        Paths = [(HostPath.Parse("/srv/apim/apis/a.xml"), new PathState.File(Content.Of("<a/>\n"), PlainMode, "root", "root"))],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_mount_of_an_inventory_hosts_folder_hides_what_was_there_and_shows_the_share() => BothWays.AgreeAsync(
        BuildWithServer,
        ("node1", Mount(Source, "/opt/server")),
        ("node1", Expect("/opt/server/local", "absent")),
        ("node1", AddLine("/opt/server/apis/a.xml", "<!-- 1 -->")),
        ("node2", Mount(Source, "/opt/server")),
        ("node2", AddLine("/opt/link/apis/a.xml", "<!-- 2 -->")),
        ("node1", Copy("/opt/link/new", "x")),
        ("node2", Expect("/opt/server/new", "file")),
        ("nfs", Remove("/srv/apim/apis")),
        ("node1", Expect("/opt/server/apis/a.xml", "absent")));

    [Fact]
    public Task Hosts_that_have_the_share_mounted_already_see_each_others_changes() => BothWays.AgreeAsync(
        lab =>
        {
            BuildWithServer(lab);
            lab.Mount(lab.Machines["node1"], Source, HostPath.Parse("/opt/server"));
            lab.Mount(lab.Machines["node2"], Source, HostPath.Parse("/opt/server"));
        },
        ("node1", Copy("/opt/server/apis/b.xml", "<b/>")),
        ("node2", Expect("/opt/server/apis/b.xml", "file")),
        ("node2", AddLine("/opt/server/apis/b.xml", "more")),
        ("node1", Remove("/opt/server/apis/a.xml")),
        ("nfs", Expect("/srv/apim/apis/a.xml", "absent")));

    [Fact]
    public async Task A_share_nobody_can_look_at_is_unknown_but_for_what_the_run_puts_there()
    {
        var (world, lab) = (new SimulatedWorld(), new MemoryLab());
        var (node1, node2) = (world.Over(lab.Add("node1", Node)), world.Over(lab.Add("node2", Node)));

        await Mount("10.0.0.9:/srv", "/opt/server")(node1);
        await Mount("10.0.0.9:/srv/", "/opt/server")(node2);
        var refused = await Should.ThrowAsync<UnknownStateException>(() => Expect("/opt/server/local", "file")(node1));
        await PutUnseen(node1, "/opt/server/key");

        refused.Why.ShouldBe("what 10.0.0.9:/srv holds");
        await Expect("/opt/server/key", "file")(node1);
        await Expect("/opt/server/key", "file")(node2);
        await Should.ThrowAsync<UnknownStateException>(() => BothWays.TreeAsync(node1, "/opt"));
    }

    [Fact]
    public async Task A_share_one_host_has_mounted_can_be_looked_at_for_the_other()
    {
        var (world, lab) = (new SimulatedWorld(), new MemoryLab());
        var (node1, node2) = (world.Over(lab.Add("node1", Node)), world.Over(lab.Add("node2", Node)));
        lab.Offer("10.0.0.9:/srv");
        lab.Mount(lab.Machines["node1"], "10.0.0.9:/srv", HostPath.Parse("/opt/server"));

        await Copy("/opt/server/a", "a")(node1);
        await Mount("10.0.0.9:/srv", "/opt/server")(node2);

        await Expect("/opt/server/a", "file")(node2);
        await Expect("/opt/server/local", "absent")(node2);
    }

    private static void BuildWithServer(MemoryLab lab)
    {
        lab.Add("node1", Node);
        lab.Add("node2", Node);
        lab.Add("nfs", Server);
        lab.Offer(Source, "nfs", HostPath.Parse("/srv/apim"));
    }

    private static Task<CommandResult> PutUnseen(IHost host, string path) => host.RunAsync(
        new Command("keytool", "-genkey"),
        new Change(new Subject("keystore", path), null, "made") { Paths = [new PathChange(HostPath.Parse(path), new PathState.Absent(), new PathState.File(Content.Unknown("keytool"), PlainMode, "root", "root"))] },
        Cancellation);
}
