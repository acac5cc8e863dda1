using System.Globalization;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads keywords' values: what is written plainly is checked now, what holds a template is checked when it is evaluated.</summary>
internal sealed class KeywordReader(LoadServices services)
{
    private static readonly Dictionary<string, object?> NoVariables = [];

    /// <summary>A text, perhaps with expressions.</summary>
    public ITemplate Text(YamlEntry entry)
    {
        if (entry.Value is not YamlScalar { IsNull: false } scalar)
        {
            Wrong(entry, "a text");
            return new Constant(entry.Value.Place, "", "");
        }

        return Template(scalar) ?? new Constant(scalar.Place, scalar.Text, scalar.Text);
    }

    /// <summary>A yes or no, or an expression in braces whose value is read as one.</summary>
    public ITemplate Boolean(YamlEntry entry)
    {
        if (entry.Value is YamlScalar scalar)
        {
            if (Template(scalar) is { } template)
            {
                return new Composite(scalar.Place, scalar.Text, scope => BooleanOf(template.Evaluate(scope), entry, scalar));
            }

            if (PlainValues.Boolean(scalar.Value) is { } flag)
            {
                return new Constant(scalar.Place, scalar.Text, flag);
            }
        }

        Wrong(entry, "yes or no");
        return new Constant(entry.Value.Place, "no", false);
    }

    /// <summary>A number, or an expression in braces whose value is read as one.</summary>
    public ITemplate Number(YamlEntry entry)
    {
        if (entry.Value is YamlScalar scalar)
        {
            if (Template(scalar) is { } template)
            {
                return new Composite(scalar.Place, scalar.Text, scope => NumberOf(template.Evaluate(scope), entry, scalar));
            }

            if (PlainValues.Number(scalar.Value) is { } number)
            {
                return new Constant(scalar.Place, scalar.Text, number);
            }
        }

        Wrong(entry, "a number");
        return new Constant(entry.Value.Place, "0", 0L);
    }

    /// <summary>One condition or a list of them: expressions without braces.</summary>
    public IReadOnlyList<ITemplate> Conditions(YamlEntry entry) => entry.Value is YamlSequence list
        ? [.. list.Items.Select(item => Condition(entry, item))]
        : [Condition(entry, entry.Value)];

    /// <summary>Texts: a list, or one text.</summary>
    public IReadOnlyList<ITemplate> Texts(YamlEntry entry) => entry.Value switch
    {
        YamlSequence list => [.. list.Items.Select(item => Text(entry with { Value = item }))],
        YamlScalar { IsNull: true } => [],
        _ => [Text(entry)],
    };

    /// <summary>Plain words: a list, or one text with commas; numbers count as words.</summary>
    public IReadOnlyList<string> Words(YamlEntry entry)
    {
        var scalars = entry.Value is YamlSequence list ? list.Items : [entry.Value];
        return [.. scalars.SelectMany(node => node is YamlScalar scalar ? StaticText(entry, scalar).Split(',') : Nothing(entry, "a word")).Select(word => word.Trim()).Where(word => word.Length > 0)];
    }

    /// <summary>One word of some.</summary>
    public string Choice(YamlEntry entry, params IReadOnlyList<string> words)
    {
        var text = entry.Value is YamlScalar scalar ? StaticText(entry, scalar) : "";
        if (!words.Contains(text))
        {
            var near = Suggestion.Nearest(text, words);
            services.Problems.Error(entry.Value.Place, $"'{entry.Key}' cannot be '{text}'", near is null ? $"it is one of: {string.Join(", ", words)}" : $"did you mean '{near}'?");
            return words[0];
        }

        return text;
    }

    /// <summary>One word of some, or an expression.</summary>
    public ITemplate ChoiceOrTemplate(YamlEntry entry, params IReadOnlyList<string> words)
    {
        if (entry.Value is YamlScalar scalar && Template(scalar) is { } template)
        {
            return template;
        }

        var word = Choice(entry, words);
        return new Constant(entry.Value.Place, word, word);
    }

    /// <summary>What to loop over: a list, or an expression that gives one.</summary>
    public ITemplate List(YamlEntry entry)
    {
        if (entry.Value is not YamlSequence && !(entry.Value is YamlScalar scalar && Template(scalar) is not null))
        {
            Wrong(entry, "a list");
        }

        return Value(entry);
    }

    /// <summary>What an older <c>with_…</c> loop goes over.</summary>
    public ITemplate Loop(string keyword, YamlEntry entry) => Loops.Read(keyword, Value(entry), services.Templates);

    /// <summary>A variable's name.</summary>
    public string Name(YamlEntry entry)
    {
        var text = entry.Value is YamlScalar scalar ? scalar.Text : "";
        if (!VariableName.IsValid(text))
        {
            services.Problems.Error(entry.Value.Place, $"'{entry.Key}' needs the name of a variable, but '{text}' is none", VariableName.Rule);
        }

        return text;
    }

    /// <summary>Variables: a mapping, or a list of mappings.</summary>
    public IReadOnlyDictionary<string, object?> Variables(YamlEntry entry)
    {
        switch (entry.Value)
        {
            case YamlMapping mapping:
                return NamedVariables(mapping);
            case YamlSequence list when list.Items.All(item => item is YamlMapping):
                return list.Items.SelectMany(item => NamedVariables((YamlMapping)item)).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
            case YamlScalar { IsNull: true }:
                return NoVariables;
            default:
                Wrong(entry, "a mapping of names to values");
                return NoVariables;
        }
    }

    private Dictionary<string, object?> NamedVariables(YamlMapping mapping)
    {
        foreach (var entry in mapping.Entries.Where(entry => !VariableName.IsValid(entry.Key)))
        {
            services.Problems.Error(entry.KeyPlace, $"'{entry.Key}' is no name for a variable", VariableName.Rule);
        }

        return services.Values.Variables(mapping);
    }

    /// <summary>Any value with its templates, evaluated as a whole.</summary>
    public ITemplate Value(YamlEntry entry)
    {
        var value = services.Values.Variable(entry.Value);
        var text = entry.Value is YamlScalar scalar ? scalar.Text : entry.Value.Kind;
        return value as ITemplate
            ?? (Values.NeedsEvaluation(value)
                ? new Composite(entry.Value.Place, text, scope => Values.Evaluate(value, scope))
                : new Constant(entry.Value.Place, text, value));
    }

    /// <summary>A text that must be known before the run: expressions may use the command line's variables only.</summary>
    public string StaticText(YamlEntry entry, YamlScalar scalar)
    {
        if (Template(scalar) is not { } template)
        {
            return scalar.Text;
        }

        try
        {
            return Convert.ToString(template.Evaluate(new Scope([services.ExtraVars])), CultureInfo.InvariantCulture) ?? "";
        }
        catch (DiagnosticException exception)
        {
            services.Problems.Add(exception.Diagnostics[0] with { Help = $"'{entry.Key}' is read before the run, so only variables given with --extra-vars can stand in it" });
            return "";
        }
    }

    /// <summary>A yes or no that must be known before the run.</summary>
    public bool StaticBoolean(YamlEntry entry)
    {
        if (entry.Value is YamlScalar scalar && (scalar.Value is bool flag ? flag : PlainValues.Boolean(StaticText(entry, scalar))) is { } known)
        {
            return known;
        }

        Wrong(entry, "yes or no");
        return false;
    }

    /// <summary>Reports a value of the wrong kind.</summary>
    public void Wrong(YamlEntry entry, string expected) =>
        services.Problems.Error(entry.Value.Place, $"'{entry.Key}' needs {expected}, but this is {Shown(entry.Value)}");

    /// <summary>Reports a word that is none of those that may stand there.</summary>
    public void Unknown(YamlEntry entry, string where, IEnumerable<string> known)
    {
        var words = known.ToList();
        var near = Suggestion.Nearest(entry.Key, words);
        services.Problems.Error(entry.KeyPlace, $"{where} has no '{entry.Key}'", near is not null ? $"did you mean '{near}'?" : words.Count <= 12 ? $"it has: {string.Join(", ", words)}" : null);
    }

    private static string Shown(YamlNode node) => node is YamlScalar { Value: string } scalar ? $"'{scalar.Text}'" : node.Kind;

    private static object? BooleanOf(object? value, YamlEntry entry, YamlScalar scalar) => value switch
    {
        Core.Values.Unknown or Omit => value,
        null => false,
        _ => PlainValues.Boolean(value) ?? throw new DiagnosticException(new Diagnostic(scalar.Place, $"'{entry.Key}' needs yes or no, but '{scalar.Text}' gives '{value}'")),
    };

    private static object? NumberOf(object? value, YamlEntry entry, YamlScalar scalar) => value is Core.Values.Unknown or Omit
        ? value
        : PlainValues.Number(value) ?? throw new DiagnosticException(new Diagnostic(scalar.Place, $"'{entry.Key}' needs a number, but '{scalar.Text}' gives '{value}'"));

    private ITemplate? Template(YamlScalar scalar) => services.Values.Variable(scalar) as ITemplate;

    private ITemplate Condition(YamlEntry entry, YamlNode node)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            services.Problems.Error(node.Place, $"'{entry.Key}' needs a condition, but this is {node.Kind}");
            return new Constant(node.Place, "false", false);
        }

        return scalar.Value is string text ? services.Expression(text, scalar.TextPlace) : new Constant(scalar.Place, scalar.Text, scalar.Value);
    }

    private string[] Nothing(YamlEntry entry, string expected)
    {
        Wrong(entry, expected);
        return [];
    }
}
