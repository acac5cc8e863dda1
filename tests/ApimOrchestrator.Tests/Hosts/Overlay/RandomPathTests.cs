using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Tests.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Overlay;

/// <summary>Any sequence of changes on any tree: what the overlay claims is what happens.</summary>
public sealed class RandomPathTests
{
    [Fact]
    public void Any_moves_agree()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(400);
        Prop.ForAll(PathMoves.Any.ToArbitrary(), scenario => AgreeAsync(scenario)).Check(config);
    }

    private static async Task AgreeAsync(PathMoves.Scenario scenario)
    {
        var host = new HostCase { Paths = await StartAsync(scenario) };
        await BothWays.AgreeAsync(host, [.. scenario.Moves.Select(move => PathMoves.Step(move)), .. scenario.Moves.Select(move => Steps.Expect(move.Path, "file", follow: true)), .. Looks()]);
    }

    /// <summary>Looks that fail with what they saw, so that both ways must have seen the same.</summary>
    private static IEnumerable<Func<IHost, Task>> Looks()
    {
        foreach (var look in new[] { new TreeLook(HostPath.Parse("/a")) { Depth = 1 }, new TreeLook(HostPath.Parse("/b")) { Exclude = ["a", "*/c"] }, new TreeLook(HostPath.Parse("/a/b"), PathDetail.Attributes) })
        {
            yield return async host =>
            {
                var tree = await host.LookAsync(look, TestContext.Current.CancellationToken);
                await host.RunAsync(new Command("true"), new Change(new Subject("seen", "tree"), "", string.Join('\n', tree.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {MemoryMachine.Describe(entry.Value)}"))), TestContext.Current.CancellationToken);
            };
        }
    }

    private static async Task<IReadOnlyList<(HostPath Path, PathState State)>> StartAsync(PathMoves.Scenario scenario)
    {
        var scratch = new MemoryLab().Add("scratch", HostCase.Empty);
        await PathMoves.TryAllAsync(scratch, scenario.Start);
        var tree = await scratch.LookAsync(new TreeLook(HostPath.Root), TestContext.Current.CancellationToken);
        return [.. tree.Where(entry => entry.Key != HostPath.Root).Select(entry => (entry.Key, entry.Value))];
    }
}
