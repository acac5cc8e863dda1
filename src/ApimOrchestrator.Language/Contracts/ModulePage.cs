using System.Text;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Language.Contracts;

/// <summary>A module's documentation as Markdown, made of its contract and its examples.</summary>
public static class ModulePage
{
    /// <summary>The page, ended by a line end.</summary>
    /// <param name="module">The module.</param>
    /// <param name="examples">Tasks that show its use: a title, and the task as YAML.</param>
    public static string Of(ModuleContract module, IReadOnlyList<(string Title, string Yaml)> examples)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(module.Name).Append("\n\n").Append(module.Summary).Append('\n');
        if (module.Aliases.Count > 0)
        {
            page.Append("\nAlso known as ").AppendJoin(", ", module.Aliases.Select(alias => $"`{alias}`")).Append(".\n");
        }

        if (module.NeedsNoHost)
        {
            page.Append("\nNeeds no connection to the host.\n");
        }

        page.Append("\n## Arguments\n\n");
        AddArguments(page, module.Arguments);
        page.Append("\n## Answer\n\n");
        foreach (var (name, description) in module.Returns)
        {
            page.Append("- `").Append(name).Append("`: ").Append(description).Append('\n');
        }

        page.Append(module.Returns.Count == 0 ? "" : "\n").Append("Besides these, every task answers `changed` and `failed`.\n");
        AddExamples(page, examples);
        return page.ToString();
    }

    /// <summary>The list of all modules, as Markdown.</summary>
    /// <param name="modules">The modules.</param>
    public static string Index(IReadOnlyList<ModuleContract> modules)
    {
        var page = new StringBuilder("# Modules\n\n| module | what it does |\n|---|---|\n");
        foreach (var module in modules)
        {
            page.Append("| [").Append(module.Name).Append("](").Append(module.Name).Append(".md) | ").Append(Cell(module.Summary)).Append(" |\n");
        }

        return page.ToString();
    }

    private static void AddArguments(StringBuilder page, IReadOnlyList<ArgumentContract> arguments)
    {
        if (arguments.Count == 0)
        {
            page.Append("None.\n");
            return;
        }

        page.Append("| argument | type | default | meaning |\n|---|---|---|---|\n");
        foreach (var argument in arguments)
        {
            page.Append("| ").Append(NameOf(argument)).Append(" | ").Append(Cell(TypeOf(argument.Type))).Append(" | ");
            page.Append(argument.IsRequired ? "**required**" : argument.Default is { } shown ? $"`{Cell(shown)}`" : "").Append(" | ").Append(Cell(argument.Description)).Append(" |\n");
        }

        foreach (var argument in arguments.Where(argument => FieldsOf(argument.Type).Count > 0))
        {
            page.Append("\nKeys of `").Append(argument.Name).Append("`:\n\n");
            AddArguments(page, FieldsOf(argument.Type));
        }
    }

    private static string NameOf(ArgumentContract argument)
    {
        var notes = new List<string>(argument.Aliases.Count == 0 ? [] : [$"also {string.Join(", ", argument.Aliases.Select(alias => $"`{alias}`"))}"]);
        notes.AddRange(argument.IsFreeForm ? ["the short form's text"] : argument.TakesRest ? ["all other names"] : []);
        return notes.Count == 0 ? $"`{argument.Name}`" : $"`{argument.Name}` ({string.Join("; ", notes)})";
    }

    private static string TypeOf(ArgumentType type) => type.Choices.Count > 0
        ? string.Join(", ", type.Choices.Select(choice => $"`{choice}`"))
        : type.Element is { Choices.Count: > 0 } element ? $"list of {TypeOf(element)}" : type.Name;

    private static IReadOnlyList<ArgumentContract> FieldsOf(ArgumentType type) => type.Fields.Count > 0 ? type.Fields : type.Element is { } element ? FieldsOf(element) : [];

    private static void AddExamples(StringBuilder page, IReadOnlyList<(string Title, string Yaml)> examples)
    {
        if (examples.Count > 0)
        {
            page.Append("\n## Examples\n\n```yaml\n");
            page.AppendJoin('\n', examples.Select(example => $"- name: {example.Title}\n{Indented(example.Yaml)}"));
            page.Append("```\n");
        }
    }

    private static string Indented(string yaml) => string.Concat(yaml.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "\n" : $"  {line}\n"));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
