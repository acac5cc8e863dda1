namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>One command line of a case.</summary>
/// <param name="Words">The options after the playbook.</param>
/// <param name="Input">What is typed.</param>
public sealed record CaseRun(IReadOnlyList<string> Words, string Input);
