using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>YAML, letter for letter as Ansible writes it.</summary>
internal static class YamlFilters
{
    private const string Options = "indent? width? sort_keys? default_flow_style? allow_unicode?";

    public static void AddTo(FunctionTable table)
    {
        table.Add("to_yaml " + Options, c => Written(c, 2, isFlow: null));
        table.Add("to_nice_yaml " + Options, c => Written(c, 4, isFlow: false));
        table.Add("from_yaml", c => c.Input is string text ? Value(Parsed(text, "from_yaml", source => [YamlTree.Parse(source)])[0]) : c.Input);
        table.Add("from_yaml_all", c => c.Input is string text ? new ListValue(Parsed(text, "from_yaml_all", YamlTree.ParseAll).Select(Value)) : c.Input);
    }

    private static string Written(Arguments call, int indent, bool? isFlow) => new YamlText(
        call.Budget,
        call[0] is null ? indent : call.Count(0),
        call[1] is null ? 80 : call.Count(1),
        call.Flag(2, true),
        call.Has(3) ? call[3] as bool? : isFlow).Of(call.Input);

    private static IReadOnlyList<YamlNode> Parsed(string text, string filter, Func<SourceText, IReadOnlyList<YamlNode>> parse)
    {
        try
        {
            return parse(new SourceText(filter, text));
        }
        catch (DiagnosticException exception)
        {
            var first = exception.Diagnostics[0];
            throw new ValueProblem($"'{filter}' cannot read this text: line {first.Place.Line}: {first.Message}", first.Help);
        }
    }

    private static object? Value(YamlNode node)
    {
        switch (node)
        {
            case YamlSequence sequence:
                return new ListValue(sequence.Items.Select(Value));
            case YamlMapping mapping:
                var map = new MapValue();
                foreach (var entry in mapping.Entries)
                {
                    map[entry.Key] = Value(entry.Value);
                }

                return map;
            default:
                return ((YamlScalar)node).Value;
        }
    }
}
