using System.Text.Json.Nodes;
using ApimOrchestrator.Ansible.Tests.Tools;

namespace ApimOrchestrator.Ansible.Tests.Truth;

/// <summary>Runs generated playbooks, each for a host of its own on this machine, and reads what was told of every task.</summary>
public sealed class TruthRun : IDisposable
{
    private const int Refused = 5;

    // One line of JSON a result, as this program's events: what Ansible shows of a task, its differences included.
    private const string Callback = """
        import json
        from ansible.plugins.callback import CallbackBase

        class CallbackModule(CallbackBase):
            CALLBACK_VERSION = 2.0
            CALLBACK_TYPE = 'stdout'
            CALLBACK_NAME = 'claims'

            def tell(self, outcome, result):
                told = result._result
                parts = [told] + [item for item in told.get('results', []) if isinstance(item, dict)]
                diffs = [one for part in parts for one in (part.get('diff') if isinstance(part.get('diff'), list) else [part.get('diff')]) if one]
                kept = [{side: one.get(side) for side in ('before', 'after', 'prepared')} for one in diffs]
                print(json.dumps({'told': result._task.name, 'outcome': outcome, 'diffs': [json.dumps(one, sort_keys=True) for one in kept]}), flush=True)

            def v2_runner_on_ok(self, result):
                self.tell('changed' if result._result.get('changed') else 'ok', result)

            def v2_runner_on_failed(self, result, ignore_errors=False):
                self.tell('failed', result)

            def v2_runner_on_skipped(self, result):
                skipped = 'Conditional result was False' in str(result._result.get('skip_reason'))
                self.tell('skipped' if skipped else 'unknown', result)

        """;

    private readonly Scratch _scratch;
    private readonly IReadOnlyList<GeneratedPlaybook> _playbooks;

    /// <summary>Writes playbooks and inventory.</summary>
    /// <param name="name">A name no other test has.</param>
    /// <param name="playbooks">The playbooks.</param>
    public TruthRun(string name, IReadOnlyList<GeneratedPlaybook> playbooks)
    {
        (_scratch, _playbooks) = (new Scratch(name), playbooks);
        foreach (var playbook in playbooks)
        {
            _scratch.Write($"{playbook.Host}.yml", playbook.Text);
        }

        _scratch.Write("templates/words.j2", "{{ word }} on {{ inventory_hostname }}\n{% for path in ['a', 'b'] %}{{ path }}={{ loop.index }}\n{% endfor %}");
        _scratch.Write("callbacks/claims.py", Callback);
        _scratch.Write("inventory", string.Concat(playbooks.Select(playbook => $"{playbook.Host} ansible_connection=local ansible_python_interpreter=/usr/bin/python3 root={TreeOf(playbook)}\n")));
    }

    /// <summary>Makes every host's tree as its playbook is to find it.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task ResetAsync(CancellationToken cancellation)
    {
        foreach (var playbook in _playbooks)
        {
            if (Directory.Exists(TreeOf(playbook)))
            {
                Directory.Delete(TreeOf(playbook), recursive: true);
            }

            var folder = Directory.CreateDirectory(TreeOf(playbook)).FullName;
            await Programs.RunAsync("/bin/sh", ["-c", playbook.Tree], folder, "", new Dictionary<string, string>(), cancellation);
        }
    }

    /// <summary>What stands in all trees.</summary>
    public string Seen() => string.Join('\n', _playbooks.SelectMany(playbook => Playbooks.FolderState.Of(TreeOf(playbook))));

    /// <summary>What this program tells of all tasks.</summary>
    /// <param name="command"><c>plan</c> or <c>apply</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyDictionary<string, Told>> OursAsync(string command, CancellationToken cancellation)
    {
        string[] words = [command, .. Names, .. command == "apply" ? ["--diff"] : Array.Empty<string>(), "-i", "inventory", "--output", "jsonl", "--journal", "../truth-journal"];
        var end = await Programs.OursAsync(words, _scratch.Folder, "", cancellation);
        for (var tries = 0; end.ExitCode == Refused && tries < 600; tries++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            end = await Programs.OursAsync(words, _scratch.Folder, "", cancellation);
        }

        var finished = Lines(end).Where(line => (string?)line["event"] == "task_finished");
        return finished.ToDictionary(line => (string)line["task"]!, line => new Told(Outcome((string)line["outcome"]!), [.. line["effects"]!.AsArray().Select(effect => Detail(effect!))]));
    }

    /// <summary>What Ansible tells of all tasks.</summary>
    /// <param name="options"><c>--check</c> or nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyDictionary<string, Told>> AnsibleAsync(IEnumerable<string> options, CancellationToken cancellation)
    {
        var environment = Programs.AnsibleEnvironment.Append(new("ANSIBLE_STDOUT_CALLBACK", "claims")).Append(new("ANSIBLE_CALLBACK_PLUGINS", Path.Combine(_scratch.Folder, "callbacks"))).ToDictionary();
        var end = await Programs.RunAsync("ansible-playbook", [.. Names, "-i", "inventory", "--diff", .. options], _scratch.Folder, "", environment, cancellation);
        return Lines(end).ToDictionary(line => (string)line["told"]!, line => new Told((string)line["outcome"]!, [.. line["diffs"]!.AsArray().Select(diff => ((string)diff!).Replace(_scratch.Folder + "/", "", StringComparison.Ordinal))]));
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    private IEnumerable<string> Names => _playbooks.Select(playbook => $"{playbook.Host}.yml");

    private string TreeOf(GeneratedPlaybook playbook) => Path.Combine(_scratch.Folder, "trees", playbook.Host);

    private static IEnumerable<JsonObject> Lines(ToolRun end) =>
        end.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => (JsonObject)JsonNode.Parse(line)!);

    private static string Outcome(string outcome) => outcome == "ignored" ? "failed" : outcome;

    private static string Detail(JsonNode effect) => $"{effect["kind"]} {effect["subject"]}: {State(effect["before"]!)} -> {State(effect["after"]!)}\n{effect["diff"]}";

    private static string State(JsonNode state)
    {
        var kind = (string)state["state"]!;
        return $"{kind} {state["mode"]} {state["owner"]} {state["group"]} {(string?)state["sha256"] ?? (kind == "file" ? "unknown" : "")}";
    }
}
