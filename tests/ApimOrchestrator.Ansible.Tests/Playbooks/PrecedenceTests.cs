using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Which of two places a variable may come from wins: every pair of places there are, generated.</summary>
public sealed class PrecedenceTests
{
    /// <summary>Where variables come from: the file, and the line before them there.</summary>
    private static readonly (string Level, string File, string Indent)[] Levels =
    [
        ("role_default", "roles/r/defaults/main.yml", ""),
        ("inventory_all", "inventory.yml:all", "    "),
        ("inventory_group", "inventory.yml:group", "        "),
        ("inventory_host", "inventory.yml:host", "          "),
        ("group_vars_all", "group_vars/all.yml", ""),
        ("group_vars", "group_vars/apim.yml", ""),
        ("host_vars", "host_vars/a.yml", ""),
        ("play", "playbook.yml:play", "    "),
        ("vars_file", "file.yml", ""),
        ("role_parameter", "playbook.yml:parameter", "      "),
        ("role_vars", "roles/r/vars/main.yml", ""),
        ("block", "roles/r/tasks/show.yml:block", "    "),
        ("task", "roles/r/tasks/show.yml:task", "        "),
        ("include_vars", "roles/r/included.yml", ""),
        ("set_fact", "roles/r/tasks/main.yml:fact", "    "),
        ("include_parameter", "roles/r/tasks/main.yml:include", "    "),
        ("extra", "extra.yml", ""),
    ];

    /// <summary>One run shows the winner of each pair.</summary>
    [Fact]
    public Task Every_place_wins_over_the_same_places()
    {
        var pairs = (from one in Enumerable.Range(0, Levels.Length) from other in Enumerable.Range(one + 1, Levels.Length - one - 1) select (One: one, Other: other, Name: $"v{one}_{other}")).ToList();
        string Variables(string place)
        {
            var at = Array.FindIndex(Levels, level => level.File == place);
            var (level, _, indent) = Levels[at];
            return string.Concat(pairs.Where(pair => pair.One == at || pair.Other == at).Select(pair => $"{indent}{pair.Name}: {level}\n"));
        }

        var files = Levels.Where(level => !level.File.Contains(':')).ToDictionary(level => level.File, level => Variables(level.File));
        files["inventory.yml"] = $"""
            all:
              vars:
                ansible_connection: local
                ansible_python_interpreter: /usr/bin/python3
            {Variables("inventory.yml:all")}
              children:
                apim:
                  vars:
            {Variables("inventory.yml:group")}
                  hosts:
                    a:
            {Variables("inventory.yml:host")}
            """;
        files["playbook.yml"] = $"""
            - hosts: a
              gather_facts: no
              vars:
            {Variables("playbook.yml:play")}
              vars_files: [file.yml]
              roles:
                - role: r
            {Variables("playbook.yml:parameter")}
            """;
        files["roles/r/tasks/main.yml"] = $"""
            - include_vars: ../included.yml
            - set_fact:
            {Variables("roles/r/tasks/main.yml:fact")}
            - include_tasks: show.yml
              vars:
            {Variables("roles/r/tasks/main.yml:include")}
            """;
        files["roles/r/tasks/show.yml"] = $$$"""
            - vars:
            {{{Variables("roles/r/tasks/show.yml:block")}}}
              block:
                - debug:
                    msg:
            {{{string.Concat(pairs.Select(pair => $"          - \"{pair.Name} {{{{ {pair.Name} }}}}\"\n"))}}}
                  vars:
            {{{Variables("roles/r/tasks/show.yml:task")}}}
            """;
        var given = new PlaybookCase("precedence/pairs", files, [new CaseRun(["-e", "@extra.yml"], "")], IsByHost: false, IsRefused: false);
        return PlaybookCases.CompareAsync(given, TestContext.Current.CancellationToken);
    }
}
