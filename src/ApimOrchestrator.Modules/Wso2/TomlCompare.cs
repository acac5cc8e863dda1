using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Toml;
using ApimOrchestrator.Modules.Wso2.Support;

namespace ApimOrchestrator.Modules.Wso2;

/// <summary>Proves that a TOML file of this host says the same as another host's, save for the keys that must differ. Looks only.</summary>
[Module("toml_compare", "Compares a TOML file with another host's by what it says, not by how it is written, and fails where they differ and should not.")]
[Returns("differences", "The keys that differ, each with `path`, `here` and `there` (the values as written; none where a file has no such key; passwords masked).")]
public sealed record TomlCompare : IModule
{
    /// <summary>The file here.</summary>
    [Argument("The file on this host.")]
    public required HostPath Path { get; init; }

    /// <summary>The other host.</summary>
    [Argument("The host of the inventory it is compared with.")]
    public required string With { get; init; }

    /// <summary>The file there.</summary>
    [Argument("The file on that host; the same path if left out.")]
    public HostPath? Src { get; init; }

    /// <summary>What may differ.</summary>
    [Argument("Keys and whole tables that may differ, such as `server.node_ip`, `secrets` or `database.*.url`; `*` is any one name.")]
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Whether a difference is a failure.</summary>
    [Argument("Whether a difference fails the task; if not, they are only answered.")]
    public bool MustMatch { get; init; } = true;

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        try
        {
            var except = Except.Select(TomlPath.Parse).ToList();
            var there = ReadAsync(host.Peer(With), Src ?? Path, cancellation);
            var here = await ReadAsync(host, Path, cancellation);
            return Told(TomlDifference.Between(here, await there, except));
        }
        catch (DiagnosticException problem)
        {
            throw new TaskFailedException(problem.Message);
        }
    }

    private static async Task<TomlDocument> ReadAsync(IHost host, HostPath path, CancellationToken cancellation) =>
        await host.StateOfAsync(path, PathDetail.Bytes, cancellation) is PathState.File file
            ? await TomlFile.ReadAsync(path, file.Content, cancellation)
            : throw new TaskFailedException($"there is no file {path} on {host.Name}");

    private Answer Told(IReadOnlyList<TomlDifference> differences)
    {
        var values = differences.Select(difference => (object?)new Dictionary<string, object?> { ["path"] = difference.Path, ["here"] = difference.Left, ["there"] = difference.Right }).ToList();
        if (differences.Count == 0 || !MustMatch)
        {
            return Answer.Of("differences", values);
        }

        var lines = differences.Select(difference => $"  {difference.Path}: {difference.Left ?? "(absent)"} here, {difference.Right ?? "(absent)"} on {With}");
        throw new TaskFailedException($"{Path} says something else than on {With}:\n{string.Join('\n', lines)}") { Values = new Dictionary<string, object?> { ["differences"] = values } };
    }
}
