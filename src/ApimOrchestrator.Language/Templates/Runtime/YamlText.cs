using System.Text;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>
/// Writes values as YAML with the layout of libyaml's emitter, which Ansible uses: keys sorted, lists not indented inside mappings, lines broken at a width.
/// </summary>
internal sealed partial class YamlText(Budget budget, int indent, int width, bool isSorted, bool? isFlow)
{
    private const int MaxNesting = 200;
    private const int LongestKey = 128;

    private readonly YamlTextWriter _writer = new(budget, indent is > 1 and < 10 ? indent : 2, width);

    public string Of(object? value)
    {
        WriteNode(value, default, 0);
        _writer.StartLine();
        return _writer.Text;
    }

    private readonly record struct Context(bool IsMapping = false, bool IsKey = false);

    private void WriteNode(object? value, Context context, int nesting)
    {
        budget.Step();
        switch (nesting > MaxNesting ? throw new ValueProblem("the value is nested too deep") : value)
        {
            case IReadOnlyDictionary<string, object?> map when _writer.IsInFlow || map.Count == 0 || IsFlow(map.Values):
                WriteFlowMap(map, nesting);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteBlockMap(map, nesting);
                break;
            case IReadOnlyList<object?> list when _writer.IsInFlow || list.Count == 0 || IsFlow(list):
                WriteFlowList(list, nesting);
                break;
            case IReadOnlyList<object?> list:
                WriteBlockList(list, context, nesting);
                break;
            default:
                WriteScalar(value, context);
                break;
        }
    }

    /// <summary>Without a wish, collections of plain values stand on one line.</summary>
    private bool IsFlow(IEnumerable<object?> children) =>
        isFlow ?? children.All(c => c is not (IReadOnlyDictionary<string, object?> or IReadOnlyList<object?>));

    private void WriteBlockList(IReadOnlyList<object?> list, Context context, int nesting)
    {
        _writer.Indent(isFlow: false, isIndentless: context.IsMapping && !_writer.IsAtIndention);
        foreach (var item in list)
        {
            _writer.StartLine();
            _writer.Indicator("-", needsSpace: true, isIndention: true);
            WriteNode(item, default, nesting + 1);
        }

        _writer.Unindent();
    }

    private void WriteBlockMap(IReadOnlyDictionary<string, object?> map, int nesting)
    {
        _writer.Indent(isFlow: false, isIndentless: false);
        foreach (var (key, value) in Pairs(map))
        {
            _writer.StartLine();
            if (IsSimple(key))
            {
                WriteScalar(key, new Context(IsMapping: true, IsKey: true));
                _writer.Indicator(":", needsSpace: false);
            }
            else
            {
                _writer.Indicator("?", needsSpace: true, isIndention: true);
                WriteScalar(key, new Context(IsMapping: true));
                _writer.StartLine();
                _writer.Indicator(":", needsSpace: true, isIndention: true);
            }

            WriteNode(value, new Context(IsMapping: true), nesting + 1);
        }

        _writer.Unindent();
    }

    private void WriteFlowList(IReadOnlyList<object?> list, int nesting)
    {
        _writer.OpenFlow("[");
        for (var i = 0; i < list.Count; i++)
        {
            _writer.NextInFlow(isFirst: i == 0);
            WriteNode(list[i], default, nesting + 1);
        }

        _writer.CloseFlow("]");
    }

    private void WriteFlowMap(IReadOnlyDictionary<string, object?> map, int nesting)
    {
        _writer.OpenFlow("{");
        var isFirst = true;
        foreach (var (key, value) in Pairs(map))
        {
            _writer.NextInFlow(isFirst);
            isFirst = false;
            if (!IsSimple(key))
            {
                _writer.Indicator("?", needsSpace: true);
            }

            WriteScalar(key, new Context(IsMapping: true, IsKey: IsSimple(key)));
            _writer.Indicator(":", needsSpace: !IsSimple(key));
            WriteNode(value, new Context(IsMapping: true), nesting + 1);
        }

        _writer.CloseFlow("}");
    }

    private IEnumerable<KeyValuePair<string, object?>> Pairs(IReadOnlyDictionary<string, object?> map) =>
        isSorted ? map.OrderBy(p => p.Key, StringComparer.Ordinal) : map;

    private static bool IsSimple(string key) => Encoding.UTF8.GetByteCount(key) <= LongestKey && !key.AsSpan().ContainsAny("\n\u0085\u2028\u2029");

    private void WriteScalar(object? value, Context context)
    {
        _writer.Indent(isFlow: true, isIndentless: false);
        switch (value)
        {
            case null or bool or long or double:
                _writer.Plain(Typed(value), canSplit: !context.IsKey);
                break;
            default:
                WriteText(value is Omit ? throw new ValueProblem("'omit' cannot be a part of YAML") : ValueText.Known(value), context);
                break;
        }

        _writer.Unindent();
    }

    private static string Typed(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number when double.IsNaN(number) => ".nan",
        double number when double.IsInfinity(number) => number > 0 ? ".inf" : "-.inf",
        double number => ValueText.Float(number) is var text && !text.Contains('.') ? text.Replace("e", ".0e", StringComparison.Ordinal) : text,
        _ => ValueText.Known(value),
    };

    private void WriteText(string text, Context context)
    {
        var shape = YamlTextShape.Of(text);
        var isPlain = !IsTyped(text) && !(context.IsKey && (text.Length == 0 || shape.IsMultiline)) && (_writer.IsInFlow ? shape.AllowsFlowPlain : shape.AllowsBlockPlain);
        if (isPlain)
        {
            _writer.Plain(text, canSplit: !context.IsKey);
        }
        else if (shape.AllowsSingleQuoted && !(context.IsKey && shape.IsMultiline))
        {
            _writer.SingleQuoted(text, canSplit: !context.IsKey);
        }
        else
        {
            _writer.DoubleQuoted(text, canSplit: !context.IsKey);
        }
    }

    /// <summary>Whether the text would be read back as something other than a text.</summary>
    private static bool IsTyped(string text) =>
        YamlTypes.Resolve(text) is not string || text is "=" or "<<" || (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+') && DateOrNumber().IsMatch(text));

    // The types "timestamp" and "int" of YAML 1.1 (yaml.org/type), the latter for numbers of any size.
    [GeneratedRegex(@"^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?|[-+]?[1-9][0-9_]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateOrNumber();
}
