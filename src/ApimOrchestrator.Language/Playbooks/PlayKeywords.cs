using System.Globalization;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>The keywords of a play alone, each with how it is read. What a play says for its tasks is in <see cref="TaskKeywords"/>.</summary>
internal static class PlayKeywords
{
    /// <summary>Reads a keyword into a play.</summary>
    public delegate Play Read(Play play, YamlEntry entry, KeywordReader read);

    /// <summary>The keywords that are no lists of tasks.</summary>
    public static readonly IReadOnlyDictionary<string, Read> All = new Dictionary<string, Read>(StringComparer.Ordinal)
    {
        ["any_errors_fatal"] = (play, entry, read) => play with { AnyErrorsFatal = read.StaticBoolean(entry) },
        ["force_handlers"] = (play, entry, read) => play with { ForceHandlers = read.StaticBoolean(entry) },
        ["hosts"] = (play, entry, read) => play with { Hosts = Hosts(entry, read) },
        ["max_fail_percentage"] = (play, entry, read) => play with { MaxFailPercentage = read.Number(entry) is Constant { Value: var number } ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : null },
        ["name"] = (play, entry, read) => play with { Name = read.Text(entry) },
        ["order"] = (play, entry, read) => play with { Order = read.Choice(entry, "inventory", "sorted", "reverse_sorted", "reverse_inventory", "shuffle") },
        ["serial"] = (play, entry, read) => play with { Serial = read.Texts(entry) },
        ["strategy"] = (play, entry, read) => play with { IsFree = read.Choice(entry, "linear", "free") == "free" },
        ["tags"] = (play, entry, read) => play with { Tags = read.Words(entry) },
        ["vars"] = (play, entry, read) => play with { Vars = read.Variables(entry) },
        ["vars_prompt"] = (play, entry, read) => play with { VarsPrompt = Prompts.Read(entry, read) },
    };

    /// <summary>The keywords that hold tasks, files or roles, and those read in their own way.</summary>
    public static readonly IReadOnlyList<string> Others = ["gather_facts", "handlers", "import_playbook", "module_defaults", "post_tasks", "pre_tasks", "roles", "tasks", "vars_files"];

    private static ITemplate Hosts(YamlEntry entry, KeywordReader read)
    {
        if (entry.Value is YamlScalar { IsNull: true } or YamlMapping or YamlSequence { Items.Count: 0 })
        {
            read.Wrong(entry, "a host pattern");
            return new Constant(entry.Value.Place, "all", "all");
        }

        return entry.Value is YamlSequence ? read.Value(entry) : read.Text(entry);
    }
}
