using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>Finds where a scalar's text itself begins, so that a problem inside an expression is shown under the right letter.</summary>
internal static class YamlTextPlace
{
    /// <summary>The place of the text's first letter.</summary>
    public static Place Of(Scalar scalar, SourceText source) => scalar.Style switch
    {
        ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => source.At(scalar.Start.Line, scalar.Start.Column + 1),
        ScalarStyle.Literal or ScalarStyle.Folded => OfBlock(scalar.Start, source),
        _ => source.At(scalar.Start.Line, scalar.Start.Column),
    };

    private static Place OfBlock(Mark start, SourceText source)
    {
        var number = (int)start.Line + 1;
        while (source.Line(number) is { } line && string.IsNullOrWhiteSpace(line))
        {
            number++;
        }

        var first = source.Line(number) ?? "";
        return source.At(number, first.Length - first.TrimStart(' ').Length + 1);
    }
}
