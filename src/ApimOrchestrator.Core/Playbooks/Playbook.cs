namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A playbook, read and checked: imports are resolved, every keyword known.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Plays">Its plays in order, those of imported playbooks included.</param>
public sealed record Playbook(string File, IReadOnlyList<Play> Plays);
