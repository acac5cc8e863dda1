using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads <c>include_vars</c>: a file of variables, or all files of a folder, chosen while running.</summary>
internal sealed class IncludedVariables(LoadServices services)
{
    private static readonly string[] Known = ["file", "dir", "name", "depth", "extensions", "files_matching", "ignore_files"];

    /// <summary>What reads the variables with a task's own.</summary>
    public IncludedVariablesBinding Read(YamlEntry entry, TaskContext context)
    {
        var given = entry.Value is YamlScalar { Value: string } scalar ? OfText(scalar) : entry.Value is YamlMapping mapping ? mapping.Entries : [];
        foreach (var unknown in given.Where(part => !Known.Contains(part.Key)))
        {
            services.Keywords.Unknown(unknown, "'include_vars'", Known);
        }

        var parts = given.Where(part => Known.Contains(part.Key)).ToDictionary(part => part.Key, services.Keywords.Value);
        if (parts.ContainsKey("file") == parts.ContainsKey("dir"))
        {
            services.Problems.Error(entry.KeyPlace, "'include_vars' needs a file or a folder", "write 'file: NAME' or 'dir: NAME' below it");
        }

        return new IncludedVariablesBinding(services, parts, context, entry.KeyPlace);
    }

    private static List<YamlEntry> OfText(YamlScalar scalar)
    {
        var form = Modules.FreeForm.Read(scalar.Text, Known.Contains);
        var named = form.Arguments.Select(argument => new YamlEntry(argument.Name, scalar.Place, Part(argument.Value))).ToList();
        return form.Text.Length == 0 ? named : [new YamlEntry("file", scalar.Place, Part(form.Text)), .. named];

        YamlScalar Part(string text) => new(scalar.Place, text, false, null, text, scalar.TextPlace);
    }
}
