using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads <c>include_vars</c>: a file of variables, or all files of a folder, chosen while running.</summary>
internal sealed class IncludedVariables(LoadServices services)
{
    private static readonly string[] Known = ["file", "dir", "name"];

    /// <summary>What reads the variables with a task's own.</summary>
    public Func<IScope, IReadOnlyDictionary<string, object?>> Read(YamlEntry entry, TaskContext context)
    {
        var given = entry.Value is YamlMapping mapping ? mapping.Entries : [new YamlEntry("file", entry.KeyPlace, entry.Value)];
        foreach (var unknown in given.Where(part => !Known.Contains(part.Key)))
        {
            services.Keywords.Unknown(unknown, "'include_vars'", Known);
        }

        var parts = given.Where(part => Known.Contains(part.Key)).ToDictionary(part => part.Key, services.Keywords.Text);
        if (parts.ContainsKey("file") == parts.ContainsKey("dir"))
        {
            services.Problems.Error(entry.KeyPlace, "'include_vars' needs a file or a folder", "write 'file: NAME' or 'dir: NAME' below it");
        }

        return scope => Load(services.Fresh(), parts, context, scope, entry.KeyPlace);
    }

    private static Dictionary<string, object?> Load(LoadServices fresh, Dictionary<string, ITemplate> parts, TaskContext context, IScope scope, Place place)
    {
        var isFolder = parts.TryGetValue("dir", out var named);
        var name = Templates.ValueText.Of((named ?? parts["file"]).Evaluate(scope));
        try
        {
            var path = context.Search.Find(name, "vars");
            var read = isFolder ? fresh.Variables.Named(Path.GetDirectoryName(path)!, Path.GetFileName(path)) : fresh.Variables.Read(path, place);
            fresh.Problems.ThrowIfErrors();
            var evaluated = (Dictionary<string, object?>)Values.Evaluate(new Dictionary<string, object?>(read), new Scope([read, new ScopeMap(scope)]))!;
            return parts.TryGetValue("name", out var under) ? new() { [Templates.ValueText.Of(under.Evaluate(scope))] = evaluated } : evaluated;
        }
        catch (FormatException exception)
        {
            throw new DiagnosticException(new Diagnostic(place, exception.Message));
        }
    }
}
