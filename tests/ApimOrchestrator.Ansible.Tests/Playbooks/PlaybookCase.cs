namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>A playbook with all it needs, and how it is run. README.md tells how the file is laid out.</summary>
/// <param name="Name">Area and name.</param>
/// <param name="Files">Path to text, the playbook and the inventory among them.</param>
/// <param name="Runs">The command lines, run one after the other in one folder.</param>
/// <param name="IsByHost">Whether only the order on each host is compared, as where hosts do not wait for one another.</param>
/// <param name="IsRefused">Whether both programs refuse it before anything is done; where that is not said, a run that does nothing proves nothing.</param>
public sealed record PlaybookCase(string Name, IReadOnlyDictionary<string, string> Files, IReadOnlyList<CaseRun> Runs, bool IsByHost, bool IsRefused)
{
    private const string Section = "### ";

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Playbooks", "Cases");

    /// <summary>Four hosts of this machine, each with its own folder <c>{{ work }}</c>.</summary>
    private const string UsualInventory = """
        all:
          vars:
            ansible_connection: local
            ansible_python_interpreter: /usr/bin/python3
            work: "{{ playbook_dir }}/work/{{ inventory_hostname }}"
          children:
            apim:
              hosts: {a: {number: 1}, b: {number: 2}}
            km:
              hosts: {c: {number: 3}}
            spare:
              hosts: {d: {number: 4}}

        """;

    /// <summary>The names of the cases of an area.</summary>
    /// <param name="area">The folder below <c>Cases</c>.</param>
    public static IEnumerable<string> Names(string area) =>
        Directory.EnumerateFiles(Path.Combine(Root, area), "*.yml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    /// <summary>Reads a case.</summary>
    /// <param name="area">Its area.</param>
    /// <param name="name">Its name.</param>
    public static PlaybookCase Read(string area, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, area, name + ".yml"));
        var header = lines.TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[2..]).ToList();
        return new PlaybookCase($"{area}/{name}", ReadFiles(lines), ReadRuns(header), header.Contains("by host"), header.Contains("refused"));
    }

    private static Dictionary<string, string> ReadFiles(IEnumerable<string> lines)
    {
        var files = new Dictionary<string, List<string>>();
        var file = files["playbook.yml"] = [];
        foreach (var line in lines)
        {
            if (line.StartsWith(Section, StringComparison.Ordinal))
            {
                file = files[line[Section.Length..]] = [];
            }
            else
            {
                file.Add(line);
            }
        }

        var texts = files.ToDictionary(pair => pair.Key, pair => string.Concat(pair.Value.Select(line => line + "\n")));
        if (!texts.Keys.Any(path => path.StartsWith("inventory", StringComparison.Ordinal)))
        {
            texts["inventory.yml"] = UsualInventory;
        }

        return texts;
    }

    private static List<CaseRun> ReadRuns(IEnumerable<string> header)
    {
        var runs = new List<CaseRun>();
        foreach (var line in header)
        {
            if (line.StartsWith("run:", StringComparison.Ordinal))
            {
                runs.Add(new CaseRun([.. Words(line["run:".Length..])], ""));
            }
            else if (line.StartsWith("input:", StringComparison.Ordinal))
            {
                runs = runs.Count == 0 ? [new CaseRun([], "")] : runs;
                runs[^1] = runs[^1] with { Input = $"{runs[^1].Input}{line["input:".Length..].Trim()}\n" };
            }
        }

        return runs.Count == 0 ? [new CaseRun([], "")] : runs;
    }

    // Words are parted by spaces; one in single quotes may hold some.
    private static IEnumerable<string> Words(string text) =>
        text.Split('\'').SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
