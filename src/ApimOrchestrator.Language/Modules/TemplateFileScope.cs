using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Modules;

/// <summary>A task's variables with those Ansible adds for a template file.</summary>
internal sealed class TemplateFileScope(IScope scope, string path) : IScope
{
    private static readonly string[] Added = ["ansible_managed", "template_path", "template_fullpath"];

    /// <inheritdoc/>
    public IEnumerable<string> Names => scope.Names.Concat(Added);

    /// <inheritdoc/>
    public bool TryGet(string name, out object? value)
    {
        if (scope.TryGet(name, out value))
        {
            return true;
        }

        value = name switch
        {
            "ansible_managed" => "Ansible managed",
            "template_path" or "template_fullpath" => Path.GetFullPath(path),
            _ => null,
        };
        return value is not null;
    }
}
