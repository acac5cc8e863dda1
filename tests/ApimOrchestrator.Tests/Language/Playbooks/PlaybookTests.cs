using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Playbooks;

public sealed class PlaybookTests
{
    [Fact]
    public void Keywords_of_play_and_blocks_are_in_the_tasks()
    {
        using var folder = new ProjectFolder(("p.yml", """
            - hosts: web
              name: First
              become: true
              tags: [a]
              environment: {X: 1}
              serial: [1, "50%"]
              tasks:
                - name: outer
                  block:
                    - name: inner
                      ansible.builtin.command: ls -l {{ dir }} chdir=/tmp
                      when: b
                      tags: c
                      become_user: x
                      environment: {Y: 2}
                      register: out
                      until: out.rc == 0
                      retries: 3
                      delay: "{{ 1 + 1 }}"
                      notify: restart
                      vars: {v: 2}
                  when: [a, z]
                  vars: {v: 1}
                  tags: b
                  rescue:
                    - debug: msg=rescued
                  always:
                    - debug:
                        msg: always
              handlers:
                - name: restart
                  command: /bin/true
                  listen: topic
            """));
        var play = folder.Playbook("p.yml").Plays.Single();
        play.Serial.Select(size => size.Evaluate(Nothing)).ShouldBe(["1", "50%"]);
        var block = play.Tasks.Single().ShouldBeOfType<BlockDefinition>();
        var task = block.Items.Single().ShouldBeOfType<TaskDefinition>();
        task.Place.ToString().ShouldEndWith("p.yml:10:11");
        task.Name!.Text.ShouldBe("inner");
        task.When.Select(condition => condition.Text).ShouldBe(["a", "z", "b"]);
        task.Tags.ShouldBe(["a", "b", "c"], ignoreOrder: true);
        task.Become!.Evaluate(Nothing).ShouldBe(true);
        task.Delay!.Evaluate(Nothing).ShouldBe(2L);
        task.Vars.Select(vars => vars["v"]).ShouldBe([1L, 2L]);
        task.Environment.Count.ShouldBe(2);
        task.Register.ShouldBe("out");
        task.Action.Name.ShouldBe("command");
        block.Rescue.Single().ShouldBeOfType<TaskDefinition>().When.Count.ShouldBe(2);
        block.Always.Count.ShouldBe(1);
        play.Handlers.Single().ShouldBeOfType<TaskDefinition>().Listen.ShouldBe(["topic"]);
        play.GatherFacts!.Name!.Text.ShouldBe("Gathering Facts");
    }

    [Fact]
    public void Imports_are_read_in_their_place_and_pass_their_keywords_on()
    {
        using var folder = new ProjectFolder(
            ("site.yml", "- import_playbook: steps/one.yml\n  when: go\n  tags: t\n- hosts: b\n  tasks: []\n"),
            ("steps/one.yml", "- hosts: a\n  gather_facts: no\n  tasks:\n    - import_tasks: tasks/x.yml\n      when: deep\n      vars: {k: 1}\n"),
            ("steps/tasks/x.yml", "- import_tasks: y.yml\n"),
            ("steps/tasks/y.yml", "- debug: {msg: hi}\n"));
        var playbook = folder.Playbook("site.yml");
        playbook.Plays.Select(play => play.Hosts.Text).ShouldBe(["a", "b"]);
        playbook.Plays[0].GatherFacts.ShouldBeNull();
        playbook.Plays[0].File.ShouldEndWith("steps/one.yml");
        var task = (TaskDefinition)playbook.Plays[0].Tasks.Single();
        task.When.Select(condition => condition.Text).ShouldBe(["go", "deep"]);
        task.Tags.ShouldBe(["t"]);
        task.Vars.Single()["k"].ShouldBe(1L);
        task.Place.ToString().ShouldEndWith("steps/tasks/y.yml:1:3");
    }

    [Fact]
    public void Included_tasks_inherit_from_around_the_include_and_get_its_variables()
    {
        using var folder = new ProjectFolder(
            ("p.yml", "- hosts: a\n  become: true\n  tasks:\n    - include_tasks:\n        file: '{{ which }}.yml'\n        apply: {tags: x}\n      vars: {k: 1}\n      when: go\n"),
            ("x.yml", "- debug: {msg: hi}\n"));
        var include = (TaskDefinition)folder.Playbook("p.yml").Plays.Single().Tasks.Single();
        var action = include.Action.ShouldBeOfType<TaskAction.IncludeTasks>();
        var task = action.Load("x.yml", include).Items.Single().ShouldBeOfType<TaskDefinition>();
        task.Become!.Evaluate(Nothing).ShouldBe(true);
        task.When.ShouldBeEmpty();
        task.Tags.ShouldBe(["x"]);
        task.IncludeVars.Single()["k"].ShouldBe(1L);
        Should.Throw<ApimOrchestrator.Core.Text.DiagnosticException>(() => action.Load("gone.yml", include)).Message.ShouldContain("there is no file 'gone.yml'");
    }

    [Fact]
    public void Roles_bring_their_tasks_handlers_and_variables()
    {
        using var folder = new ProjectFolder(
            ("p.yml", "- hosts: a\n  roles:\n    - base\n    - {role: app, tcp: 1, when: go}\n    - base\n  tasks:\n    - include_role: {name: app, tasks_from: extra}\n"),
            ("roles/base/tasks/main.yml", "- debug: {msg: base}\n"),
            ("roles/base/defaults/main.yml", "d: 1\n"),
            ("roles/app/tasks/main.yml", "- import_tasks: sub.yml\n- copy: {src: x, dest: /x}\n"),
            ("roles/app/tasks/sub.yml", "- debug: {msg: sub}\n"),
            ("roles/app/tasks/extra.yml", "- debug: {msg: extra}\n"),
            ("roles/app/handlers/main.yml", "- name: restart\n  debug: {msg: restart}\n"),
            ("roles/app/vars/main.yml", "v: 2\n"),
            ("roles/app/meta/main.yml", "dependencies: [base]\n"));
        var play = folder.Playbook("p.yml").Plays.Single();
        play.Tasks.OfType<TaskDefinition>().Select(task => $"{Path.GetFileName(task.RolePath)} {task.Action.Name} {task.When.Count}").ShouldBe(["base debug 0", "app debug 1", "app copy 1", " include_role 0"]);
        play.RoleDefaults.Single()["d"].ShouldBe(1L);
        var app = play.Tasks.OfType<TaskDefinition>().ElementAt(2);
        app.Vars[0]["v"].ShouldBe(2L);
        app.IncludeVars.Single()["tcp"].ShouldBe(1L);
        play.Handlers.Count.ShouldBe(1);
    }

    [Fact]
    public void Older_loops_mean_what_loop_means()
    {
        using var folder = new ProjectFolder(("p.yml", """
            - hosts: a
              tasks:
                - debug:
                  with_items: [1, [2, 3], "{{ 2 + 2 }}"]
                - debug:
                  with_dict: {a: 1}
                - debug:
                  loop: [1, [2]]
                - debug:
                  with_nested: [[1, 2], [a]]
                - debug:
                  with_indexed_items: [x]
            """));
        var loops = folder.Playbook("p.yml").Plays.Single().Tasks.Cast<TaskDefinition>().Select(task => Show(task.Loop!.Evaluate(Nothing))).ToList();
        loops.ShouldBe(["[1, 2, 3, 4]", "[{key: a, value: 1}]", "[1, [2]]", "[[1, a], [2, a]]", "[[0, x]]"]);
    }

    private static readonly IScope Nothing = new Empty();

    private static string Show(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => "{" + string.Join(", ", map.Select(pair => $"{pair.Key}: {Show(pair.Value)}")) + "}",
        IReadOnlyList<object?> list => "[" + string.Join(", ", list.Select(Show)) + "]",
        _ => $"{value}",
    };

    private sealed class Empty : IScope
    {
        public IEnumerable<string> Names => [];

        public bool TryGet(string name, out object? value)
        {
            value = null;
            return false;
        }
    }
}
