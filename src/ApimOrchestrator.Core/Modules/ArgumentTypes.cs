using System.Globalization;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Modules;

/// <summary>The types arguments can have. Each reads the text as written (<see cref="Written"/>), so that <c>0644</c>, <c>4.10</c> and <c>no</c> mean what is written.</summary>
public static class ArgumentTypes
{
    /// <summary>Any text; a plain scalar's text as written, a number or boolean from a template as Ansible writes it.</summary>
    public static readonly ArgumentType<string> Text = new("text", (value, _) => TextOf(value));

    /// <summary>A text that must reach no output.</summary>
    public static readonly ArgumentType<Secret> Secret = new("secret", (value, _) => value as Secret ?? new Secret(TextOf(value))) { IsSecret = true };

    /// <summary>A boolean in any of Ansible's spellings: <c>yes no on off true false y n t f 1 0</c>.</summary>
    public static readonly ArgumentType<bool> Boolean = new("boolean", (value, _) => BooleanOf(value)) { JsonType = "boolean" };

    /// <summary>A whole number.</summary>
    public static readonly ArgumentType<int> Integer = new("integer", (value, _) => checked((int)IntegerOf(value))) { JsonType = "integer" };

    /// <summary>A whole number of 64 bits.</summary>
    public static readonly ArgumentType<long> Long = new("integer", (value, _) => IntegerOf(value)) { JsonType = "integer" };

    /// <summary>A number.</summary>
    public static readonly ArgumentType<double> Number = new("number", (value, _) => NumberOf(value)) { JsonType = "number" };

    /// <summary>An absolute path on the host.</summary>
    public static readonly ArgumentType<HostPath> Path = new("path", (value, _) => HostPath.Parse(TextOf(value))) { Pattern = "^/" };

    /// <summary>A file mode, octal or symbolic; a number from a template counts as its decimal digits' octal reading only when it came from YAML as octal.</summary>
    public static readonly ArgumentType<Mode> Mode = new("mode", (value, _) => value is long bits ? Values.Mode.Of(checked((int)bits)) : Values.Mode.Parse(TextOf(value)));

    /// <summary>A file or folder of the project.</summary>
    public static readonly ArgumentType<ProjectFile> ProjectFile = new("project file", (value, source) => new ProjectFile(TextOf(value), source));

    /// <summary>A place on the control machine.</summary>
    public static readonly ArgumentType<ControlPath> ControlPath =
        new("path on the control machine", (value, source) => new ControlPath(TextOf(value), HostPath.Parse(source.PathOf(TextOf(value)))));

    /// <summary>A template of the project, rendered.</summary>
    public static readonly ArgumentType<RenderedFile> RenderedFile =
        new("template file", (value, source) => new RenderedFile(TextOf(value), source.Render(TextOf(value)))) { CheckOnly = value => Text.Check(value) };

    /// <summary>An expression, evaluated.</summary>
    public static readonly ArgumentType<Evaluated> Expression =
        new("expression", (value, source) => value is bool or Unknown ? new Evaluated(value.ToString()!, value) : new Evaluated(TextOf(value), source.Evaluate(TextOf(value))))
        {
            CheckOnly = value => value is bool ? null : Text.Check(value),
        };

    /// <summary>Anything: scalars, lists and maps; plain scalars stay <see cref="Written"/>.</summary>
    public static readonly ArgumentType<object?> Any = new("anything", (value, _) => value) { JsonType = "" };

    /// <summary>One of some words.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="words">Each word and what it stands for.</param>
    public static ArgumentType<T> Choice<T>(params IReadOnlyList<(string Word, T Value)> words)
        where T : struct, Enum =>
        new("choice", (value, _) => ChoiceOf(TextOf(value), words)) { Choices = [.. words.Select(word => word.Word)] };

    /// <summary>A list; a single value counts as a list of one, a text with commas as several where elements are text.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The element's type.</param>
    public static ArgumentType<IReadOnlyList<T>> ListOf<T>(ArgumentType<T> element) =>
        new($"list of {element.Name}", (value, source) => [.. ElementsOf(value, element.JsonType == "string" && element.Name != "expression").Select(item => element.Read(item, source))])
        {
            Element = element,
            JsonType = "array",
            IsSecret = element.IsSecret,
            CheckOnly = value => Try(() => ElementsOf(value, element.JsonType == "string" && element.Name != "expression"), out var items) ?? items!.Select(element.Check).FirstOrDefault(problem => problem is not null),
        };

    /// <summary>A map with any keys.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="element">The values' type.</param>
    public static ArgumentType<IReadOnlyDictionary<string, T>> MapOf<T>(ArgumentType<T> element) =>
        new($"map of {element.Name}", (value, source) => MapOf(value).ToDictionary(pair => pair.Key, pair => element.Read(pair.Value, source)))
        {
            Element = element,
            JsonType = "object",
            IsSecret = element.IsSecret,
            CheckOnly = value => Try(() => MapOf(value), out var map) ?? map!.Values.Select(element.Check).FirstOrDefault(problem => problem is not null),
        };

    /// <summary>A map with fixed keys: a record whose properties are arguments.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="fields">Its keys.</param>
    /// <param name="create">Makes it from its arguments.</param>
    public static ArgumentType<T> Record<T>(IReadOnlyList<ArgumentContract> fields, Func<ArgumentReader, T> create) =>
        new("map", (value, source) => ArgumentReader.ReadRecord(MapOf(value), fields, source, create))
        {
            Fields = fields,
            JsonType = "object",
            CheckOnly = value => Try(() => MapOf(value), out var map) ?? ArgumentReader.Problems(map!, fields, rest: null).FirstOrDefault(),
        };

    /// <summary>The text of a value, as Ansible would write it into an argument.</summary>
    /// <param name="value">A scalar.</param>
    /// <exception cref="FormatException">The value is a list, a map or nothing.</exception>
    /// <exception cref="Hosts.UnknownStateException">The value is not yet known.</exception>
    public static string TextOf(object? value) => value switch
    {
        Written written => written.Text,
        string text => text,
        Secret secret => secret.Reveal(),
        bool boolean => boolean ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture) is var digits && digits.AsSpan().ContainsAnyExceptInRange('0', '9') ? digits : digits + ".0",
        null => throw new FormatException("a text is expected, not nothing"),
        Unknown unknown => throw new Hosts.UnknownStateException(unknown.Why),
        Undefined undefined => throw new FormatException($"'{undefined.Name}' is undefined"),
        IReadOnlyDictionary<string, object?> => throw new FormatException("a text is expected, not a map"),
        _ => throw new FormatException("a text is expected, not a list"),
    };

    private static bool BooleanOf(object? value) => value switch
    {
        bool boolean => boolean,
        _ => TextOf(value).ToUpperInvariant() switch
        {
            "YES" or "ON" or "TRUE" or "Y" or "T" or "1" => true,
            "NO" or "OFF" or "FALSE" or "N" or "F" or "0" => false,
            _ => throw new FormatException($"'{TextOf(value)}' is not yes or no"),
        },
    };

    private static long IntegerOf(object? value) => value switch
    {
        long number => number,
        Written { Value: long number } => number,
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (long)number,
        _ => long.TryParse(TextOf(value).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{TextOf(value)}' is not a whole number"),
    };

    private static double NumberOf(object? value) =>
        value is double number || double.TryParse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            ? number
            : throw new FormatException($"'{TextOf(value)}' is not a number");

    private static T ChoiceOf<T>(string text, IReadOnlyList<(string Word, T Value)> words)
    {
        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        var near = Core.Text.Suggestion.Nearest(text, words.Select(word => word.Word));
        throw new FormatException($"'{text}' is not one of {string.Join(", ", words.Select(word => word.Word))}{(near is null ? "" : $"; did you mean '{near}'?")}");
    }

    private static IReadOnlyList<object?> ElementsOf(object? value, bool splitText) => value switch
    {
        IReadOnlyList<object?> list => list,
        null => [],
        Written { Value: null } => [],
        IReadOnlyDictionary<string, object?> => splitText ? throw new FormatException("a list is expected, not a map") : [value],
        _ when splitText => [.. TextOf(value).Split(',').Select(part => part.Trim())],
        _ => [value],
    };

    private static IReadOnlyDictionary<string, object?> MapOf(object? value) =>
        value as IReadOnlyDictionary<string, object?> ?? throw new FormatException("a map is expected");

    private static string? Try<T>(Func<T> read, out T? result)
    {
        try
        {
            result = read();
            return null;
        }
        catch (FormatException problem)
        {
            result = default;
            return problem.Message;
        }
    }
}
