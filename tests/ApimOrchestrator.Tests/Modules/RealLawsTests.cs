using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules;

/// <summary>The laws again, over a real agent, for the cases that need nothing but files.</summary>
public sealed class RealLawsTests : AgentTest
{
    public static TheoryData<string> Cases => [.. CaseFile.All().Where(found => found.RunsAnywhere).Select(found => found.ToString())];

    [Theory, MemberData(nameof(Cases))]
    public async Task Claims_does_rests_and_is_undone_on_a_real_host(string name)
    {
        Assert.SkipUnless(IsRoot, "owners can only be set by root");
        var root = Folder.Combine("case");
        var source = CaseFile.All(root.Text).First(found => found.ToString() == name);
        await using var looking = await Shells.StartAsync("dash", lookOnly: true);
        await using var changing = await Shells.StartAsync("dash");
        await BuildAsync(Shells.Host(changing), root, source);
        var before = await CaseCheck.TreeAsync(Shells.Host(looking), root.Text);
        var world = new SimulatedWorld();

        var claimed = await CaseRun.OnAsync(world.Over(Shells.Host(looking)), source);
        (await CaseCheck.TreeAsync(Shells.Host(looking), root.Text)).ShouldBe(before, $"{name}: touched");

        var journal = new HostJournal("law", TimeProvider.System) { Home = Folder.Combine("journal") };
        var keeper = new JournalKeeper(journal);
        var host = new JournalingHost(Journaled(changing, keeper), keeper);
        var happened = await CaseRun.OnAsync(host, source);
        happened.HasExpectedEffects(source, "here");
        claimed.Matches(happened, source);
        if (claimed.Unknown is null)
        {
            CaseCheck.SameTree(await CaseCheck.TreeAsync(world.Over(Shells.Host(looking)), root.Text), await CaseCheck.TreeAsync(Shells.Host(looking), root.Text), source);
        }

        if (!source.MayChangeAgain && source.Fails is null)
        {
            var asked = changing.RoundTrips;
            (await CaseRun.OnAsync(host, source)).Effects.ShouldBeEmpty(name);
            (changing.RoundTrips - asked).ShouldBeLessThanOrEqualTo(1, $"{name}: an unchanged task asks the agent once");
        }

        if (source.CanUndo)
        {
            var undo = new RunUndo(Shells.Host(changing), "law", journal.Home);
            await undo.PrepareAsync(Cancellation);
            await undo.ApplyAsync(force: false, Cancellation);
            (await CaseCheck.TreeAsync(Shells.Host(looking), root.Text)).ShouldBe(before, $"{name}: undone");
        }

        Left().ShouldBeEmpty();
    }

    private static AgentHost Journaled(AgentClient client, JournalKeeper keeper) =>
        new("here", _ => Task.FromResult(client), new AgentRelatives(_ => throw new TaskFailedException("no other user"), name => throw new TaskFailedException($"no host {name}")), TimeProvider.System) { Journal = keeper.Keep };

    private static async Task BuildAsync(IHost host, HostPath root, ModuleCase source)
    {
        var placed = new HashSet<HostPath>();
        var folder = new PathState.Folder(0x1ED, "root", "root");
        var changes = new List<PathChange> { new(root, new PathState.Absent(), folder) };
        placed.Add(root);
        foreach (var (path, state) in source.Host.Paths)
        {
            foreach (var parent in Parents(path, root).Where(placed.Add))
            {
                changes.Add(new PathChange(parent, new PathState.Absent(), folder));
            }

            changes.Add(placed.Add(path) ? new PathChange(path, new PathState.Absent(), state) : new PathChange(path, folder, state));
        }

        await host.PutAsync([.. changes.Where(change => !change.IsNone)], Cancellation);
    }

    private static IEnumerable<HostPath> Parents(HostPath path, HostPath root)
    {
        var parents = new List<HostPath>();
        for (var parent = path.Parent; parent.IsWithin(root) && parent != root; parent = parent.Parent)
        {
            parents.Insert(0, parent);
        }

        return parents;
    }
}
