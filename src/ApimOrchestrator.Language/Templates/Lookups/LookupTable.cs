using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>The lookups: what templates may fetch from the control machine.</summary>
internal static class LookupTable
{
    private static readonly Dictionary<string, Func<LookupCall, IEnumerable<object?>>> Lookups = new(StringComparer.Ordinal)
    {
        ["env"] = c => c.Takes("default").Words().Select(name => Environment.GetEnvironmentVariable(name) ?? c.Option("default", "")),
        ["file"] = c => c.Takes("rstrip", "lstrip").Words().Select(name => Contents(c, name)),
        ["template"] = c => c.Takes("convert_data", "template_vars", "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string").Words().Select(name => Rendered(c, name)),
        ["vars"] = c => c.Takes("default").Words().Select(name => Variable(c, name)),
        ["first_found"] = FileLookups.FirstFound,
        ["fileglob"] = FileLookups.Glob,
        ["password"] = PasswordLookup.Passwords,
        ["pipe"] = c => c.Takes().Words().Select(command => Piped(c, command)),
        ["lines"] = c => c.Takes().Words().SelectMany(command => Piped(c, command).Split('\n')),
        ["dict"] = c => c.Takes().Terms.SelectMany(Pairs),
        ["items"] = c => ListLookups.Flat(c.Takes().Terms),
        ["list"] = c => c.Takes().Terms,
        ["indexed_items"] = c => ListLookups.Flat(c.Takes().Terms).Select((item, index) => new ListValue([(long)index, item])),
        ["nested"] = c => ListLookups.Nested(c.Takes().Terms),
        ["together"] = c => ListLookups.Together(c.Takes().Terms),
        ["subelements"] = c => ListLookups.Subelements(c.Takes("skip_missing")),
        ["random_choice"] = c => ListLookups.RandomChoice(c.Takes().Terms),
        ["sequence"] = c => SequenceLookup.Of(c.Takes("start", "end", "count", "stride", "format")),
    };

    /// <summary><c>query(name, terms…)</c>: always a list. <c>lookup(name, terms…)</c>: one value, several texts joined by commas, unless <c>wantlist=True</c>.</summary>
    public static object? Call(Arguments call, bool wantsList)
    {
        var name = call.Text(0);
        var word = name.StartsWith("ansible.builtin.", StringComparison.Ordinal) ? name["ansible.builtin.".Length..] : name;
        if (!Lookups.TryGetValue(word, out var lookup))
        {
            throw new ValueProblem($"there is no lookup '{name}'", Suggestion.Nearest(word, Lookups.Keys) is { } nearest ? $"did you mean '{nearest}'?" : $"there are: {string.Join(", ", Lookups.Keys)}");
        }

        var options = call.Named.Where(o => o.Key is not ("wantlist" or "errors")).ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);
        wantsList |= call.Named.TryGetValue("wantlist", out var wanted) && Truth.Known(wanted);
        var ignoresErrors = call.Named.TryGetValue("errors", out var errors) && errors is "ignore" or "warn";
        var before = call.Frame.Here;
        ListValue values;
        try
        {
            values = new ListValue(lookup(new LookupCall(call.Frame, word, call.More, options)));
        }
        catch (ValueProblem) when (ignoresErrors)
        {
            call.Frame.GoBack(before);
            return wantsList ? new ListValue() : null;
        }

        return wantsList || values.Count == 0 ? values
            : values.TrueForAll(v => v is string) ? string.Join(',', values)
            : values.Count == 1 ? values[0] : values;
    }

    private static object Contents(LookupCall call, string name)
    {
        var source = FileText.Read(call.Found(name, "files"), call.Frame.Engine.Options);
        var text = Truth.Of(call.Option("rstrip", true)) ? source.Text.TrimEnd() : source.Text;
        text = Truth.Of(call.Option("lstrip", false)) ? text.TrimStart() : text;
        return source.IsSecret ? new Secret(text) : text;
    }

    private static string Rendered(LookupCall call, string name)
    {
        string Mark(string option, string usual) => call.Option(option) is string { Length: > 0 } own ? own : usual;
        var usual = TemplateSyntax.Ansible;
        var template = call.Frame.Engine.ParseFile(call.Found(name, "templates"), usual with
        {
            VariableStart = Mark("variable_start_string", usual.VariableStart),
            VariableEnd = Mark("variable_end_string", usual.VariableEnd),
            CommentStart = Mark("comment_start_string", usual.CommentStart),
            CommentEnd = Mark("comment_end_string", usual.CommentEnd),
        });
        var frame = call.Frame;
        frame.Budget.Nest();
        var before = frame.Open(null);
        foreach (var (key, value) in call.Option("template_vars") as IReadOnlyDictionary<string, object?> ?? Signature.NoNames)
        {
            frame.Set(key, value);
        }

        var text = template.RenderWhole(frame);
        frame.Restore(before);
        frame.Budget.Unnest();
        return text;
    }

    private static object? Variable(LookupCall call, string name) =>
        call.Frame.Lookup(name) is var value and not Undefined ? value
        : call.Options.TryGetValue("default", out var otherwise) ? otherwise
        : throw new ValueProblem($"'{name}' is undefined", Suggestion.Nearest(name, call.Frame.Names()) is { } nearest ? $"did you mean '{nearest}'?" : null);

    private static string Piped(LookupCall call, string command) =>
        call.Frame.Engine.Options.Pipe is { } pipe ? pipe(command).TrimEnd() : throw new ValueProblem("the lookup 'pipe' runs a program on this machine and is not allowed here");

    private static IEnumerable<object?> Pairs(object? term) =>
        term is IReadOnlyDictionary<string, object?> map
            ? map.Select(p => (object?)new MapValue { ["key"] = p.Key, ["value"] = p.Value })
            : throw new ValueProblem($"lookup 'dict' needs a mapping, not {TypeName.Of(term)}");
}
