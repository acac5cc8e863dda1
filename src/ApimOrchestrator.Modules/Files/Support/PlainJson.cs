using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Values as JSON for files and requests, letter for letter as Ansible writes it: a space after each comma and colon, ASCII only. Secrets are in the clear.</summary>
internal static class PlainJson
{
    /// <summary>The text.</summary>
    /// <exception cref="Core.Hosts.UnknownStateException">A part of it is not known yet.</exception>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Written written => Of(written.Value),
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(", ", map.Select(pair => $"{Quoted(pair.Key)}: {Of(pair.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Of))}]",
        long or double => ArgumentTypes.TextOf(value),
        _ => Quoted(ArgumentTypes.TextOf(value)),
    };

    /// <summary>The scalars in a value, at any depth.</summary>
    public static IEnumerable<object?> Scalars(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(Scalars),
        IReadOnlyList<object?> list => list.SelectMany(Scalars),
        _ => [value],
    };

    private static string Quoted(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var letter in text)
        {
            written.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\f' => "\\f",
                '\b' => "\\b",
                < ' ' or > '\u007f' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => letter.ToString(),
            });
        }

        return written.Append('"').ToString();
    }
}
