using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using YamlDotNet.Core;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>Reads a YAML file into a tree of nodes with places. Strict where Ansible is lenient: a key given twice is an error.</summary>
public static class YamlTree
{
    /// <summary>How many letters a file may have.</summary>
    public const int LongestText = 16 * 1024 * 1024;

    /// <summary>Reads a text that holds one YAML document.</summary>
    /// <param name="source">The text and its name.</param>
    /// <param name="problems">Gets everything that is wrong; the text becomes known to it.</param>
    /// <returns>The document's node; an empty document is a null scalar. Null where the text is not YAML (then <paramref name="problems"/> says why).</returns>
    public static YamlNode? Read(SourceText source, Problems problems) => Read(source, problems, reader => reader.ReadDocument());

    /// <summary>Reads a text that holds one YAML document and nothing wrong.</summary>
    /// <param name="source">The text and its name.</param>
    /// <exception cref="DiagnosticException">The text is not strict YAML; carries every problem found.</exception>
    public static YamlNode Parse(SourceText source)
    {
        var problems = new Problems();
        var node = Read(source, problems);
        problems.ThrowIfErrors();
        return node!;
    }

    /// <summary>Reads a text that holds any number of YAML documents and nothing wrong.</summary>
    /// <param name="source">The text and its name.</param>
    /// <exception cref="DiagnosticException">The text is not strict YAML; carries every problem found.</exception>
    public static IReadOnlyList<YamlNode> ParseAll(SourceText source)
    {
        var problems = new Problems();
        var nodes = Read(source, problems, reader => reader.ReadDocuments());
        problems.ThrowIfErrors();
        return nodes!;
    }

    private static T? Read<T>(SourceText source, Problems problems, Func<YamlReader, T> read)
        where T : class
    {
        problems.Register(source);
        if (source.Text.Length > LongestText)
        {
            problems.Error(Place.Of(source.Name), "the file is larger than 16 MiB");
            return null;
        }

        var reader = new YamlReader(source, problems);
        try
        {
            return read(reader);
        }
        catch (YamlException exception)
        {
            problems.Add(reader.Explain(exception.Message, exception.Start.Line, exception.Start.Column));
        }
        catch (InvalidOperationException)
        {
            // The parser's way to say that the text ended inside a list or mapping.
            problems.Add(reader.Explain("the text ends too early", 0, 0));
        }
        catch (ArgumentException exception)
        {
            // The parser's way to refuse a tag's or an anchor's name.
            problems.Add(reader.Explain(exception.Message, 0, 0));
        }
        catch (DiagnosticException exception)
        {
            problems.Add(exception);
        }

        return null;
    }
}
