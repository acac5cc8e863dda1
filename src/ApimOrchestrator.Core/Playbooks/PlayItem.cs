using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>What a list of tasks holds: a <see cref="TaskDefinition"/> or a <see cref="BlockDefinition"/>.</summary>
/// <param name="Place">Where it stands.</param>
public abstract record PlayItem(Place Place);
