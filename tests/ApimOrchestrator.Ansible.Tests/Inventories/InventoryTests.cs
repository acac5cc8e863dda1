using System.Text.Json;
using System.Text.Json.Nodes;
using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Inventories;

/// <summary>
/// Inventories, each a folder of cases, as <c>ansible-inventory</c> and our <c>inventory</c> show them: JSON compared by what it says, lists in their order, the tree byte
/// for byte. A case's folder holds <c>inventory.yml</c>, <c>inventory.ini</c>, a folder <c>inventory</c> or, in <c>words.txt</c>, a list of hosts.
/// </summary>
public sealed class InventoryTests(InventoryProgram ansible) : IClassFixture<InventoryProgram>
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Inventories", "Cases");

    public static TheoryData<string> Names() => [.. Directory.EnumerateDirectories(Cases).Select(folder => Path.GetFileName(folder)!).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_show_the_same_hosts_groups_and_variables(string name)
    {
        var folder = Path.Combine(Cases, name);
        var (list, ours) = (await AnsibleAsync(folder, "--list"), await OursAsync(folder, "--list"));

        ours.ExitCode.ShouldBe(0, ours.ToString());
        Canonical(ours.Output).ShouldBe(Canonical(list));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_draw_the_same_tree(string name)
    {
        var folder = Path.Combine(Cases, name);

        (await OursAsync(folder, "--graph")).Output.ShouldBe(await AnsibleAsync(folder, "--graph"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_show_the_same_of_one_host(string name)
    {
        var folder = Path.Combine(Cases, name);
        var hosts = JsonNode.Parse(await AnsibleAsync(folder, "--list"))!["_meta"]!["hostvars"]!.AsObject().Select(pair => pair.Key).Where(host => host.All(char.IsAsciiLetterOrDigit)).Take(1);
        foreach (var host in hosts)
        {
            Canonical((await OursAsync(folder, "--host", host)).Output).ShouldBe(Canonical(await AnsibleAsync(folder, "--host", host)), host);
        }
    }

    private static string Canonical(string json) => JsonNode.Parse(json) is { } node ? Sorted(node)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) : "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string[] Words(string folder, params IEnumerable<string> words)
    {
        var list = Path.Combine(folder, "words.txt");
        var source = File.Exists(list) ? File.ReadAllText(list).Trim() : Path.GetFileName(Directory.EnumerateFileSystemEntries(folder, "inventory*").Order().First());
        return ["-i", source, .. words];
    }

    private static Task<ToolRun> OursAsync(string folder, params IEnumerable<string> words) =>
        Programs.OursAsync(Words(folder, words).Prepend("inventory"), folder, "", TestContext.Current.CancellationToken);

    private Task<string> AnsibleAsync(string folder, params IEnumerable<string> words) => ansible.AskAsync(folder, Words(folder, words), TestContext.Current.CancellationToken);
}
