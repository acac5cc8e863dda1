
namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>Two answers to one template.</summary>
/// <param name="Case">The template.</param>
/// <param name="Ansible">What Ansible says.</param>
/// <param name="Ours">What we say.</param>
public sealed record Difference(TemplateCase Case, string Ansible, string Ours)
{
    /// <summary>What an answer begins with that is a refusal; what follows differs in words only.</summary>
    public const string Refused = "refused: ";

    private static readonly string[] OnPurpose = ["64 bits", " is undefined", "only lists and strings have slices"];

    /// <summary>
    /// Whether the two mean something else. On purpose whole numbers beyond 64 bits are refused, and whatever uses something undefined for more than <c>default</c> and
    /// <c>is defined</c>, where Ansible prints or compares a stand-in; a slice of what has no parts is one even where Jinja2 computes it while reading; and what a mapping's <c>keys()</c>, <c>values()</c> and <c>items()</c> give are lists.
    /// </summary>
    public bool IsReal => Ansible != Ours && !(IsRefusal(Ansible) && IsRefusal(Ours)) && !OnPurpose.Any(words => Ours.StartsWith(Refused, StringComparison.Ordinal) && Ours.Contains(words, StringComparison.Ordinal)) && !Ansible.Contains("object has no element", StringComparison.Ordinal);

    /// <summary>Both, for the message of a failed test.</summary>
    public override string ToString() => $"{Case.Kind}: {Case.Text}\n    Ansible: {Ansible}\n    ours:    {Ours}";

    private static bool IsRefusal(string answer) => answer.StartsWith(Refused, StringComparison.Ordinal);
}
