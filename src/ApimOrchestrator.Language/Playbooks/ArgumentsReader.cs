using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads a module's arguments in all their forms and checks what can be checked before the run.</summary>
internal sealed class ArgumentsReader(LoadServices services)
{
    /// <summary>Besides the free text only these may be given as <c>name=value</c> in the short form of a module that takes free text, as in Ansible.</summary>
    private static readonly string[] BesidesFreeText = ["creates", "removes", "chdir", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends"];

    /// <summary>The arguments of a task: the module's own, those below <c>args</c>, and the defaults for the module.</summary>
    public WrittenArguments Read(ModuleContract module, YamlEntry written, YamlEntry? args, WrittenArguments? defaults)
    {
        var values = new Dictionary<string, object?>(defaults?.Values ?? new Dictionary<string, object?>(), StringComparer.Ordinal);
        var places = new Dictionary<string, (Place, Place)>(defaults?.Places ?? new Dictionary<string, (Place, Place)>(), StringComparer.Ordinal);
        foreach (var (name, value, namePlace, valuePlace) in Given(module, args).Concat(Given(module, written)))
        {
            foreach (var other in values.Keys.Where(key => module.Find(name)?.Answers(key) == true).ToList())
            {
                values.Remove(other);
            }

            (values[name], places[name]) = (value, (namePlace, valuePlace));
        }

        return new WrittenArguments(written.KeyPlace, values, places);
    }

    /// <summary>Reports what is wrong with arguments that hold no templates.</summary>
    public void Check(ModuleContract module, WrittenArguments arguments)
    {
        var problems = ArgumentReader.Problems(arguments.Values, module.Arguments, module.Rest).ToList();
        foreach (var problem in problems.Where(problem => !IsMisspelt(problem, problems)))
        {
            services.Problems.Add(arguments.Explain(module, problem));
        }

        foreach (var (name, value) in arguments.Values)
        {
            if (module.Find(name)?.Type is { } type && (type.Name == "expression" || type.Element?.Name == "expression"))
            {
                CheckExpressions(value, arguments.Places[name].Value);
            }
        }
    }

    // An argument that is missing because it is misspelt is reported once.
    private static bool IsMisspelt(string problem, List<string> problems) =>
        problem.EndsWith(" is missing", StringComparison.Ordinal) && problems.Exists(other => other.EndsWith($"did you mean {problem.Split(' ')[0]}?", StringComparison.Ordinal));

    private void CheckExpressions(object? value, Place place)
    {
        switch (value)
        {
            case string or Written { Value: string }:
                services.Expression(ArgumentTypes.TextOf(value), place);
                break;
            case IReadOnlyList<object?> list:
                foreach (var item in list)
                {
                    CheckExpressions(item, place);
                }

                break;
        }
    }

    private IEnumerable<GivenArgument> Given(ModuleContract module, YamlEntry? written)
    {
        switch (written?.Value)
        {
            case YamlMapping mapping:
                return mapping.Entries.Select(entry => new GivenArgument(entry.Key, services.Values.Argument(entry.Value), entry.KeyPlace, entry.Value is YamlScalar scalar ? scalar.TextPlace : entry.Value.Place));
            case null or YamlScalar { IsNull: true }:
                return [];
            case YamlScalar scalar when written.Key != "args":
                return Short(module, scalar);
            default:
                var example = module.Arguments.Count > 0 ? module.Arguments[0].Name : "name";
                services.Problems.Error(written.Value.Place, $"'{written.Key}' needs a mapping of arguments, but this is {written.Value.Kind}", $"write '{example}: value' on lines of their own below it");
                return [];
        }
    }

    private List<GivenArgument> Short(ModuleContract module, YamlScalar scalar)
    {
        FreeForm form;
        try
        {
            form = FreeForm.Read(scalar.Text, name => module.FreeForm is null || (BesidesFreeText.Contains(name) && module.Find(name) is not null));
        }
        catch (FormatException exception)
        {
            services.Problems.Error(scalar.Place, $"the arguments cannot be split: {exception.Message}");
            return [];
        }

        var given = form.Arguments.Select(argument =>
        {
            var place = scalar.TextPlace with { Column = scalar.TextPlace.Column + argument.Offset };
            return new GivenArgument(argument.Name, Short(argument.Value, place), place with { Column = place.Column - argument.Name.Length - 1 }, place);
        }).ToList();
        if (form.Text.Length > 0 && module.FreeForm is { } free)
        {
            var isWhole = scalar.IsPlain && form.Arguments.Count == 0 && !TemplateEngine.HasMarks(form.Text);
            given.Insert(0, new GivenArgument(free.Name, isWhole ? services.Values.Argument(scalar) : services.Values.Text(form.Text, scalar.TextPlace), scalar.Place, scalar.TextPlace));
        }
        else if (form.Text.Length > 0)
        {
            services.Problems.Error(scalar.Place, $"'{module.Name}' takes no free text, but this is '{Cut(form.Text)}'", $"write its arguments below it: {string.Join(", ", module.Arguments.Take(6).Select(argument => argument.Name))}");
        }

        return given;
    }

    private object Short(string text, Place place) => services.Values.Text(text, place) is ITemplate template ? template : new Written(text, text);

    /// <summary>An argument as one of the forms gives it.</summary>
    private sealed record GivenArgument(string Name, object? Value, Place NamePlace, Place ValuePlace);

    private static string Cut(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
