namespace ApimOrchestrator.Ansible.Tests.Truth;

/// <summary>A playbook made by chance, and the tree it finds.</summary>
/// <param name="Host">The host it is for, which has a folder <c>{{ root }}</c> of its own.</param>
/// <param name="Text">The playbook.</param>
/// <param name="Tree">A shell script that makes the tree in the folder it runs in.</param>
public sealed record GeneratedPlaybook(string Host, string Text, string Tree);
