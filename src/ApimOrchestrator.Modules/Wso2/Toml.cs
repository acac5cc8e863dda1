using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Toml;
using ApimOrchestrator.Modules.Wso2.Support;

namespace ApimOrchestrator.Modules.Wso2;

/// <summary>Edits a TOML file, above all the product's <c>deployment.toml</c>: only the lines that must change do, and the product's own parser reads the result.</summary>
[Module("toml", "Sets and removes keys, tables and arrays of tables of a TOML file such as `deployment.toml`; comments, order and spacing stay, and the result is checked against what the server's own parser reads.")]
[Returns("warnings", "What the product will ignore: keys it does not know, with the nearest one it does.")]
public sealed record Toml : IModule
{
    /// <summary>The file.</summary>
    [Argument("The file. A link is not followed: name the file itself.", Aliases = ["dest"])]
    public required HostPath Path { get; init; }

    /// <summary>One key.</summary>
    [Argument("One key path, such as `server.hostname`, `synapse_properties.'a.b'` or `apim.gateway.environment[name=Default].service_url` (`[0]` is the first table of an array, `[-1]` the last). Needs `value`, or `state: absent`.")]
    public string? Key { get; init; }

    /// <summary>The value of <see cref="Key"/>.</summary>
    [Argument("The value of `key`. Plain scalars keep the kind and digits they are written with: `true`, `9443` and `4.10` stay so, `no` and `\"9443\"` are texts. A map sets keys of a table, a list of maps an array of tables.")]
    public object? Value { get; init; }

    /// <summary>Whether <see cref="Key"/> is to be there.</summary>
    [Argument("Whether `key` has the value or is not there; a key path may name a whole table, or tables of an array by match.")]
    public KeyState State { get; init; } = KeyState.Present;

    /// <summary>Keys and their values.</summary>
    [Argument("Key paths and their values, written in this order.")]
    public IReadOnlyDictionary<string, object?> Set { get; init; } = new Dictionary<string, object?>();

    /// <summary>Keys that are not to be there.</summary>
    [Argument("Key paths of keys, tables or array tables to take out, before anything is set.")]
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>Arrays of tables.</summary>
    [Argument("Arrays of tables by key path, each with the list of its tables (an empty list takes it out); done before `set`.", Aliases = ["tables"])]
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> ArrayTables { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>();

    /// <summary>What the lists of <see cref="ArrayTables"/> mean.</summary>
    [Argument("Whether `array_tables` lists all tables of each array, or tables that must be in it: one that holds the keys and values given counts as there.")]
    public TablesMode TablesMode { get; init; } = TablesMode.Replace;

    /// <summary>The product's version.</summary>
    [Argument("The version of API-M whose keys are known (the nearest list is taken); keys of all versions are known if left out.")]
    public string? Version { get; init; }

    /// <summary>Whether unknown keys are told of.</summary>
    [Argument("Whether to warn of keys the product does not know. Say no for files other than `deployment.toml`.")]
    public bool WarnUnknownKeys { get; init; } = true;

    /// <summary>Whether a missing file is made.</summary>
    [Argument("Whether a file that is not there is made; without this it is an error.")]
    public bool Create { get; init; }

    /// <summary>The owner.</summary>
    [Argument("The user the file belongs to.")]
    public string? Owner { get; init; }

    /// <summary>The group.</summary>
    [Argument("The group the file belongs to.")]
    public string? Group { get; init; }

    /// <summary>The mode.</summary>
    [Argument("The file's mode; 0644 for a file that is made.")]
    public Mode? Mode { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        try
        {
            return await EditAsync(host, cancellation);
        }
        catch (DiagnosticException problem)
        {
            // What is wrong is in the host's file or in this task's paths and values: this task fails on this host, nothing else.
            throw new TaskFailedException(problem.Message);
        }
    }

    private async Task<Answer> EditAsync(IHost host, CancellationToken cancellation)
    {
        var edits = Edits();
        var (state, identity) = await host.LookAsync(new PathLook(Path, PathDetail.Bytes), new IdentityLook(), cancellation);
        var (before, present) = await ReadAsync(state, cancellation);
        var after = edits.Apply(before);
        var wished = new PathState.File(
            after.Text == before.Text && present is not null ? present.Content : TomlFile.ContentOf(after.Text, present?.Content.IsSecret == true || edits.HidesSecretFrom(after.Text), present?.Content),
            Mode?.Resolve(present?.Mode ?? 0b110_100_100, isFolder: false) ?? present?.Mode ?? 0b110_100_100,
            Owner ?? present?.Owner ?? identity.User,
            Group ?? present?.Group ?? identity.Group);
        await host.PutAsync(new PathChange(Path, state, wished), cancellation);
        var warnings = WarnUnknownKeys ? edits.Warnings(TomlKeyModel.For(Version)) : [];
        return Answer.Of("warnings", warnings.ToList<object?>()) with { Warnings = [.. warnings.Select(warning => $"{Path}: {warning}")] };
    }

    private TomlEdits Edits()
    {
        var hasValue = Value is not (null or Written { Value: null });
        var problem = (Key, State, hasValue) switch
        {
            (null, _, true) => "'value' needs a 'key'",
            (null, KeyState.Absent, _) => "'state: absent' needs a 'key'",
            (not null, KeyState.Absent, true) => "'state: absent' takes no 'value'",
            (not null, KeyState.Present, false) => "'key' needs a 'value', or 'state: absent'",
            (null, _, _) when Set.Count + Remove.Count + ArrayTables.Count == 0 => "there is nothing to do: give 'key', 'set', 'remove' or 'array_tables'",
            _ => null,
        };
        if (problem is not null)
        {
            throw new TaskFailedException(problem);
        }

        var set = Key is null || State == KeyState.Absent ? Set : Set.Append(new KeyValuePair<string, object?>(Key, Value));
        return new TomlEdits
        {
            Remove = [.. (State == KeyState.Absent ? Remove.Append(Key!) : Remove).Select(TomlPath.Parse)],
            Tables = [.. ArrayTables.Select(pair => (TomlPath.Parse(pair.Key), pair.Value))],
            Mode = TablesMode,
            Set = [.. set.Select(pair => (TomlPath.Parse(pair.Key), pair.Value))],
        };
    }

    private async Task<(TomlDocument Document, PathState.File? File)> ReadAsync(PathState state, CancellationToken cancellation) => state switch
    {
        PathState.File file => (await TomlFile.ReadAsync(Path, file.Content, cancellation), file),
        PathState.Absent when Create => (TomlDocument.Parse(string.Empty, Path.Text), null),
        PathState.Absent => throw new TaskFailedException($"there is no file {Path}; with 'create: true' it would be made"),
        _ => throw new TaskFailedException($"{Path} is no file but a {state}"),
    };
}
