using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Modules;

public sealed class BindingTests
{
    [Theory]
    [InlineData("copy: {dest: /x, content: 4.10, mode: 0644, owner: no}", "content=4.10 dest=/x mode=0644 owner=no")]
    [InlineData("copy: {path: /x, content: '4.10'}", "content=4.10 dest=/x")]
    [InlineData("copy: dest=/x content='a b' mode=0644", "content=a b dest=/x mode=0644")]
    [InlineData("copy: {dest: '/{{ name }}', content: '{{ list | sum }}'}", "content=3 dest=/me")]
    [InlineData("copy: {dest: /x, owner: '{{ omit }}', content: '{{ missing | default(omit) }}'}", "dest=/x")]
    [InlineData("command: ls -l {{ name }} chdir=/tmp", "chdir=/tmp cmd=ls -l me")]
    [InlineData("{command: ls -l, args: {chdir: '/{{ name }}'}}", "chdir=/me cmd=ls -l")]
    [InlineData("action: command ls creates=/y", "cmd=ls creates=/y")]
    [InlineData("action: {module: copy, dest: /x}", "dest=/x")]
    [InlineData("set_fact: {a: 1, b: '{{ name }}', c: [x, '{{ omit }}', {k: 2}]}", "a=1 b=me c=[x, {k: 2}]")]
    [InlineData("set_fact: a=1 b=yes", "a=1 b=yes")]
    [InlineData("assert: {that: [name == 'me', list | length == 3]}", "that=[True, False]")]
    [InlineData("assert: {that: name is defined}", "that=[True]")]
    [InlineData("debug: {var: nothing.there}", "var=(undefined)")]
    [InlineData("debug: {var: list}", "var=[1, 2]")]
    [InlineData("ansible.builtin.debug: {msg: !unsafe '{{ name }}'}", "msg={{ name }}")]
    public void Arguments_reach_the_module_as_they_are_meant(string task, string expected)
    {
        using var folder = Folder(task);
        Show(Bind(folder).Module).ShouldBe(expected);
    }

    [Theory]
    [InlineData("copy: {dest: '{{ name }}'}", "error: 'dest': 'me' is not an absolute path\n  --> p.yml:4:21\n4 |     - copy: {dest: '{{ name }}'}\n  |                     ^")]
    [InlineData("copy: {dest: '{{ omit }}'}", "error: 'copy': 'dest' is missing\n  --> p.yml:4:7\n4 |     - copy: {dest: '{{ omit }}'}\n  |       ^\n  = help: dest: The dest.")]
    [InlineData("debug: {msg: '{{ nam }}'}", "error: 'nam' is undefined\n  --> p.yml:4:24\n4 |     - debug: {msg: '{{ nam }}'}\n  |                        ^\n  = help: did you mean 'name'?")]
    public void What_turns_out_wrong_while_running_is_explained_with_its_place(string task, string expected)
    {
        using var folder = Folder(task);
        folder.Told(Should.Throw<DiagnosticException>(() => Bind(folder))).ShouldBe(expected);
    }

    [Fact]
    public void What_depends_on_something_unknown_is_unknown()
    {
        using var folder = Folder("copy: {dest: '/{{ later }}'}");
        Should.Throw<UnknownStateException>(() => Bind(folder)).Why.ShouldContain("later");
        using var shown = Folder("debug: {msg: '{{ later }}'}");
        Show(Bind(shown).Module).ShouldBe("msg=(unknown: depends on 'later')");
    }

    [Fact]
    public void Secrets_among_the_arguments_are_known_before_the_module_runs()
    {
        using var folder = Folder("user: {name: x, password: '{{ name }}-{{ secret }}'}");
        Bind(folder).Secrets.ShouldBe(["me-hush"]);
        using var plain = Folder("user: {name: x, password: open}");
        Bind(plain).Secrets.ShouldBe(["open"]);
    }

    [Fact]
    public void Defaults_of_a_module_hold_where_a_task_says_nothing()
    {
        using var folder = new ProjectFolder(("i", "h\n"), ("p.yml", "- hosts: all\n  module_defaults: {copy: {mode: 0600, owner: root}}\n  tasks:\n    - block:\n        - copy: {dest: /x, owner: me}\n      module_defaults: {ansible.builtin.copy: {content: c}}\n"));
        Show(Bind(folder).Module).ShouldBe("content=c dest=/x mode=0600 owner=me");
    }

    [Fact]
    public async Task Files_and_templates_are_found_beside_the_role_and_the_playbook()
    {
        using var folder = new ProjectFolder(
            ("i", "h name=me\n"),
            ("p.yml", "- hosts: all\n  roles: [r]\n  tasks:\n    - template: {src: t.j2, dest: /x}\n"),
            ("templates/t.j2", "{# note #}\nI am {{ name }}.\n{% for i in [1, 2] %}\n- {{ i }}\n{% endfor %}\n# {{ ansible_managed }}\n"),
            ("roles/r/tasks/main.yml", "- template: {src: t.j2, dest: /x}\n"),
            ("roles/r/templates/t.j2", "role {{ role_path | basename }}\n"));
        (await TextOf(Bind(folder, 1))).ShouldBe("I am me.\n- 1\n- 2\n# Ansible managed\n");
        (await TextOf(Bind(folder, 0))).ShouldBe("role r\n");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_with_where_was_looked()
    {
        using var folder = Folder("template: {src: gone.j2, dest: /x}");
        folder.Told(Should.Throw<DiagnosticException>(() => Bind(folder))).ShouldStartWith("error: 'src': there is no 'gone.j2' in the project; looked for templates/gone.j2, gone.j2\n  --> p.yml:4:23");
    }

    private static ProjectFolder Folder(string task) =>
        new(("i", "h name=me list=[1,2]\n"), ("p.yml", $"- hosts: all\n  tasks:\n    # one task\n    - {task}\n"));

    private static BoundModule Bind(ProjectFolder folder, int number = 0)
    {
        var project = folder.Open();
        var inventory = project.LoadInventory([folder["i"]]);
        var play = project.LoadPlaybook(folder["p.yml"]).Plays.Single();
        project.ThrowIfErrors();
        var tasks = play.Tasks.SelectMany(item => item is BlockDefinition block ? block.Items : [item]).Cast<TaskDefinition>().ToList();
        var memory = new RunMemory(inventory, project.ExtraVars);
        memory.Of("h").Assigned["later"] = new Unknown("'later'");
        memory.Of("h").Assigned["secret"] = new Secret("hush");
        var scope = project.Variables.ScopeFor(new ScopeRequest(memory, play, "h") { Task = tasks[number] });
        return tasks[number].Action.ShouldBeOfType<TaskAction.RunModule>().Binding.Bind(scope);
    }

    private static async Task<string> TextOf(BoundModule bound)
    {
        var rendered = (RenderedFile)((TestModules.Made)bound.Module).Arguments["src"]!;
        return System.Text.Encoding.UTF8.GetString(await rendered.Content.ReadAsync(TestContext.Current.CancellationToken));
    }

    private static string Show(IModule module) =>
        string.Join(' ', ((TestModules.Made)module).Arguments.Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Text(pair.Value)}"));

    private static string Text(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => "{" + string.Join(", ", map.Select(pair => $"{pair.Key}: {Text(pair.Value)}")) + "}",
        IReadOnlyList<object?> list => "[" + string.Join(", ", list.Select(Text)) + "]",
        Undefined => "(undefined)",
        _ => $"{value}",
    };
}
