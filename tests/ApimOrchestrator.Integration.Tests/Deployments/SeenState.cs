using System.Text.Json.Nodes;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>One side of an effect as the events tell it.</summary>
public sealed record SeenState(string State, string? Sha256, string? Mode, string? Owner, string? Group)
{
    /// <summary>Reads it.</summary>
    public static SeenState Of(JsonNode state) =>
        new((string)state["state"]!, (string?)state["sha256"], (string?)state["mode"], (string?)state["owner"], (string?)state["group"]);

    /// <summary>Whether what was claimed beforehand is what came: equal, or honestly unknown.</summary>
    public bool Foretells(SeenState real) =>
        State.Contains("unknown", StringComparison.Ordinal)
        || (State == real.State && Mode == real.Mode && Owner == real.Owner && Group == real.Group && (Sha256 == real.Sha256 || Sha256 is null or "unknown"));
}
