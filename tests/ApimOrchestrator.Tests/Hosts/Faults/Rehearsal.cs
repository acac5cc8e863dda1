using System.Diagnostics;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Modules;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>A playbook of many kinds of changes, run again and again over the same small tree, undisturbed or not.</summary>
public sealed class Rehearsal : IDisposable
{
    private const string Playbook = """
        - hosts: all
          gather_facts: false
          tasks:
            - file: {path: "{{ root }}/new", state: directory, mode: "0750"}
            - copy: {dest: "{{ root }}/new/file", content: "one\n", mode: "0640"}
            - copy: {dest: "{{ root }}/old", content: "another\n", mode: "0600"}
            - lineinfile: {path: "{{ root }}/lines", line: added}
            - lineinfile: {path: "{{ root }}/lines", regexp: "^b=", line: "b=2"}
            - copy: {src: large, dest: "{{ root }}/new/large", mode: "0644"}
            - copy: {src: large, dest: "{{ root }}/large", mode: "0600"}
            - file: {path: "{{ root }}/link", src: new, state: link}
            - file: {path: "{{ root }}/gone", state: absent}
            - file: {path: "{{ root }}/modes", mode: "0400"}
            - blockinfile: {path: "{{ root }}/lines", block: "x\ny"}
            - command: mkdir {{ root }}/commanded
              args: {creates: "{{ root }}/commanded"}
            - copy: {dest: "{{ root }}/commanded/last", content: "{{ 'z' * 70000 }}", mode: "0644"}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("apim-faults-").FullName;
    private readonly Project _project;
    private readonly ApimOrchestrator.Core.Playbooks.Inventory _inventory;
    private readonly ApimOrchestrator.Core.Playbooks.Playbook _playbook;
    private int _runs;

    public Rehearsal()
    {
        File.WriteAllText(In("p.yml"), Playbook);
        File.WriteAllText(In("hosts"), "here ansible_connection=local\n");
        File.WriteAllBytes(In("large"), Bytes(2_500_000, 1));
        _project = new Project(new ProjectOptions { Modules = ModuleCatalog.All, ExtraVars = [$"root={Root}"] });
        _inventory = _project.LoadInventory([In("hosts")]);
        _playbook = _project.LoadPlaybook(In("p.yml"));
        _project.ThrowIfErrors();
    }

    /// <summary>The tree that is changed.</summary>
    public string Root => In("tree");

    /// <summary>Where the host keeps its journals.</summary>
    public string Journals => In("journal");

    /// <summary>The way of the last run.</summary>
    public FaultyTransport Transport { get; private set; } = null!;

    /// <summary>The clock of the control machine.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the last run told.</summary>
    public List<string> Told { get; } = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Brings the tree to its beginning.</summary>
    public void Reset()
    {
        foreach (var path in new[] { Root, Journals }.Where(Directory.Exists))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(Root, "gone/deep"));
        foreach (var name in new[] { "old", "modes", "gone/a", "gone/deep/b" })
        {
            File.WriteAllText(Path.Combine(Root, name), $"{name} as it was\n");
        }

        File.WriteAllText(Path.Combine(Root, "lines"), "a=1\nb=1\n");
        File.WriteAllBytes(Path.Combine(Root, "large"), Bytes(1_500_000, 2));
    }

    /// <summary>Runs the playbook.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="after">Called after each task.</param>
    public async Task<int> RunAsync(Fault? fault = null, Action? after = null)
    {
        Told.Clear();
        var options = new PoolOptions
        {
            Run = $"run-{++_runs:0000}",
            Time = Time,
            Holder = "a test",
            Limit = TimeSpan.FromSeconds(fault?.Kind == FaultKind.Garbage ? 4 : 600),
            Lock = HostPath.Parse(In("lock")),
            Home = HostPath.Parse(Journals),
            Transport = settings => Transport = new FaultyTransport(new ApimOrchestrator.Hosts.Local.ProcessTransport(settings.HostName), fault),
        };
        await using var pool = new HostPool(options);
        var recap = new Recap();
        var events = new EventStream([recap, new Listener(Told, after)], new SecretMask(), Time);
        var run = new RunOptions { Connection = new ConnectionSettings("", "") { Timeout = TimeSpan.FromSeconds(fault?.Kind is FaultKind.Hang or FaultKind.Garbage ? 4 : 60) } };
        var context = new RunContext(new RunMemory(_inventory, _project.ExtraVars), _project.Variables, pool, events, run, Time);
        return await new PlaybookRunner(context, recap).RunAsync([_playbook], TestContext.Current.CancellationToken);
    }

    /// <summary>Every path of the tree with kind, mode, owner and content; temporary files of agents aside.</summary>
    public SortedDictionary<string, string> Seen()
    {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFileSystemEntries(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Where(path => !Path.GetFileName(path).StartsWith(".apim-", StringComparison.Ordinal)))
        {
            var link = new FileInfo(path).LinkTarget;
            seen[path] = link is not null ? $"link {link}"
                : Directory.Exists(path) ? $"folder {File.GetUnixFileMode(path)}"
                : $"file {File.GetUnixFileMode(path)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}";
        }

        return seen;
    }

    /// <summary>Temporary files of agents in the tree.</summary>
    public IEnumerable<string> Left() => Directory.EnumerateFileSystemEntries(Root, ".apim-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });

    /// <summary>Waits until no agent of the last run lives.</summary>
    public async Task AgentsEndAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (Transport.Agents.Any(IsAgent))
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"an agent stays behind: {string.Join(' ', Transport.Agents)}");
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The lines of all journals on the host; the last line of each may be torn.</summary>
    public IEnumerable<IReadOnlyList<string>> JournalLines() =>
        Directory.Exists(Journals) ? Directory.EnumerateFiles(Journals, HostJournal.LinesFile, SearchOption.AllDirectories).Select(file => (IReadOnlyList<string>)File.ReadAllLines(file)) : [];

    private static bool IsAgent(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains("apim-agent", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private string In(string name) => Path.Combine(_folder, name);

    private sealed class Listener(List<string> told, Action? after) : IEventSink
    {
        public void Emit(RunEvent happened)
        {
            if (happened is RunEvent.TaskFinished finished)
            {
                told.Add($"{finished.Result.Task}: {finished.Result.Outcome} {finished.Result.Message}");
                after?.Invoke();
            }
        }
    }
}
