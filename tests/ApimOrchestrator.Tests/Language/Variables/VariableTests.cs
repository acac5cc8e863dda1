using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Language.Vault;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Variables;

public sealed class VariableTests
{
    private static readonly string[] Levels =
    [
        "role default", "all inline", "group inline", "all file", "group file", "host inline", "host file", "fact", "play", "prompt", "vars file",
        "role", "block", "task", "include_vars", "registered", "include", "local", "extra",
    ];

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Levels.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Each_level_wins_over_all_below_it(int level)
    {
        using var folder = Folder(level);
        var (project, inventory) = Load(folder);
        var play = project.LoadPlaybook(folder["p.yml"]).Plays.Single();
        project.ThrowIfErrors();
        var memory = new RunMemory(inventory, project.ExtraVars);
        Put(memory.Of("h").Facts, "x", level, "fact", "fact");
        Put(memory.Of("h").Included, "ansible_x", level, "include_vars", "include_vars");
        Put(memory.Of("h").Assigned, "ansible_x", level, "registered", "registered");
        var task = (TaskDefinition)((BlockDefinition)play.Tasks[^1]).Items.Single();
        task = level >= IndexOf("include") ? task with { IncludeVars = [new Dictionary<string, object?> { ["ansible_x"] = "include" }] } : task;
        var scope = project.Variables.ScopeFor(new ScopeRequest(memory, play, "h")
        {
            Task = task,
            Local = level >= IndexOf("local") ? new Dictionary<string, object?> { ["ansible_x"] = "local" } : new Dictionary<string, object?>(),
            Prompted = level >= IndexOf("prompt") ? new Dictionary<string, object?> { ["ansible_x"] = "prompt" } : new Dictionary<string, object?>(),
        });
        scope.TryGet("ansible_x", out var value).ShouldBeTrue();
        value.ShouldBe(Levels[level]);
    }

    [Fact]
    public void Magic_variables_tell_of_the_run()
    {
        using var folder = new ProjectFolder(("i.yml", "g: {hosts: {h.example.org: {a: '{{ b }}', b: 1}, k: {c: 2}}}\n"), ("p.yml", "- hosts: all\n  tasks: []\n"));
        Evaluate(folder, "h.example.org", "inventory_hostname ~ ' ' ~ inventory_hostname_short ~ ' ' ~ group_names").ShouldBe("h.example.org h ['g']");
        Evaluate(folder, "h.example.org", "groups.g | length ~ ' ' ~ groups.all[1]").ShouldBe("2 k");
        Evaluate(folder, "h.example.org", "hostvars['k'].c + hostvars['h.example.org']['a'] + hostvars.k.c").ShouldBe(5L);
        Evaluate(folder, "h.example.org", "hostvars['k'].group_names | first").ShouldBe("g");
        Evaluate(folder, "h.example.org", "playbook_dir == inventory_dir and not ansible_check_mode").ShouldBe(true);
        Evaluate(folder, "k", "hostvars.nobody is defined").ShouldBe(false);
        Evaluate(folder, "k", "nothing is defined").ShouldBe(false);
        Evaluate(folder, "localhost", "ansible_connection").ShouldBe("local");
    }

    [Fact]
    public void A_variable_that_needs_itself_is_refused_with_the_circle()
    {
        using var folder = new ProjectFolder(("i.yml", "all: {hosts: {h: {a: '{{ b }}', b: ['{{ c }}'], c: '{{ a }}'}}}\n"), ("p.yml", "- hosts: all\n  tasks: []\n"));
        Should.Throw<DiagnosticException>(() => Evaluate(folder, "h", "a")).Message.ShouldContain("the variable 'a' needs itself: a → b → c → a");
    }

    [Fact]
    public void A_long_chain_of_variables_is_refused_in_time()
    {
        var chain = string.Concat(Enumerable.Range(0, 3000).Select(i => $"v{i}: '{{{{ v{i + 1} }}}}'\n"));
        using var folder = new ProjectFolder(("i.yml", "all: {hosts: {h: }}\n"), ("group_vars/all.yml", chain), ("p.yml", "- hosts: all\n  tasks: []\n"));
        Should.Throw<DiagnosticException>(() => Evaluate(folder, "h", "v0"));
    }

    [Theory]
    [InlineData("a=1 b='x y' c={{ 1 + 1 }}", "a=1 b=x y c=2")]
    [InlineData("{a: 1, b: [x]}", "a=1 b=['x']")]
    [InlineData("{\"a\": {\"b\": true}}", "a={'b': True}")]
    [InlineData("@FILE", "f=3")]
    public void Extra_variables_are_read_in_all_their_forms(string given, string expected)
    {
        using var folder = new ProjectFolder(("extra.yml", "f: 3\n"), ("i.yml", "all: {hosts: {h: }}\n"), ("p.yml", "- hosts: all\n  tasks: []\n")) { ExtraVars = [] };
        var project = new Project(new ProjectOptions { ExtraVars = [given.Replace("FILE", folder["extra.yml"], StringComparison.Ordinal)] });
        project.ThrowIfErrors();
        var inventory = project.LoadInventory([folder["i.yml"]]);
        var scope = project.Variables.ScopeFor(new ScopeRequest(new RunMemory(inventory, project.ExtraVars), project.LoadPlaybook(folder["p.yml"]).Plays[0], "h"));
        string.Join(' ', project.ExtraVars.Keys.Select(name => $"{name}={(scope.TryGet(name, out var value) ? project.Variables.TextOf(value) : "?")}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("a=1 b", "error: 'b' is not name=value\n  --> --extra-vars:1:5\n1 | a=1 b\n  |     ^\n  = help: write name=value, a mapping in YAML or JSON, or @file")]
    [InlineData("[1]", "error: variables are a mapping of names to values, but this is a list\n  --> --extra-vars:1:1\n1 | [1]\n  | ^")]
    [InlineData("@/nowhere", "error: '/nowhere' cannot be read: there is no such file\n  --> --extra-vars")]
    public void Wrong_extra_variables_are_explained(string given, string expected)
    {
        var project = new Project(new ProjectOptions { ExtraVars = [given] });
        Should.Throw<DiagnosticException>(project.ThrowIfErrors).Message.ShouldBe(expected);
    }

    [Fact]
    public void Encrypted_files_and_values_are_read_as_secrets()
    {
        using var folder = new ProjectFolder(("i.yml", "all: {hosts: {h: {p: !vault \"" + Encrypted.Text.Replace("\n", "\\n", StringComparison.Ordinal) + "\"}}}\n"), ("group_vars/all.yml", Encrypted.File), ("p.yml", "- hosts: all\n  tasks: []\n"))
        {
            VaultSecrets = [new VaultSecret("default", "wrong"), new VaultSecret("dev", "sesame\n")],
        };
        Evaluate(folder, "h", "p").ShouldBe(new Secret("s3cret"));
        Evaluate(folder, "h", "inner").ShouldBe(new Secret("file secret"));
        Evaluate(folder, "h", "number").ShouldBe(5L);
    }

    private static object? Evaluate(ProjectFolder folder, string host, string expression)
    {
        var (project, inventory) = Load(folder, "i.yml");
        var play = project.LoadPlaybook(folder["p.yml"]).Plays.Single();
        project.ThrowIfErrors();
        var scope = project.Variables.ScopeFor(new ScopeRequest(new RunMemory(inventory, project.ExtraVars), play, host));
        return new ApimOrchestrator.Language.Templates.TemplateEngine().ParseExpression(expression, new Place("test", 1, 1)).Evaluate(scope);
    }

    private static (Project Project, Inventory Inventory) Load(ProjectFolder folder, string inventory = "inv/hosts.yml")
    {
        var project = folder.Open();
        return (project, project.LoadInventory([folder[inventory]]));
    }

    private static int IndexOf(string level) => Array.IndexOf(Levels, level);

    private static void Put(System.Collections.Concurrent.ConcurrentDictionary<string, object?> memory, string name, int level, string from, string value)
    {
        if (level >= IndexOf(from))
        {
            memory[name] = value;
        }
    }

    private static ProjectFolder Folder(int level)
    {
        var at = (string name, string key) => level >= IndexOf(name) ? $"{key}: {name}" : "unused: 1";
        return new ProjectFolder(
            ("inv/hosts.yml", $"all: {{vars: {{{at("all inline", "ansible_x")}}}, children: {{g: {{vars: {{{at("group inline", "ansible_x")}}}, hosts: {{h: {{{at("host inline", "ansible_x")}}}}}}}}}}}\n"),
            ("inv/group_vars/all.yml", at("all file", "ansible_x")),
            ("inv/group_vars/g.yml", at("group file", "ansible_x")),
            ("inv/host_vars/h.yml", at("host file", "ansible_x")),
            ("roles/r/defaults/main.yml", at("role default", "ansible_x")),
            ("roles/r/vars/main.yml", at("role", "ansible_x")),
            ("roles/r/tasks/main.yml", "- debug:\n"),
            ("vars.yml", at("vars file", "ansible_x")),
            ("p.yml", $"- hosts: all\n  roles: [r]\n  vars: {{{at("play", "ansible_x")}}}\n  vars_files: [vars.yml]\n  tasks:\n    - block:\n        - debug:\n          vars: {{{at("task", "ansible_x")}}}\n      vars: {{{at("block", "ansible_x")}}}\n"))
        {
            ExtraVars = level >= IndexOf("extra") ? ["ansible_x=extra"] : [],
        };
    }
}
