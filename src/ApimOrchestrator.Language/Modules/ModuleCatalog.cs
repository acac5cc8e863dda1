using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Modules;

/// <summary>The modules there are, by every name a playbook may use for them.</summary>
internal sealed class ModuleCatalog
{
    private static readonly string[] Prefixes = ["ansible.builtin.", "ansible.legacy."];

    private readonly Dictionary<string, ModuleContract> _byName = new(StringComparer.Ordinal);

    public ModuleCatalog(IReadOnlyList<ModuleContract> modules)
    {
        foreach (var module in modules)
        {
            foreach (var name in module.Aliases.Prepend(module.Name))
            {
                _byName.TryAdd(name, module);
            }
        }
    }

    /// <summary>A name without the prefix of Ansible's own collection.</summary>
    public static string Short(string name)
    {
        var prefix = Array.Find(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        return prefix is null ? name : name[prefix.Length..];
    }

    /// <summary>The module of a name, or null. A collection's name before it (<c>ansible.posix.mount</c>) reaches the module where it is one of the module's names, or its last part is one.</summary>
    public ModuleContract? Find(string name) =>
        _byName.GetValueOrDefault(Short(name)) ?? (name.Split('.') is [.., _, _, var last] ? _byName.GetValueOrDefault(last) : null);

    /// <summary>The names nearest to a word that is none.</summary>
    public string? Nearest(string word, IEnumerable<string> besides) => Suggestion.Nearest(Short(word), _byName.Keys.Concat(besides));
}
