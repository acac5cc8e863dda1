using System.Text;
using ApimOrchestrator.Ansible.Tests.Tools;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Variables;

/// <summary>Variables, each given at a random choice of all levels there are: both programs must see the same level win, in a plain task, in a task with its own variables, in a block, in a role and after the run has added more.</summary>
public sealed class LayerTests : IDisposable
{
    private const int Variables = 150;

    private static readonly string[] Levels =
    [
        "inventory_all", "inventory_parent", "inventory_child", "inventory_host", "inventory_group_vars_all", "inventory_group_vars_parent", "inventory_group_vars_child", "inventory_host_vars",
        "playbook_group_vars_all", "playbook_group_vars_child", "playbook_host_vars", "play_vars", "vars_files", "role_defaults", "role_vars", "block_vars", "task_vars", "include_vars", "set_fact", "role_params", "extra_vars",
    ];

    private readonly Scratch _scratch = new($"layers-{Guid.NewGuid():N}");

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(1UL, 4)]
    [InlineData(2UL, 10)]
    public async Task The_same_level_wins(ulong seed, int most)
    {
        var chosen = Gen.Choose(0, Levels.Length - 1).ListOf().Select(list => list.Take(most).Distinct().Select(index => Levels[index]).ToList()).Sample(Variables, new Rnd(seed), 20);
        var given = chosen.Select((levels, index) => (Name: $"v{index:000}", Levels: levels)).ToList();
        WriteProject(given);

        var ansible = await Programs.AnsibleAsync("ansible-playbook", ["-i", "inventory", "p.yml", "-e", "@extra_vars.yml", "-e", "out=ansible"], _scratch.Folder, "", TestContext.Current.CancellationToken);
        var ours = await Programs.OursAsync(["apply", "-i", "inventory", "p.yml", "-e", "@extra_vars.yml", "-e", "out=ours"], _scratch.Folder, "", TestContext.Current.CancellationToken);

        ansible.ExitCode.ShouldBe(0, ansible.ToString());
        ours.ExitCode.ShouldBe(0, ours.ToString());
        foreach (var moment in (string[])["plain", "task", "block", "role", "params", "late"])
        {
            Read($"ours.{moment}").ShouldBe(Read($"ansible.{moment}"), moment);
        }
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_scratch.Folder, file));

    private void WriteProject(List<(string Name, List<string> Levels)> given)
    {
        // A variable's value is its level; one in three is a template that names another variable, so that what it means is decided where it is used.
        string Of(string level, string indent) => string.Concat(given.Where(variable => variable.Levels.Contains(level)).Select((variable, index) =>
            $"{indent}{variable.Name}: {(index % 3 == 0 ? $"\"{level} {{{{ w | default('-') }}}}\"" : level)}\n")) is { Length: > 0 } lines ? lines : $"{indent}unused_{level}: 1\n";

        _scratch.Write("inventory/hosts.yml", $"all:\n  vars:\n{Of("inventory_all", "    ")}  children:\n    parent:\n      vars:\n{Of("inventory_parent", "        ")}      children:\n        child:\n          vars:\n{Of("inventory_child", "            ")}          hosts:\n            h:\n              ansible_connection: local\n{Of("inventory_host", "              ")}");
        foreach (var (level, file) in new[]
        {
            ("inventory_group_vars_all", "inventory/group_vars/all.yml"), ("inventory_group_vars_parent", "inventory/group_vars/parent.yml"), ("inventory_group_vars_child", "inventory/group_vars/child.yml"), ("inventory_host_vars", "inventory/host_vars/h.yml"),
            ("playbook_group_vars_all", "group_vars/all.yml"), ("playbook_group_vars_child", "group_vars/child.yml"), ("playbook_host_vars", "host_vars/h.yml"), ("vars_files", "files.yml"), ("role_defaults", "roles/r/defaults/main.yml"),
            ("role_vars", "roles/r/vars/main.yml"), ("include_vars", "included.yml"), ("extra_vars", "extra_vars.yml"),
        })
        {
            _scratch.Write(file, Of(level, ""));
        }

        var show = string.Join("", given.Select(variable => $"{variable.Name}={{{{ {variable.Name} | default('none') }}}}\\n"));
        string Task(string moment, string indent) => $"{indent}- copy: {{dest: \"{_scratch.Folder}/{{{{ out }}}}.{moment}\", content: \"{show}\"}}\n";
        _scratch.Write("roles/r/tasks/main.yml", Task("role", ""));
        _scratch.Write("roles/s/tasks/main.yml", Task("params", ""));
        var play = new StringBuilder("- hosts: h\n  gather_facts: false\n  vars_files: [files.yml]\n  vars:\n    w: play\n").Append(Of("play_vars", "    "));
        play.Append("  roles:\n    - r\n    - role: s\n      vars:\n").Append(Of("role_params", "        ")).Append("  tasks:\n").Append(Task("plain", "    "))
            .Append(Task("task", "    ")).Append("      vars:\n        w: task\n").Append(Of("task_vars", "        "))
            .Append("    - block:\n").Append(Task("block", "        ")).Append("      vars:\n").Append(Of("block_vars", "        "))
            .Append("    - include_vars: included.yml\n    - set_fact:\n").Append(Of("set_fact", "        ")).Append(Task("late", "    "));
        _scratch.Write("p.yml", play.ToString());
    }
}
