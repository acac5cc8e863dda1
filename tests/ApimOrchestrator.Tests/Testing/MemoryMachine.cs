using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Hosts.Overlay;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>What all users of a host in memory share: files, accounts, named states, canned programs, and counts of what was asked.</summary>
public sealed class MemoryMachine
{
    private static readonly string FindScript = JournalLook.Find("x").Command.Arguments[1];

    private readonly List<CannedProgram> _programs;

    public MemoryMachine(string name, HostCase host, MemoryLab lab)
    {
        (Name, Lab) = (name, lab);
        Users["root"] = new UserState("root", 0, "root", HostPath.Parse("/root"), "/bin/sh");
        Groups["root"] = new GroupState("root", 0);
        foreach (var user in host.Users)
        {
            Users[user.Name] = user;
            Groups.TryAdd(user.Group, new GroupState(user.Group, user.Uid));
        }

        foreach (var group in host.Groups)
        {
            Groups[group.Name] = group;
        }

        foreach (var (path, state) in host.Paths)
        {
            Files.Place(path, state);
        }

        State = new Dictionary<string, string>(host.State);
        _programs = [.. host.Programs];
    }

    public string Name { get; }

    public MemoryLab Lab { get; }

    public Dictionary<string, UserState> Users { get; } = [];

    public Dictionary<string, GroupState> Groups { get; } = [];

    public Dictionary<string, string> State { get; }

    /// <summary>How many round trips there were.</summary>
    public int Trips { get; set; }

    /// <summary>Whether a change is a bug of the caller.</summary>
    public bool IsLookOnly { get; set; }

    /// <summary>Every program that was run, by looks and changes alike.</summary>
    public List<Command> Commands { get; } = [];

    internal MemoryFiles Files { get; } = new();

    /// <summary>Everything there is, as text that two machines can be compared by.</summary>
    public string Snapshot()
    {
        var lines = Files.Tree(new TreeLook(HostPath.Root) { Exclude = ["journal"] }).Select(entry => $"{entry.Key} {Describe(entry.Value)}")
            .Concat(State.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"state {pair.Key} {pair.Value}"))
            .Concat(Users.Keys.Order(StringComparer.Ordinal).Select(user => $"user {user}"));
        return string.Join('\n', lines);
    }

    /// <summary>A path's state as text, content included.</summary>
    public static string Describe(PathState state) => state is PathState.File file ? $"{file} {file.Content.Sha256 ?? file.Content.WhyUnknown}" : $"{state.Kind} {state}";

    internal CommandResult Run(Command command)
    {
        Commands.Add(command);
        string[] words = [command.Program, .. command.Arguments];
        if (_programs.Find(program => program.Fits(command, State) && program.FitsInput(Text(command.Input))) is { } canned)
        {
            return Answer(canned, command);
        }

        switch (words)
        {
            case ["/bin/sh", "-c", AccountLook.Script, "sh", var database, var name]:
                return new CommandResult((database == "passwd" ? Users.ContainsKey(name) : Groups.ContainsKey(name)) ? 0 : 2, "", "");
            case ["/bin/sh", "-c", JournalingHost.KeepScript, "sh", var folder, .. var files]:
                Keep(folder, files.Select(HostPath.Parse), Text(command.Input));
                return new CommandResult(0, "", "");
            case ["/bin/sh", "-c", var script, "sh", var run, var home] when script == FindScript:
                var isThere = Files.StateOf(HostPath.Parse($"{home}/runs/{run}/journal"), PathDetail.Attributes) is PathState.File;
                return new CommandResult(0, isThere ? $"root {home}/runs/{run}\n" : "", "");
            case ["/bin/sh", "-c", RealFolders.Script, "sh"]:
                return new CommandResult(0, string.Concat(Text(command.Input).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(folder => Files.CanonicalOf(folder) + "\n")), "");
            case ["cat", "/proc/self/mounts"]:
                return new CommandResult(0, string.Concat(Lab.MountsOf(this).Select(mount => $"{mount.Source} {mount.Point} nfs4 rw 0 0\n")), "");
            case ["mount", "-t", _, var source, var point]:
                return Lab.Mount(this, source, HostPath.Parse(point));
            case ["umount", var point]:
                return Lab.Unmount(this, HostPath.Parse(point));
            case ["useradd", var user]:
                Groups[user] = new GroupState(user, 2000);
                Users[user] = new UserState(user, 2000, user, HostPath.Parse($"/home/{user}"), "/bin/sh");
                return new CommandResult(0, "", "");
            case ["true"]:
                return new CommandResult(0, "", "");
            default:
                return new CommandResult(127, "", $"{command.Program}: not found\n");
        }
    }

    /// <summary>Keeps files and lines as the agent does before a change.</summary>
    internal void Keep(string folder, IEnumerable<HostPath> files, string lines)
    {
        foreach (var file in files.Select(path => Files.StateOf(path, PathDetail.Bytes)).OfType<PathState.File>())
        {
            Files.Place(HostPath.Parse($"{folder}/content/{file.Content.Sha256}"), file);
        }

        var journal = HostPath.Parse($"{folder}/journal");
        var before = Files.StateOf(journal, PathDetail.Bytes) is PathState.File known ? Text(known.Content) : "";
        Files.Place(journal, new PathState.File(Content.Of(before + lines), 0x180, "root", "root"));
    }

    private CommandResult Answer(CannedProgram canned, Command command)
    {
        var input = Text(command.Input);
        string Fill(string text) => State.Aggregate(text, (filled, pair) => filled.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal)).Replace("{input}", input, StringComparison.Ordinal);
        var (output, error) = (Fill(canned.Output), Fill(canned.Error));
        var changed = canned.Set.ToDictionary(pair => pair.Key, pair => Fill(pair.Value));
        foreach (var (name, value) in changed)
        {
            State[name] = value;
        }

        foreach (var (path, state) in canned.Paths)
        {
            Files.Place(path, state);
        }

        if (canned.Once)
        {
            _programs.Remove(canned);
        }

        return new CommandResult(canned.Exit, output, error) { RawOutput = System.Text.Encoding.UTF8.GetBytes(output) };
    }

    private static string Text(Content content)
    {
        var read = content.ReadAsync(CancellationToken.None);
        return read.IsCompleted ? System.Text.Encoding.UTF8.GetString(read.GetAwaiter().GetResult()) : throw new InvalidOperationException("contents in tests are in memory");
    }
}
