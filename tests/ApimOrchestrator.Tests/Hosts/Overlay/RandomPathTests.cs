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
    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly Gen<string> Path =
        from depth in Gen.Choose(1, 3)
        from names in Gen.Elements(Names).ListOf(depth)
        select "/" + string.Join('/', names);

    private static readonly Gen<string> Target = Gen.OneOf(Path, Gen.Elements(Names), Gen.Elements("..", "../a", "./b", "../../c", "a/b"));

    private static readonly Gen<Move> AnyMove =
        from kind in Gen.Elements("file", "file", "folder", "folder", "folder", "link", "remove", "mode", "copy", "append")
        from path in Path
        from other in kind == "link" ? Target : Path
        from number in Gen.Choose(0, 2)
        select new Move(kind, path, other, number);

    private static readonly Gen<Scenario> AnyScenario =
        from start in AnyMove.ListOf(12)
        from moves in AnyMove.ListOf(12)
        select new Scenario([.. start], [.. moves]);

    [Fact]
    public void Any_moves_agree()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(400);
        Prop.ForAll(AnyScenario.ToArbitrary(), scenario => AgreeAsync(scenario)).Check(config);
    }

    private static async Task AgreeAsync(Scenario scenario)
    {
        var host = new HostCase { Paths = await StartAsync(scenario) };
        await BothWays.AgreeAsync(host, [.. scenario.Moves.Select(Step), .. scenario.Moves.Select(move => Steps.Expect(move.Path, "file", follow: true)), .. Looks()]);
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

    private static async Task<IReadOnlyList<(HostPath Path, PathState State)>> StartAsync(Scenario scenario)
    {
        var scratch = new MemoryLab().Add("scratch", HostCase.Empty);
        foreach (var move in scenario.Start)
        {
            try
            {
                await Step(move)(scratch);
            }
            catch (TaskFailedException)
            {
                // A start that cannot be made is no part of the scenario.
            }
        }

        var tree = await scratch.LookAsync(new TreeLook(HostPath.Root), TestContext.Current.CancellationToken);
        return [.. tree.Where(entry => entry.Key != HostPath.Root).Select(entry => (entry.Key, entry.Value))];
    }

    private static Func<IHost, Task> Step(Move move) => move.Kind switch
    {
        "file" => Steps.Copy(move.Path, $"text {move.Number}\n", mode: 0x180 + move.Number),
        "folder" => Steps.Folder(move.Path, 0x1C0 + move.Number),
        "link" => Steps.Link(move.Path, move.Other),
        "remove" => Steps.Remove(move.Path),
        "mode" => Steps.Chmod(move.Path, 0x1A0 + move.Number),
        "copy" => Steps.CopyOnHost(move.Other, move.Path),
        _ => Steps.AddLine(move.Path, $"line {move.Number}"),
    };

    private sealed record Move(string Kind, string Path, string Other, int Number);

    private sealed record Scenario(List<Move> Start, List<Move> Moves)
    {
        public override string ToString() => $"start: {string.Join("; ", Start)}\nmoves: {string.Join("; ", Moves)}";
    }
}
