using ApimOrchestrator.Core.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Inventories;

public sealed class WrongInventoryTests
{
    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_inventory_is_explained(string file, string text, string expected)
    {
        using var folder = new ProjectFolder((file, text));
        folder.Told(Should.Throw<DiagnosticException>(() => folder.Inventory(file))).ShouldBe(expected.ReplaceLineEndings("\n"));
    }

    public static TheoryData<string, string, string> Wrong() => new()
    {
        { "i.yml", "all:\n  host:\n    a:\n", """
            error: a group has no 'host'
              --> i.yml:2:3
            2 |   host:
              |   ^
              = help: did you mean 'hosts'?
            """ },
        { "i.yml", "- a\n", """
            error: an inventory is a mapping of groups, but this is a list
              --> i.yml:1:1
            1 | - a
              | ^
              = help: begin with 'all:' and its 'hosts:' and 'children:'
            """ },
        { "i.yml", "all:\n  hosts:\n    - a\n    - b\n", """
            error: 'hosts' must be a mapping, but this is a list
              --> i.yml:3:5
            3 |     - a
              |     ^
              = help: write 'name:' instead of '- name'
            """ },
        { "i.yml", "a:\n  children:\n    b:\n      children:\n        a:\n", """
            error: the group 'b' would contain itself through 'a'
              --> i.yml:3:5
            3 |     b:
              |     ^
            """ },
        { "i.yml", "all:\n  hosts:\n    n[3:1]:\n", """
            error: the range '[3:1]' ends before it begins
              --> i.yml:3:5
            3 |     n[3:1]:
              |     ^
              = help: a host is a name or an address, with a port after ':' and ranges such as [1:3] where you like
            """ },
        { "i.yml", "plugin: aws_ec2\n", """
            error: inventory plugins are not supported
              --> i.yml:1:1
            1 | plugin: aws_ec2
              | ^
              = help: write the hosts out as YAML or INI
            """ },
        { "hosts", "[web]\na b\n[web:var]\nx=1\n", """
            error: 'b' is not a variable
              --> hosts:2:3
            2 | a b
              |   ^
              = help: after the host stand variables as name=value, one host a line
            error: a section cannot be of the kind 'var'
              --> hosts:3:6
            3 | [web:var]
              |      ^
              = help: did you mean 'vars'?
            """ },
        { "hosts", "[web]\na\n[all:children]\nwen\n[wep:vars]\nx=1\n", """
            error: there is no group 'wen', but it is named here as a child of 'all'
              --> hosts:4:1
            4 | wen
              | ^
              = help: did you mean 'web'?
            error: there is no group 'wep', but this section gives it variables
              --> hosts:5:1
            5 | [wep:vars]
              | ^
              = help: did you mean 'web'?
            """ },
        { "hosts", "a x='1\n", """
            error: the line cannot be split into words: a ' is not closed
              --> hosts:1:1
            1 | a x='1
              | ^
            """ },
        { "hosts", "[my group]\na\n", """
            error: this is not a section
              --> hosts:1:1
            1 | [my group]
              | ^
              = help: a section is [group], [group:children] or [group:vars], without spaces
            """ },
        { "hosts", "a:99999\nb[1:100000]\n", """
            error: '99999' is not a port
              --> hosts:1:1
            1 | a:99999
              | ^
              = help: a host is a name or an address, with a port after ':' and ranges such as [1:3] where you like
            error: a range stands for more than 10000 hosts
              --> hosts:2:1
            2 | b[1:100000]
              | ^
              = help: a host is a name or an address, with a port after ':' and ranges such as [1:3] where you like
            """ },
        { "hosts", "#!/bin/sh\necho {}\n", """
            error: inventory scripts are not supported
              --> hosts:1:1
            1 | #!/bin/sh
              | ^
              = help: write the hosts out as YAML or INI
            """ },
        { "group_vars/all.yml", "- a\n", """
            error: an inventory is a mapping of groups, but this is a list
              --> group_vars/all.yml:1:1
            1 | - a
              | ^
              = help: begin with 'all:' and its 'hosts:' and 'children:'
            """ },
    };

    [Fact]
    public void A_missing_inventory_is_said_to_be_missing()
    {
        using var folder = new ProjectFolder();
        folder.Told(Should.Throw<DiagnosticException>(() => folder.Inventory("nowhere"))).ShouldBe("error: there is no inventory 'nowhere'\n  --> --inventory\n  = help: give a file, a folder, or a list of hosts that ends with a comma, such as 'host1,'");
    }

    [Fact]
    public void Whatever_an_INI_inventory_holds_it_gives_hosts_or_diagnostics()
    {
        var pieces = Gen.Elements("a", "[", "]", ":", "=", " ", "\n", "vars", "children", "'", "\"", "\\", "#", "1", ",", "{", "}", "(", ")", "-", "0x", "\t", "é", "u", "b'", "\u0000");
        Prop.ForAll(Gen.ListOf(pieces).ToArbitrary(), list =>
        {
            using var folder = new ProjectFolder(("hosts", string.Concat(list)));
            folder.Open().LoadInventory([folder["hosts"]]).ShouldNotBeNull();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
