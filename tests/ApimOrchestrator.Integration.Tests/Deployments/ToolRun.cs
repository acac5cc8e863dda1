using System.Text.Json.Nodes;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>What a run of the program answered.</summary>
public sealed record ToolRun(int ExitCode, string Output, IReadOnlyList<JsonObject> Events)
{
    /// <summary>Every effect in the order of its host, as <c>host: subject kind: before -> after</c>; a state that only the real run knows reads <c>unknown</c>.</summary>
    public IReadOnlyList<SeenEffect> Effects =>
    [
        .. from happened in Events
           where (string?)happened["event"] == "task_finished"
           from effect in happened["effects"]!.AsArray()
           select new SeenEffect((string?)effect!["host"] ?? (string)happened["host"]!, (string)happened["task"]!, (string)effect["subject"]!, (string)effect["kind"]!, SeenState.Of(effect["before"]!), SeenState.Of(effect["after"]!), (string?)effect["diff"]),
    ];

    /// <summary>The effects on one host, in their order, each as its text.</summary>
    public IEnumerable<string> EffectsOn(string host) => Effects.Where(effect => effect.Host == host).Select(effect => effect.ToString());

    /// <summary>What was warned of: <c>host: message</c>.</summary>
    public IEnumerable<string> Warnings =>
        Events.Where(happened => (string?)happened["event"] == "warning").Select(happened => $"{happened["host"]}: {happened["message"]}");

    /// <summary>The outcomes of all tasks: <c>host: task: outcome</c>.</summary>
    public IEnumerable<string> Outcomes =>
        Events.Where(happened => (string?)happened["event"] == "task_finished").Select(happened => $"{happened["host"]}: {happened["task"]}: {happened["outcome"]} {happened["message"]}");
}
