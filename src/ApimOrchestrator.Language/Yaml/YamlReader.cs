using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>Turns a parser's events into nodes: keeps places, resolves aliases and merge keys, and bounds depth and size.</summary>
internal sealed class YamlReader(SourceText source, Problems problems)
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 1_000_000;

    private readonly Scanner _scanner = new(new StringReader(source.Text.TrimStart('\uFEFF')));
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<Mark> _openBrackets = new();
    private Parser? _parser;
    private int _nodes;

    private Parser Events => _parser ??= new Parser(_scanner);

    /// <summary>The document's node. Semantic problems are collected and reading goes on; what makes the rest unreadable is thrown.</summary>
    public YamlNode ReadDocument()
    {
        Events.Consume<StreamStart>();
        if (Events.Accept<StreamEnd>(out _))
        {
            return Nothing(source.At(1, 1));
        }

        Events.Consume<DocumentStart>();
        var root = ReadNode(0);
        Events.Consume<DocumentEnd>();
        if (!Events.Accept<StreamEnd>(out _))
        {
            problems.Error(PlaceOf(Events.Current!.Start), "a second document begins here", "only one document per file: split it, or remove the '---'");
        }

        return root;
    }

    /// <summary>The nodes of all documents.</summary>
    public IReadOnlyList<YamlNode> ReadDocuments()
    {
        var roots = new List<YamlNode>();
        Events.Consume<StreamStart>();
        while (!Events.Accept<StreamEnd>(out _))
        {
            _anchors.Clear();
            Events.Consume<DocumentStart>();
            roots.Add(ReadNode(0));
            Events.Consume<DocumentEnd>();
        }

        return roots;
    }

    /// <summary>What a parser's complaint means for the person who wrote the text.</summary>
    public Diagnostic Explain(string message, long line, long column) =>
        YamlSyntaxHelp.Explain(
            source,
            message,
            line == 0 ? PlaceOf(_scanner.CurrentPosition) : source.At(line, column),
            _openBrackets.TryPeek(out var open) ? PlaceOf(open) : null);

    private static YamlScalar Nothing(Place place) => new(place, "", true, null, null, place);

    private Place PlaceOf(Mark mark) => source.At(mark.Line, mark.Column);

    private DiagnosticException Refused(Mark mark, string message, string? help = null) =>
        new(problems.WithLine(new Diagnostic(PlaceOf(mark), message, help)));

    private YamlNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Refused(Events.Current!.Start, $"nested deeper than {MaxDepth} levels");
        }

        if (++_nodes > MaxNodes)
        {
            throw Refused(Events.Current!.Start, $"the file holds more than {MaxNodes} values");
        }

        if (Events.TryConsume<AnchorAlias>(out var alias))
        {
            return ReadAlias(alias, depth);
        }

        if (Events.TryConsume<Scalar>(out var scalar))
        {
            return Anchored(scalar.Anchor, ReadScalar(scalar));
        }

        return Events.TryConsume<SequenceStart>(out var sequence)
            ? ReadSequence(sequence, depth)
            : ReadMapping(Events.Consume<MappingStart>(), depth);
    }

    private YamlNode ReadAlias(AnchorAlias alias, int depth)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var node))
        {
            var help = Suggestion.Nearest(name, _anchors.Keys) is { } near ? $"did you mean '*{near}'?" : $"mark the value it stands for with '&{name}' above";
            problems.Error(PlaceOf(alias.Start), $"no anchor '&{name}' stands above this alias", help);
            return Nothing(PlaceOf(alias.Start));
        }

        if (node is null)
        {
            problems.Error(PlaceOf(alias.Start), $"the alias '*{name}' stands inside its own anchor");
            return Nothing(PlaceOf(alias.Start));
        }

        Count(node, depth, alias.Start);
        return node;
    }

    // Every later walk visits an aliased node again, so its whole content counts each time it is used.
    private void Count(YamlNode node, int depth, Mark mark)
    {
        if (++_nodes > MaxNodes || depth > MaxDepth)
        {
            throw Refused(mark, "the aliases blow this file up beyond bounds", "write the values out, or use variables");
        }

        IEnumerable<YamlNode> children = node switch
        {
            YamlSequence sequence => sequence.Items,
            YamlMapping mapping => mapping.Entries.Select(entry => entry.Value),
            _ => [],
        };
        foreach (var child in children)
        {
            Count(child, depth + 1, mark);
        }
    }

    private YamlNode Anchored(AnchorName anchor, YamlNode node)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var place = PlaceOf(scalar.Start);
        var isPlain = scalar.Style == ScalarStyle.Plain;
        var tag = scalar.Tag.IsEmpty ? null : scalar.Tag.IsNonSpecific ? YamlTags.NonSpecific : scalar.Tag.Value;
        var (kept, value) = tag is null
            ? (null, isPlain ? YamlTypes.Resolve(scalar.Value) : scalar.Value)
            : YamlTags.Resolve(tag, scalar.Value, place, problems);

        return new YamlScalar(place, scalar.Value, isPlain && tag is null, kept, value, YamlTextPlace.Of(scalar, source));
    }

    private YamlNode ReadSequence(SequenceStart start, int depth)
    {
        Open(start.Anchor, start.Start, start.Style == SequenceStyle.Flow);
        YamlTags.RefuseOnCollection(start.Tag, "seq", PlaceOf(start.Start), problems);
        var items = new List<YamlNode>();
        while (!Events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return Close(start.Anchor, start.Style == SequenceStyle.Flow, new YamlSequence(PlaceOf(start.Start), items));
    }

    private YamlNode ReadMapping(MappingStart start, int depth)
    {
        var isFlow = start.Style == MappingStyle.Flow;
        Open(start.Anchor, start.Start, isFlow);
        YamlTags.RefuseOnCollection(start.Tag, "map", PlaceOf(start.Start), problems);
        var builder = new YamlMappingBuilder(problems);
        while (!Events.TryConsume<MappingEnd>(out _))
        {
            if (Events.TryConsume<Scalar>(out var key))
            {
                builder.Add(new YamlEntry(key.Value, PlaceOf(key.Start), ReadNode(depth + 1)), key.Style == ScalarStyle.Plain);
            }
            else
            {
                SkipStrangeKey(start, depth);
            }
        }

        return Close(start.Anchor, isFlow, builder.Build(PlaceOf(start.Start)));
    }

    private void SkipStrangeKey(MappingStart mapping, int depth)
    {
        var isTemplate = mapping.Style == MappingStyle.Flow && Events.Current is MappingStart { Style: MappingStyle.Flow } && Events.Current.Start.Index == mapping.Start.Index + 1;
        problems.Error(
            PlaceOf(isTemplate ? mapping.Start : Events.Current!.Start),
            isTemplate ? "a value that starts with '{{' must be quoted" : "a key must be a single word",
            isTemplate ? "write \"{{ ... }}\" with quotes around the whole value" : null);
        ReadNode(depth + 1);
        ReadNode(depth + 1);
    }

    private void Open(AnchorName anchor, Mark start, bool isFlow)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = null;
        }

        if (isFlow)
        {
            _openBrackets.Push(start);
        }
    }

    private YamlNode Close(AnchorName anchor, bool isFlow, YamlNode node)
    {
        if (isFlow)
        {
            _openBrackets.Pop();
        }

        return Anchored(anchor, node);
    }
}
