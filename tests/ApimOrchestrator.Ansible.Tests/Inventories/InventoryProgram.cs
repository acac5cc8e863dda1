using System.Text.Json.Nodes;
using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;

namespace ApimOrchestrator.Ansible.Tests.Inventories;

/// <summary><c>ansible-inventory</c>, started once.</summary>
public sealed class InventoryProgram : IDisposable
{
    private readonly Conversation _program = new("/usr/bin/python3", ["-W", "ignore", Path.Combine(AppContext.BaseDirectory, "Inventories", "Cases", "forking.py")], Programs.AnsibleEnvironment);

    /// <inheritdoc/>
    public void Dispose() => _program.Dispose();

    /// <summary>What it prints.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<string> AskAsync(string folder, IEnumerable<string> words, CancellationToken cancellation)
    {
        var question = new JsonObject { ["folder"] = folder, ["words"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
        var answer = JsonNode.Parse((await _program.AskAsync([question.ToJsonString()], cancellation))[0])!;
        answer["code"]!.GetValue<int>().ShouldBe(0);
        return answer["output"]!.GetValue<string>();
    }
}
