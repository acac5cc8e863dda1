using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>The keywords that go into a task, each with how it is read: one place for what tasks, blocks, imports, roles and plays share.</summary>
internal static class TaskKeywords
{
    /// <summary>Reads a keyword into a task that may have inherited it.</summary>
    public delegate TaskDefinition Read(TaskDefinition task, YamlEntry entry, KeywordReader read);

    /// <summary>What a play may say for all its tasks.</summary>
    public static readonly IReadOnlyDictionary<string, Read> OfPlay = new Dictionary<string, Read>(StringComparer.Ordinal)
    {
        ["any_errors_fatal"] = (task, entry, read) => task with { AnyErrorsFatal = read.Boolean(entry) },
        ["become"] = (task, entry, read) => task with { Become = read.Boolean(entry) },
        ["become_method"] = (task, entry, read) => task with { BecomeMethod = read.ChoiceOrTemplate(entry, "sudo", "su") },
        ["become_user"] = (task, entry, read) => task with { BecomeUser = read.Text(entry) },
        ["check_mode"] = (task, entry, read) => task with { CheckMode = read.Boolean(entry) },
        ["connection"] = (task, entry, read) => task with { Connection = read.ChoiceOrTemplate(entry, "ssh", "local") },
        ["diff"] = (task, entry, read) => task with { Diff = read.Boolean(entry) },
        ["environment"] = (task, entry, read) => task with { Environment = [.. task.Environment, .. Environments(entry, read)] },
        ["ignore_errors"] = (task, entry, read) => task with { IgnoreErrors = read.Boolean(entry) },
        ["ignore_unreachable"] = (task, entry, read) => task with { IgnoreUnreachable = read.Boolean(entry) },
        ["no_log"] = (task, entry, read) => task with { NoLog = read.Boolean(entry) },
        ["remote_user"] = (task, entry, read) => task with { RemoteUser = read.Text(entry) },
        ["run_once"] = (task, entry, read) => task with { RunOnce = read.Boolean(entry) },
        ["tags"] = (task, entry, read) => task with { Tags = new HashSet<string>([.. task.Tags, .. read.Words(entry)], StringComparer.Ordinal) },
        ["throttle"] = (task, entry, read) => task with { Throttle = read.Number(entry) },
    };

    /// <summary>What a block, an import or a role may say for all its tasks.</summary>
    public static readonly IReadOnlyDictionary<string, Read> OfBlock = new Dictionary<string, Read>(OfPlay, StringComparer.Ordinal)
    {
        ["delegate_facts"] = (task, entry, read) => task with { DelegateFacts = read.Boolean(entry) },
        ["delegate_to"] = (task, entry, read) => task with { DelegateTo = read.Text(entry) },
        ["notify"] = (task, entry, read) => task with { Notify = [.. task.Notify, .. read.Texts(entry)] },
        ["vars"] = (task, entry, read) => task with { Vars = [.. task.Vars, read.Variables(entry)] },
        ["when"] = (task, entry, read) => task with { When = [.. task.When, .. read.Conditions(entry)] },
    };

    /// <summary>What a task may say.</summary>
    public static readonly IReadOnlyDictionary<string, Read> OfTask = new Dictionary<string, Read>(WithLoops(OfBlock), StringComparer.Ordinal)
    {
        ["changed_when"] = (task, entry, read) => task with { ChangedWhen = read.Conditions(entry) },
        ["delay"] = (task, entry, read) => task with { Delay = read.Number(entry) },
        ["failed_when"] = (task, entry, read) => task with { FailedWhen = read.Conditions(entry) },
        ["listen"] = (task, entry, read) => task with { Listen = [.. task.Listen, .. read.Words(entry)] },
        ["loop"] = (task, entry, read) => task with { Loop = read.List(entry) },
        ["loop_control"] = ReadLoopControl,
        ["name"] = (task, entry, read) => task with { Name = read.Text(entry) },
        ["register"] = (task, entry, read) => task with { Register = read.Name(entry) },
        ["retries"] = (task, entry, read) => task with { Retries = read.Number(entry) },
        ["until"] = (task, entry, read) => task with { Until = read.Conditions(entry) },
    };

    /// <summary>Words a task has besides keywords and modules.</summary>
    public static readonly IReadOnlyList<string> Others = ["action", "args", "block", "local_action", "module_defaults"];

    /// <summary>What <c>loop_control</c> may hold.</summary>
    public static IEnumerable<string> OfLoopControl => InLoopControl.Keys;

    private static readonly Dictionary<string, Func<LoopControl, YamlEntry, KeywordReader, LoopControl>> InLoopControl = new(StringComparer.Ordinal)
    {
        ["extended"] = (control, entry, read) => control with { IsExtended = read.StaticBoolean(entry) },
        ["index_var"] = (control, entry, read) => control with { IndexVar = read.Name(entry) },
        ["label"] = (control, entry, read) => control with { Label = read.Value(entry) },
        ["loop_var"] = (control, entry, read) => control with { LoopVar = read.Name(entry) },
        ["pause"] = (control, entry, read) => control with { Pause = read.Number(entry) },
    };

    private static Dictionary<string, Read> WithLoops(IReadOnlyDictionary<string, Read> keywords) =>
        keywords.Concat(Loops.Names.Select(name => KeyValuePair.Create<string, Read>(name, (task, entry, read) => task with { Loop = read.Loop(name, entry) })))
            .ToDictionary(pair => pair.Key, pair => pair.Value);

    private static IEnumerable<ITemplate> Environments(YamlEntry entry, KeywordReader read) => entry.Value switch
    {
        YamlSequence list => list.Items.Select(item => read.Value(entry with { Value = item })),
        YamlScalar { IsNull: true } => [],
        _ => [read.Value(entry)],
    };

    private static TaskDefinition ReadLoopControl(TaskDefinition task, YamlEntry entry, KeywordReader read)
    {
        if (entry.Value is not YamlMapping mapping)
        {
            read.Wrong(entry, "a mapping");
            return task;
        }

        var control = task.LoopControl;
        foreach (var part in mapping.Entries)
        {
            if (InLoopControl.TryGetValue(part.Key, out var reader))
            {
                control = reader(control, part, read);
            }
            else
            {
                read.Unknown(part, "'loop_control'", InLoopControl.Keys);
            }
        }

        return task with { LoopControl = control };
    }
}
