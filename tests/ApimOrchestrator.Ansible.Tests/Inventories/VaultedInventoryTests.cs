using System.Text.Json.Nodes;
using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Inventories;

/// <summary>Inventories with secrets: a value encrypted in its place, and a whole encrypted file of variables.</summary>
public sealed class VaultedInventoryTests : IDisposable
{
    private const string Mask = "********";

    private readonly Scratch _scratch = new("vaulted-inventory");

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    /// <summary>Ansible shows the one encrypted and the other in the clear; here neither is shown.</summary>
    [Fact]
    public async Task Both_know_the_same_variables_and_only_ours_hides_the_secrets()
    {
        await PrepareAsync();

        var ansible = await AnsibleAsync("ansible-inventory", ["-i", "hosts.yml", "--list", "--vault-password-file", "password"]);
        var ours = await Programs.OursAsync(["inventory", "-i", "hosts.yml", "--list", "--vault-password-file", "password"], _scratch.Folder, "", TestContext.Current.CancellationToken);

        ansible.Output.ShouldContain("__ansible_vault");
        ours.ExitCode.ShouldBe(0, ours.ToString());
        ours.Output.ShouldNotContain("whole-file");
        JsonNode.DeepEquals(JsonNode.Parse(ours.Output), Masked(JsonNode.Parse(ansible.Output))).ShouldBeTrue(ours.Output + ansible.Output);
    }

    /// <summary>What the secrets are is the same.</summary>
    [Fact]
    public async Task Both_read_the_same_secrets()
    {
        await PrepareAsync();
        _scratch.Write("play.yml", "- hosts: a\n  gather_facts: false\n  tasks:\n    - debug: {msg: \"{{ (inline ~ nested.list[0] ~ whole ~ plain) | hash('sha256') }}\"}\n");
        string[] words = ["-i", "hosts.yml", "play.yml", "--vault-password-file", "password"];

        var ansible = await AnsibleAsync("ansible-playbook", words);
        var ours = await Programs.ApplyAsync(words, _scratch.Folder, "", TestContext.Current.CancellationToken);

        Message(ours).ShouldBe(Message(ansible));
    }

    private static string Message(ToolRun run) => run.Output.Split('\n').FirstOrDefault(line => line.Contains("\"msg\":", StringComparison.Ordinal)) ?? throw new InvalidOperationException(run.ToString());

    private static JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject map when map.ContainsKey("__ansible_vault") => JsonValue.Create(Mask),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Masked(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Masked)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text == "whole-file" => JsonValue.Create(Mask),
        _ => node?.DeepClone(),
    };

    private async Task PrepareAsync()
    {
        _scratch.Write("password", "sesame\n");
        _scratch.Write("hosts.yml", "g:\n  hosts: {a: {ansible_connection: local, ansible_python_interpreter: /usr/bin/python3}, b: {}}\n");
        var secret = await AnsibleAsync("ansible-vault", ["encrypt_string", "--vault-password-file", "password", "-n", "inline", "in-its-place"]);
        _scratch.Write("group_vars/g.yml", $"plain: text\n{secret.Output.TrimEnd('\n')}\nnested:\n  list:\n    - {Indented(secret.Output)}\n");
        _scratch.Write("host_vars/a.yml", "whole: whole-file\nnumber: 1\n");
        (await AnsibleAsync("ansible-vault", ["encrypt", "--vault-password-file", "password", "host_vars/a.yml"])).ExitCode.ShouldBe(0);
    }

    private static string Indented(string value) => string.Join("\n    ", value.TrimEnd('\n').Split('\n'))["inline: ".Length..];

    private Task<ToolRun> AnsibleAsync(string program, IEnumerable<string> words) =>
        Programs.AnsibleAsync(program, words, _scratch.Folder, "", TestContext.Current.CancellationToken);
}
