using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Hosts.Overlay;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Journal;

/// <summary>Any sequence of changes over a real agent: claimed beforehand as it happens, and taken back to the last bit.</summary>
public sealed class RandomRealTests : AgentTest
{
    private int _scenario;

    [Fact]
    public async Task Any_moves_happen_as_claimed_and_are_undone()
    {
        Assert.SkipUnless(IsRoot, "owners can only be set by root");
        await using var looking = await Shells.StartAsync("dash", lookOnly: true);
        await using var changing = await Shells.StartAsync("dash");

        Prop.ForAll(PathMoves.Any.ToArbitrary(), scenario => AgreeAsync(looking, changing, scenario)).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private async Task AgreeAsync(AgentClient looking, AgentClient changing, PathMoves.Scenario scenario)
    {
        var (root, home) = (Folder.Combine($"{++_scenario}"), Folder.Combine($"{_scenario}-journal"));
        var plain = Shells.Host(changing);
        await plain.PutAsync(new PathChange(root, new PathState.Absent(), new PathState.Folder(0x1ED, "root", "root")), Cancellation);
        await PathMoves.TryAllAsync(plain, scenario.Start, root.Text);
        var before = await BothWays.TreeAsync(plain, root.Text);

        var world = new SimulatedWorld();
        var claimed = await PathMoves.TryAllAsync(world.Over(Shells.Host(looking)), scenario.Moves, root.Text);
        (await BothWays.TreeAsync(plain, root.Text)).ShouldBe(before);

        var keeper = new JournalKeeper(new HostJournal("run", TimeProvider.System) { Home = home });
        var happened = await PathMoves.TryAllAsync(new JournalingHost(Journaled(changing, keeper), keeper), scenario.Moves, root.Text);
        claimed.ShouldBe(happened);
        (await BothWays.TreeAsync(world.Over(Shells.Host(looking)), root.Text)).ShouldBe(await BothWays.TreeAsync(plain, root.Text));

        var undo = new RunUndo(plain, "run", home);
        await undo.PrepareAsync(Cancellation);
        (await undo.DriftAsync(Cancellation)).ShouldBeEmpty();
        await undo.ApplyAsync(force: false, Cancellation);
        (await BothWays.TreeAsync(plain, root.Text)).ShouldBe(before);
    }

    private static AgentHost Journaled(AgentClient client, JournalKeeper keeper) =>
        new("here", _ => Task.FromResult(client), new AgentRelatives(_ => throw new TaskFailedException("no other user"), name => throw new TaskFailedException($"no host {name}")), TimeProvider.System) { Journal = keeper.Keep };
}
