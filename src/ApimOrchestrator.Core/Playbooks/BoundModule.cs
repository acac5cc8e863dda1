using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A module with its arguments, ready for a host.</summary>
/// <param name="Module">The module.</param>
/// <param name="Secrets">The secrets among its arguments, to be masked before it runs.</param>
public sealed record BoundModule(IModule Module, IReadOnlyList<string> Secrets);
