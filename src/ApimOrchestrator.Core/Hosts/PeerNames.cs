namespace ApimOrchestrator.Core.Hosts;

/// <summary>Names for <see cref="IHost.Peer"/> that stand for hosts by what they are to the task; no inventory can have them.</summary>
public static class PeerNames
{
    /// <summary>The machine the run is steered from, as the user who started it.</summary>
    public const string Control = "(control)";

    /// <summary>The host the task is for, where its work is delegated to another.</summary>
    public const string Task = "(task)";
}
