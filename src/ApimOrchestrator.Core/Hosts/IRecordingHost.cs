using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>A host for the length of one task: it notes every change as an effect.</summary>
public interface IRecordingHost : IHost
{
    /// <summary>What has changed so far, in order; those on hosts reached through <see cref="IHost.Peer"/> included.</summary>
    IReadOnlyList<Effect> Effects { get; }
}
