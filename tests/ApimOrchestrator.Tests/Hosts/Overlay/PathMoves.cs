using ApimOrchestrator.Core.Hosts;
using FsCheck;
using FsCheck.Fluent;

namespace ApimOrchestrator.Tests.Hosts.Overlay;

/// <summary>Random changes of paths: few names, so that they meet each other often.</summary>
internal static class PathMoves
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

    /// <summary>What is there at first, and what is done then.</summary>
    public static readonly Gen<Scenario> Any =
        from start in AnyMove.ListOf(12)
        from moves in AnyMove.ListOf(12)
        select new Scenario([.. start], [.. moves]);

    /// <summary>A move as a module would make it.</summary>
    /// <param name="move">The move.</param>
    /// <param name="root">The folder that is the root of all its paths.</param>
    public static Func<IHost, Task> Step(Move move, string root = "")
    {
        var (path, other) = (root + move.Path, move.Other.StartsWith('/') ? root + move.Other : move.Other);
        return move.Kind switch
        {
            "file" => Steps.Copy(path, $"text {move.Number}\n", mode: 0x180 + move.Number),
            "folder" => Steps.Folder(path, 0x1C0 + move.Number),
            "link" => Steps.Link(path, other),
            "remove" => Steps.Remove(path),
            "mode" => Steps.Chmod(path, 0x1A0 + move.Number),
            "copy" => Steps.CopyOnHost(other, path),
            _ => Steps.AddLine(path, $"line {move.Number}"),
        };
    }

    /// <summary>Makes moves, passing over those that fail.</summary>
    /// <returns>A word a move: whether it was made.</returns>
    public static async Task<string> TryAllAsync(IHost host, IEnumerable<Move> moves, string root = "")
    {
        var told = new List<string>();
        foreach (var move in moves)
        {
            try
            {
                await Step(move, root)(host);
                told.Add("done");
            }
            catch (TaskFailedException)
            {
                told.Add("failed");
            }
        }

        return string.Join(' ', told);
    }

    internal sealed record Move(string Kind, string Path, string Other, int Number);

    internal sealed record Scenario(List<Move> Start, List<Move> Moves)
    {
        public override string ToString() => $"start: {string.Join("; ", Start)}\nmoves: {string.Join("; ", Moves)}";
    }
}
