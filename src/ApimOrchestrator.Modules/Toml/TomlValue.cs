using System.Globalization;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>Values on their way into a file: what a playbook gives becomes text, integer, float, truth value, list or map, each of which the server reads.</summary>
internal static partial class TomlValue
{
    /// <summary>A playbook's value in the kinds a file has.</summary>
    /// <exception cref="DiagnosticException">There is no way to write it that the server reads.</exception>
    /// <exception cref="UnknownStateException">It is known in the real run only.</exception>
    public static object Of(object? value, TomlPath path) => value switch
    {
        Written written => OfPlain(written, path),
        Secret secret => secret.Reveal(),
        string or long or bool or TomlFloat => value,
        double number when double.IsFinite(number) => new TomlFloat(number, TomlFloat.Digits(number)),
        double number => throw Problem(path, $"{number.ToString(CultureInfo.InvariantCulture)} cannot be written: the server drops such values silently"),
        IReadOnlyDictionary<string, object?> map => MapOf(map, path),
        IReadOnlyList<object?> list => ListOf(list, path),
        TomlMoment moment => moment,
        Unknown unknown => throw new UnknownStateException(unknown.Why),
        _ => throw Problem(path, "there is no value; to take a key out, list it under 'remove' or give 'state: absent'"),
    };

    /// <summary>A playbook's map in the kinds a file has; keys whose value is <c>omit</c> are left out.</summary>
    public static IReadOnlyDictionary<string, object> MapOf(IReadOnlyDictionary<string, object?> map, TomlPath path) =>
        map.Where(pair => pair.Value is not Omit).ToDictionary(pair => pair.Key, pair => Of(pair.Value, path.Then(pair.Key)), StringComparer.Ordinal);

    /// <summary>Whether a value of a file means the same as one to be written.</summary>
    public static bool Same(object? existing, object? wanted) => (existing, wanted) switch
    {
        (double left, TomlFloat right) => left.Equals(right.Value),
        (IReadOnlyList<object?> left, IReadOnlyList<object?> right) => left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second)),
        (IReadOnlyDictionary<string, object?> left, IReadOnlyDictionary<string, object> right) =>
            left.Count == right.Count && right.All(pair => left.TryGetValue(pair.Key, out var other) && Same(other, pair.Value)),
        _ => Equals(existing, wanted),
    };

    /// <summary>The value as it is written, on one line.</summary>
    public static string Write(object value) => value switch
    {
        string text => TomlText.Write(text),
        bool boolean => boolean ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(item => Write(item!)))}]",
        IReadOnlyDictionary<string, object> map => $"{{{string.Join(", ", map.Select(pair => $"{TomlKey.Write(pair.Key)} = {Write(pair.Value)}"))}}}",
        _ => value.ToString()!,
    };

    /// <summary>Whether two values of files mean the same.</summary>
    public static bool SameRead(object? one, object? other) => (one, other) switch
    {
        (IReadOnlyList<object?> left, IReadOnlyList<object?> right) => left.Count == right.Count && left.Zip(right).All(pair => SameRead(pair.First, pair.Second)),
        (IReadOnlyDictionary<string, object?> left, IReadOnlyDictionary<string, object?> right) =>
            left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var value) && SameRead(pair.Value, value)),
        _ => Equals(one, other),
    };

    /// <summary>A value of a file as it would be written.</summary>
    public static string WriteRead(object value) => value switch
    {
        double number => double.IsFinite(number) ? TomlFloat.Digits(number) : number.ToString(CultureInfo.InvariantCulture),
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(item => WriteRead(item!)))}]",
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(", ", map.Select(pair => $"{TomlKey.Write(pair.Key)} = {WriteRead(pair.Value!)}"))}}}",
        _ => Write(value),
    };

    /// <summary>Whether a value is a list of tables and nothing else.</summary>
    public static bool IsTables(object value) => value is IReadOnlyList<object?> { Count: > 0 } list && list.All(item => item is IReadOnlyDictionary<string, object>);

    private static object OfPlain(Written written, TomlPath path)
    {
        if (written.Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            return written.Text[0] is 't' or 'T';
        }

        if (written.Value is long or double && DecimalInteger().IsMatch(written.Text))
        {
            return long.TryParse(written.Text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Problem(path, $"{written.Text} is beyond 64 bits, which the server refuses; quote it to write a text");
        }

        return written.Value switch
        {
            null => Of(null, path),
            long number when written.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) => number,
            double number when TomlFloat.IsWrittenSo(written.Text) => new TomlFloat(number, written.Text),
            double number when !written.Text.Contains(':', StringComparison.Ordinal) => Of(number, path),
            _ => written.Text,
        };
    }

    private static List<object?> ListOf(IReadOnlyList<object?> list, TomlPath path)
    {
        List<object?> items = [.. list.Select(item => Of(item, path))];
        if (items.Select(item => KindOf(item!)).Distinct().ToList() is { Count: > 1 } kinds)
        {
            throw Problem(path, $"the list mixes {string.Join(" and ", kinds)}; the server refuses arrays of mixed types");
        }

        return items;
    }

    private static string KindOf(object value) => value switch
    {
        string => "texts",
        bool => "truth values",
        long => "integers",
        TomlFloat => "floats",
        TomlMoment => "dates",
        IReadOnlyDictionary<string, object> => "maps",
        _ => "lists",
    };

    private static DiagnosticException Problem(TomlPath path, string message) => new(new Diagnostic(Place.Of($"value of {path}"), message));

    [GeneratedRegex("^[-+]?(0|[1-9][0-9_]*)$")]
    private static partial Regex DecimalInteger();
}
