using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Inventories;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Inventories;

/// <summary>The expected hosts, groups and values were printed by <c>ansible-inventory</c> 2.14 for the same files.</summary>
public sealed class InventoryTests
{
    private const string Yaml = """
        all:
          vars: {where: all, top: 1}
          hosts:
            lonely: {x: 1}
          children:
            apim:
              hosts:
                node[1:3]:
                  port: 9443
                node2: {port: 9444}
              vars: {where: apim, b: apim}
            wide:
              children:
                apim:
                km: {hosts: {km1: {ansible_port: 22}}}
              vars: {where: wide, c: wide}
            zed: {hosts: node1, vars: {b: zed}}
            abc: {hosts: {"node1:2222": }, vars: {b: abc, ansible_group_priority: 10}}
        """;

    private const string Ini = """
        # comment
        plain ansible_host=10.0.0.1 flag=True word=yes mode=0644 list="[1, 'a']" t='x y' n=1_000 h=0x1F e=1e3 q="it's" none=None m={'a':1}
        [web]
        w[01:03]:2200 a=1 # trailing
        w[a:c:2]-x
        [web:vars]
        s = text with # no comment
        z = "quoted"
        i = 5
        f=1.50
        u=1,2
        [both:children]
        web
        db
        [db]
        d1
        """;

    [Fact]
    public void A_YAML_inventory_has_the_hosts_and_groups_Ansible_sees()
    {
        using var folder = new ProjectFolder(("i.yml", Yaml));
        var inventory = folder.Inventory("i.yml");
        inventory.Hosts.Select(host => host.Name).ShouldBe(["lonely", "node1", "node2", "node3", "km1"]);
        inventory.Groups["wide"].Hosts.ShouldBe(["node1", "node2", "node3", "km1"]);
        inventory.Groups["all"].Children.ShouldBe(["ungrouped", "apim", "wide", "zed", "abc"]);
        inventory.Groups["ungrouped"].Hosts.ShouldBe(["lonely"]);
        inventory.Find("node1")!.Groups.ShouldBe(["wide", "zed", "abc", "apim"]);
    }

    [Fact]
    public void The_deeper_group_wins_then_the_priority_then_the_name()
    {
        using var folder = new ProjectFolder(("i.yml", Yaml));
        var inventory = folder.Inventory("i.yml");
        Vars(inventory, "node1").ShouldBe("b=apim c=wide port=9443 top=1 where=apim");
        Vars(inventory, "node2").ShouldBe("b=apim c=wide port=9444 top=1 where=apim");
        Vars(inventory, "km1").ShouldBe("ansible_port=22 c=wide top=1 where=wide");
    }

    [Fact]
    public void An_INI_inventory_has_the_hosts_and_values_Ansible_sees()
    {
        using var folder = new ProjectFolder(("hosts", Ini));
        var inventory = folder.Inventory("hosts");
        inventory.Hosts.Select(host => host.Name).ShouldBe(["plain", "w01", "w02", "w03", "wa-x", "wc-x", "d1"]);
        inventory.Groups["both"].Hosts.ShouldBe(["w01", "w02", "w03", "wa-x", "wc-x", "d1"]);
        Vars(inventory, "w02").ShouldBe("a=1 ansible_port=2200 f=1.5 i=5 s=text with # no comment u=[1, 2] z=quoted");
        Vars(inventory, "plain").ShouldBe("ansible_host=10.0.0.1 e=1000 flag=True h=31 list=[1, a] m={a:1} mode=0644 n=1000 none= q=it's t=x y word=yes");
    }

    [Fact]
    public void Folders_beside_the_inventory_and_the_playbook_are_laid_over_it_in_order()
    {
        using var folder = new ProjectFolder(
            ("inv/hosts.yml", "all: {vars: {a: inline, b: inline, c: inline, d: inline, e: inline}, children: {g: {vars: {b: g, f: g}, hosts: {h: {e: h, g: h}}}}}\n"),
            ("inv/group_vars/all.yml", "a: files\nb: files\nf: files\n"),
            ("inv/group_vars/g/one.yml", "c: g files\n"),
            ("inv/group_vars/g/two.json", "{\"d\": \"g files\"}"),
            ("inv/host_vars/h", "e: h files\n"),
            ("play/group_vars/g.yaml", "d: play\n"),
            ("play/group_vars/all.yml", "c: play all\nb: play all\n"),
            ("play/host_vars/h.yml", "g: play\n"));
        var project = folder.Open();
        var inventory = project.LoadInventory([folder["inv"]]);
        project.ThrowIfErrors();
        Vars(inventory, "h").ShouldBe("a=files b=files c=g files d=g files e=h files f=files g=h");
        Text(project.InventoryVariables(inventory.Find("h")!, folder["play"])).ShouldBe("a=files b=play all c=g files d=play e=h files f=files g=play");
    }

    [Fact]
    public void Several_inventories_and_lists_of_hosts_become_one()
    {
        using var folder = new ProjectFolder(("a", "[g]\nx v=1\n"), ("b.yml", "g: {hosts: {x: {v: 2}, y: }}\n"));
        var inventory = folder.Inventory("a", "b.yml", "p,q,");
        inventory.Groups["g"].Hosts.ShouldBe(["x", "y"]);
        inventory.Groups["ungrouped"].Hosts.ShouldBe(["p", "q"]);
        Vars(inventory, "x").ShouldBe("v=2");
    }

    [Theory]
    [InlineData("[2001:db8::1]:2200", "2001:db8::1", 2200)]
    [InlineData("fe80::5", "fe80::5", null)]
    [InlineData("node[1:3]:22", "node[1:3]", 22)]
    [InlineData("a.example.org", "a.example.org", null)]
    public void A_port_is_told_from_an_address(string text, string name, int? port) => HostAddress.Parse(text).ShouldBe(new HostAddress(name, port));

    [Theory]
    [InlineData("all:!node3:&wide", "node1 node2 km1")]
    [InlineData("n*[1:2],~k.1,zed", "node2 node3 km1 node1")]
    [InlineData("all", "lonely node1 node2 node3 km1")]
    [InlineData("*", "lonely node1 node2 node3 km1")]
    [InlineData("apim[0]", "node1")]
    [InlineData("apim[-1]", "node3")]
    [InlineData("apim[1:]", "node2 node3")]
    [InlineData("!apim", "lonely km1")]
    [InlineData("&apim,!node1", "node2 node3")]
    [InlineData("node[12]", "")]
    [InlineData("node[12]*", "node1 node2")]
    [InlineData("node[!12]", "node3")]
    [InlineData("~node[13]", "node1 node3")]
    [InlineData("zed:km", "node1 km1")]
    [InlineData("ungrouped", "lonely")]
    [InlineData("nobody", "")]
    [InlineData("localhost", "localhost")]
    public void A_pattern_finds_the_hosts_Ansible_finds(string pattern, string expected)
    {
        using var folder = new ProjectFolder(("i.yml", Yaml));
        string.Join(' ', HostPatterns.Select(folder.Inventory("i.yml"), pattern).Select(host => host.Name)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("apim[7]", "'apim[7]' asks for a host that is not there: there are 3")]
    [InlineData("~node[", "'node[' is not a regular expression: unterminated bracket")]
    public void A_wrong_pattern_is_refused(string pattern, string message)
    {
        using var folder = new ProjectFolder(("i.yml", Yaml));
        Should.Throw<FormatException>(() => HostPatterns.Select(folder.Inventory("i.yml"), pattern)).Message.ShouldBe(message);
    }

    [Fact]
    public void A_limit_may_stand_in_a_file_and_what_matches_nothing_is_told()
    {
        using var folder = new ProjectFolder(("i.yml", Yaml), ("limit.txt", "node1\nnone\n\nkm\n"));
        var unmatched = new List<string>();
        HostPatterns.Limit(folder.Inventory("i.yml"), "@" + folder["limit.txt"], unmatched.Add).Select(host => host.Name).ShouldBe(["node1", "km1"]);
        unmatched.ShouldBe(["none"]);
        Should.Throw<DiagnosticException>(() => HostPatterns.Limit(folder.Inventory("i.yml"), "@/nowhere"));
    }

    private static string Vars(Inventory inventory, string host) => Text(inventory.Find(host)!.Vars);

    private static string Text(IReadOnlyDictionary<string, object?> vars) =>
        string.Join(' ', vars.Where(pair => pair.Key != "ansible_group_priority").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={(pair.Value is IReadOnlyList<object?> list ? $"[{string.Join(", ", list)}]" : pair.Value)}"));
}
