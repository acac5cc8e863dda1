using System.Text;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Vault;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Variables;

/// <summary>
/// Turns YAML nodes into values of the shapes <see cref="ITemplate"/> names: texts that hold an expression become templates, <c>!unsafe</c> texts stay texts,
/// <c>!vault</c> texts and the texts of encrypted files become secrets.
/// </summary>
/// <param name="engine">Parses a text that holds expressions.</param>
/// <param name="vault">Opens <c>!vault</c> texts.</param>
/// <param name="problems">Gets what is wrong with the values.</param>
internal sealed class ValueReader(TemplateEngine engine, VaultReader vault, Problems problems)
{
    private readonly Dictionary<YamlNode, object?> _read = new(ReferenceEqualityComparer.Instance);

    /// <summary>A variable's value: scalars have the type YAML gives them.</summary>
    public object? Variable(YamlNode node) => node switch
    {
        YamlScalar scalar => Scalar(scalar, scalar.Value),
        _ when _read.TryGetValue(node, out var known) => known,
        _ => _read[node] = Collection(node, Variable),
    };

    /// <summary>A module argument's value: plain scalars keep their text.</summary>
    public object? Argument(YamlNode node) => node switch
    {
        YamlScalar { IsPlain: true } scalar => Scalar(scalar, new Written(scalar.Text, scalar.Value)),
        YamlScalar scalar => Scalar(scalar, scalar.Value),
        _ => Collection(node, Argument),
    };

    /// <summary>A mapping's entries as variables.</summary>
    public Dictionary<string, object?> Variables(YamlMapping mapping)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            variables[entry.Key] = Variable(entry.Value);
        }

        return variables;
    }

    /// <summary>A text's value: a template where it holds an expression.</summary>
    public object Text(string text, Place place)
    {
        if (!TemplateEngine.HasMarks(text))
        {
            return text;
        }

        try
        {
            return engine.ParseText(text, place);
        }
        catch (DiagnosticException exception)
        {
            problems.Add(exception);
            return text;
        }
    }

    private object? Scalar(YamlScalar scalar, object? plain)
    {
        switch (scalar.Tag)
        {
            case YamlScalar.VaultTag:
                return Decrypted(scalar);
            case YamlScalar.UnsafeTag:
                return scalar.Text;
            default:
                return scalar.Value is not string text ? plain
                    : TemplateEngine.HasMarks(text) ? Text(text, scalar.TextPlace)
                    : problems.IsSecret(scalar.Place.File) ? new Secret(text)
                    : plain;
        }
    }

    private Secret Decrypted(YamlScalar scalar)
    {
        try
        {
            return new Secret(Encoding.UTF8.GetString(vault.Decrypt(scalar.Text, scalar.Place)));
        }
        catch (DiagnosticException exception)
        {
            problems.Add(exception);
            return new Secret("");
        }
    }

    private static object Collection(YamlNode node, Func<YamlNode, object?> read)
    {
        if (node is YamlSequence sequence)
        {
            return sequence.Items.Select(read).ToList();
        }

        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in ((YamlMapping)node).Entries)
        {
            map[entry.Key] = read(entry.Value);
        }

        return map;
    }
}
