using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Ansible.Tests.Truth;

/// <summary>
/// Makes playbooks whose tasks build on one another, over files that may or may not be there: most tasks meet what an earlier one made, took away or only
/// might have changed. The same number gives the same playbook.
/// </summary>
/// <param name="number">Which one.</param>
public sealed class PlaybookGenerator(int number)
{
    private const int Tasks = 10;

    private static readonly string[] Paths = ["a", "b", "c", "d", "d/x", "d/y", "e", "e/z"];
    private static readonly string[] Modes = ["0600", "0640", "0644", "0755", "u+x", "go-r"];
    private static readonly string[] Texts = ["one\\n", "two\\n", "one\\ntwo\\n", "key=1\\n", "last line"];

    private readonly Random _random = new(4711 + number);
    private readonly List<string> _results = [];
    private int _task;

    /// <summary>Makes it.</summary>
    public GeneratedPlaybook Make()
    {
        var tree = Tree();
        var text = new StringBuilder($"- hosts: h{number}\n  gather_facts: false\n  tasks:\n");
        for (_task = 1; _task <= Tasks; _task++)
        {
            text.Append(Task());
        }

        text.Append($"  handlers:\n    - name: h{number} handler\n      copy: {{dest: \"{{{{ root }}}}/handled\", content: \"called\\n\"}}\n");
        return new GeneratedPlaybook($"h{number}", text.ToString(), tree);
    }

    private string Tree()
    {
        var script = new StringBuilder("set -e\numask 022\n");
        foreach (var path in Paths.Where(_ => Chance(55)))
        {
            var isFolder = path is "d" or "e" ? Chance(75) : Chance(10);
            script.Append(CultureInfo.InvariantCulture, $"[ -d \"$(dirname {path})\" ] && {(isFolder ? $"mkdir {path}" : $"printf '{One(Texts)}' >{path}")} && chmod {One(Modes)} {path} || :\n");
        }

        return script.ToString();
    }

    private string Task()
    {
        var (module, extra) = Work();
        var text = new StringBuilder($"    - name: h{number} task {_task}\n      {module}\n      register: r{_task}\n");
        foreach (var line in extra)
        {
            text.Append("      ").Append(line).Append('\n');
        }

        if (Chance(25) && _results.Count > 0 && !extra.Any(line => line.StartsWith("when", StringComparison.Ordinal)))
        {
            text.Append($"      when: {One(_results)} is {One(["changed", "not changed", "failed", "succeeded"])}\n");
        }

        text.Append("      ignore_errors: true\n").Append(Chance(15) ? $"      notify: h{number} handler\n" : "");
        _results.Add($"r{_task}");
        return text.ToString();
    }

    private (string Module, string[] Extra) Work() => _random.Next(18) switch
    {
        0 => ($"file: {{path: {Path()}, state: directory, mode: '{One(Modes)}'}}", []),
        1 => ($"file: {{path: {Path()}, state: absent}}", []),
        2 => ($"file: {{path: {Path()}, src: {One(Paths)}, state: link, force: {(Chance(30) ? "true" : "false")}}}", []),
        3 => ($"file: {{path: {Path()}, state: file, mode: '{One(Modes)}'}}", []),
        4 => ($"copy: {{dest: {Path()}, content: \"{One(Texts)}\"{Mode()}}}", []),
        5 => ($"copy: {{src: {Path()}, dest: {Path()}, remote_src: true}}", []),
        6 => ($"template: {{src: words.j2, dest: {Path()}{Mode()}}}", [$"vars: {{word: {One(["alpha", "beta"])}}}"]),
        7 => ($"lineinfile: {{path: {Path()}, line: \"{One(["one", "two", "key=2", "new"])}\"{(Chance(40) ? ", regexp: '^key='" : "")}{(Chance(50) ? ", create: true" : "")}}}", []),
        8 => ($"lineinfile: {{path: {Path()}, regexp: \"^{One(["one", "two", "key"])}\", state: absent}}", []),
        9 => ($"blockinfile: {{path: {Path()}, block: \"{One(["x", "x\\ny"])}\"{(Chance(50) ? ", create: true" : "")}}}", []),
        10 => ($"replace: {{path: {Path()}, regexp: \"{One(["one", "o(n)e", "key=(\\\\d)"])}\", replace: \"<\\\\g<0>>\"}}", []),
        11 => Makes(One(Paths)),
        12 => ($"stat: {{path: {Path()}}}", []),
        13 => ($"find: {{paths: \"{{{{ root }}}}\", recurse: true, patterns: '{One(["*", "x*", "[ab]"])}'}}", []),
        14 => Copies(),
        15 => ($"set_fact: {{word: {One(["gamma", "delta"])}}}", []),
        16 => ($"copy: {{dest: {Path()}, content: \"{{{{ word | default('none') }}}}\\n\"}}", []),
        _ => ($"copy: {{dest: \"{{{{ root }}}}/list-{{{{ item }}}}\", content: \"{{{{ item }}}}\\n\"{Mode()}}}", ["loop: [x, y]"]),
    };

    private static (string Module, string[] Extra) Makes(string path) =>
        ($"command: mkdir {{{{ root }}}}/{path}", [$"args: {{creates: \"{{{{ root }}}}/{path}\"}}", "failed_when: false"]);

    // What an earlier task has found out decides what is written.
    private (string Module, string[] Extra) Copies()
    {
        var at = Enumerable.Range(1, _task - 1).ToList();
        return at.Count == 0
            ? ($"stat: {{path: {Path()}}}", [])
            : ($"copy: {{dest: {Path()}, content: \"{{{{ r{At(at)} is changed }}}} {{{{ r{At(at)}.stat.exists | default('-') }}}} {{{{ r{At(at)}.matched | default('-') }}}}\\n\"}}", []);
    }

    private int At(List<int> numbers) => numbers[_random.Next(numbers.Count)];

    private string Path() => $"\"{{{{ root }}}}/{One(Paths)}\"";

    private string Mode() => Chance(40) ? $", mode: '{One(Modes)}'" : "";

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T One<T>(IReadOnlyList<T> many) => many[_random.Next(many.Count)];
}
