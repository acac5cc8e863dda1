using System.Text.Json.Nodes;
using ApimOrchestrator.Integration.Tests.Lab;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Runs the program itself, as a user would, and reads its events.</summary>
public static class Tool
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "apim-orchestrator.dll");

    /// <summary>Runs a command with <c>--output jsonl</c> and answers its events.</summary>
    public static async Task<ToolRun> EventsAsync(string inventory, CancellationToken cancellation, params IEnumerable<string> words)
    {
        var run = await RunAsync([.. words, "-i", inventory, "--output", "jsonl"], cancellation);
        return run with
        {
            Events = [.. run.Output.Split('\n').Where(line => line.StartsWith("{\"event\"", StringComparison.Ordinal)).Select(line => (JsonObject)JsonNode.Parse(line)!)],
        };
    }

    /// <summary>Runs <c>verify.yml</c> with these tags and answers what it prints.</summary>
    public static Task<ToolRun> VerifyAsync(string inventory, string tags, CancellationToken cancellation) =>
        RunAsync(["apply", ActiveActive.Playbook("verify"), "--tags", tags, "-i", inventory], cancellation);

    /// <summary>Runs a command line.</summary>
    public static async Task<ToolRun> RunAsync(IEnumerable<string> words, CancellationToken cancellation)
    {
        var (exitCode, output) = await LabCommand.RunAsync("dotnet", [Program, .. words], cancellation);
        return new ToolRun(exitCode, output, []);
    }
}
