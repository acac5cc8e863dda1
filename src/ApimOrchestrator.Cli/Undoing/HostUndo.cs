using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Journal;

namespace ApimOrchestrator.Cli.Undoing;

/// <summary>What is taken back on one host.</summary>
/// <param name="settings">How it is reached.</param>
/// <param name="host">The host; notes what is put back.</param>
/// <param name="run">The run's name.</param>
internal sealed class HostUndo(ConnectionSettings settings, IRecordingHost host, string run)
{
    /// <summary>How the host is reached.</summary>
    public ConnectionSettings Settings => settings;

    /// <summary>What was put back; without the mark that says so.</summary>
    public IReadOnlyList<Effect> Effects => [.. host.Effects.Where(effect => !effect.Subject.EndsWith($"/runs/{run}/{RunUndo.DoneFile}", StringComparison.Ordinal))];

    /// <summary>What the run left there.</summary>
    public RunUndo Undo { get; } = new(host, run);
}
