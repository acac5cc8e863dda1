using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Variables;

/// <summary>Reads what <c>-e</c> gives: <c>name=value</c> words (their values are texts), a mapping in YAML or JSON, or <c>@file</c> with one.</summary>
internal sealed class ExtraVariables(SourceFiles files, ValueReader values, Problems problems)
{
    private const string Option = "--extra-vars";

    /// <summary>Reads all of them; later ones win.</summary>
    public IReadOnlyDictionary<string, object?> Read(IReadOnlyList<string> given)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in given.SelectMany(ReadOne))
        {
            variables[name] = value;
        }

        return variables;
    }

    private IEnumerable<KeyValuePair<string, object?>> ReadOne(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? []
            : trimmed[0] == '@' ? files.Read(trimmed[1..], Place.Of(Option)) is { } source ? ReadMapping(source) : []
            : trimmed[0] is '{' or '[' ? ReadMapping(new SourceText(Option, text))
            : ReadWords(text);
    }

    private Dictionary<string, object?> ReadMapping(SourceText source)
    {
        switch (YamlTree.Read(source, problems))
        {
            case YamlMapping mapping:
                return values.Variables(mapping);
            case null or YamlScalar { IsNull: true }:
                return [];
            case var other:
                problems.Error(other.Place, $"variables are a mapping of names to values, but this is {other.Kind}");
                return [];
        }
    }

    private IEnumerable<KeyValuePair<string, object?>> ReadWords(string text)
    {
        var source = new SourceText(Option, text);
        problems.Register(source);
        try
        {
            var form = FreeForm.Read(text, _ => true);
            if (form.Text.Length > 0)
            {
                problems.Error(source.At(1, text.IndexOf(form.Text.Split(' ')[0], StringComparison.Ordinal) + 1), $"'{form.Text}' is not name=value", text[0] is '/' or '.' ? "to read a file write '@' before its name" : "write name=value, a mapping in YAML or JSON, or @file");
            }

            return [.. form.Arguments.Select(argument => KeyValuePair.Create<string, object?>(argument.Name, values.Text(argument.Value, source.At(1, argument.Offset + 1))))];
        }
        catch (FormatException exception)
        {
            problems.Error(source.At(1, 1), $"this cannot be split into words: {exception.Message}");
            return [];
        }
    }
}
