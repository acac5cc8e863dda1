namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>A template both are asked about.</summary>
/// <param name="Kind">How it is read: <c>expression</c>, <c>text</c> (of a playbook) or <c>template</c> (a whole file).</param>
/// <param name="Text">The template.</param>
public sealed record TemplateCase(string Kind, string Text);
