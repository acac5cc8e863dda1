using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Core.Modules;

/// <summary>What an argument may need besides its own value: the project's files and the task's variables. Given by the playbook language.</summary>
public interface IArgumentSource
{
    /// <summary>Finds a file or folder of the project, as Ansible does: in <c>files/</c> beside the role or playbook, then beside it.</summary>
    /// <param name="name">As written, for example <c>conf/x.toml</c> or an absolute path on the control machine.</param>
    /// <returns>The path relative to the folder (empty for a file) and content of each file, in order; a trailing slash in the name is the caller's affair.</returns>
    /// <exception cref="FormatException">There is no such file; the message names where was looked.</exception>
    IReadOnlyList<(string RelativePath, Content Content, int Mode)> OpenFile(string name);

    /// <summary>Where a path of the control machine leads, as Ansible has it: relative ones begin at the playbook's folder, <c>~/</c> at the user's home.</summary>
    /// <param name="name">As written.</param>
    /// <returns>An absolute path; nothing need stand there.</returns>
    string PathOf(string name);

    /// <summary>Renders a template of the project with the task's variables (searched in <c>templates/</c> first).</summary>
    /// <param name="name">As written.</param>
    /// <returns>The rendered content, <see cref="Content.Unknown"/> where it depends on something unknown.</returns>
    /// <exception cref="Text.DiagnosticException">The template is wrong.</exception>
    Content Render(string name);

    /// <summary>Evaluates an expression with the task's variables.</summary>
    /// <param name="expression">The expression without braces, as in <c>when</c>.</param>
    /// <returns>Its value, <see cref="Values.Undefined"/> for an undefined variable.</returns>
    /// <exception cref="Text.DiagnosticException">The expression is wrong.</exception>
    object? Evaluate(string expression);
}
