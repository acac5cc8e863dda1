using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>The formatting of <c>'{} {name:>10}'.format(…)</c>.</summary>
internal static partial class BraceFormat
{
    public static string Apply(string format, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named, Budget budget)
    {
        var written = new StringBuilder();
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            var letter = format[at];
            if (letter is '{' or '}' && at + 1 < format.Length && format[at + 1] == letter)
            {
                written.Append(letter);
                at++;
            }
            else if (letter == '{')
            {
                var end = format.IndexOf('}', at);
                var field = Field().Match(end < 0 ? "" : format[(at + 1)..end]);
                if (end < 0 || !field.Success)
                {
                    throw new ValueProblem("a '{' of the format has no fitting '}'", "'{{' is a brace itself");
                }

                budget.Size(written.Length);
                written.Append(One(Value(field.Groups["path"].Value, values, named, ref next), field.Groups["conversion"].Value, field.Groups["spec"].Value, budget));
                at = end;
            }
            else
            {
                written.Append(letter == '}' ? throw new ValueProblem("a '}' of the format has no '{'", "'}}' is a brace itself") : letter);
            }
        }

        return written.ToString();
    }

    private static object? Value(string path, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named, ref int next)
    {
        var steps = Step().Matches(path);
        var first = steps.Count == 0 || steps[0].Value[0] is '.' or '[' ? "" : steps[0].Value;
        object? value;
        if (first.Length == 0 || int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            var index = first.Length == 0 ? next++ : int.Parse(first, CultureInfo.InvariantCulture);
            value = index < values.Count ? values[index] : throw new ValueProblem($"the format needs a value number {index}, there are {values.Count}");
        }
        else if (!named.TryGetValue(first, out value))
        {
            throw new ValueProblem($"the format needs a value named '{first}'");
        }

        foreach (var step in steps.Skip(first.Length == 0 ? 0 : 1))
        {
            value = Items.At(value, step.Value.Trim('.', '[', ']'), () => path);
        }

        return value is Undefined undefined ? throw new ValueProblem($"'{undefined.Name}' is undefined") : value;
    }

    private static string One(object? value, string conversion, string spec, Budget budget)
    {
        value = conversion switch { "r" => ValueText.Repr(value), "s" => ValueText.Known(value), _ => value };
        if (spec.Length == 0)
        {
            return ValueText.Known(value);
        }

        var read = Spec().Match(spec);
        if (!read.Success)
        {
            throw new ValueProblem($"'{spec}' is not a format Python knows");
        }

        var width = read.Groups["width"].Length == 0 ? 0 : int.TryParse(read.Groups["width"].Value, out var given) ? given : int.MaxValue;
        budget.Size(width);
        var precision = read.Groups["precision"].Length == 0 ? -1 : int.TryParse(read.Groups["precision"].Value, out var digits) ? digits : int.MaxValue;
        var isNumber = value is long or double or bool;
        if (read.Groups["kind"].Value == "c" && value is long and >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF))
        {
            (value, isNumber) = (char.ConvertFromUtf32((int)(long)value), false);
        }

        var (sign, text) = isNumber && read.Groups["kind"].Value != "s" ? Number(value, read, precision) : ("", Cut(ValueText.Known(value), precision));
        var isZeroed = read.Groups["zero"].Length > 0 && isNumber;
        var fill = read.Groups["fill"] is { Length: > 0 } own ? own.Value[0] : isZeroed ? '0' : ' ';
        var align = read.Groups["align"].Length > 0 ? read.Groups["align"].Value[0] : isZeroed ? '=' : isNumber ? '>' : '<';
        var padding = Math.Max(0, width - sign.Length - text.Length);
        return align switch
        {
            '<' => sign + text + new string(fill, padding),
            '^' => new string(fill, padding / 2) + sign + text + new string(fill, padding - (padding / 2)),
            '=' => sign + new string(fill, padding) + text,
            _ => new string(fill, padding) + sign + text,
        };
    }

    private static (string Sign, string Text) Number(object? value, Match spec, int precision)
    {
        var kind = spec.Groups["kind"].Length == 0 ? ' ' : spec.Groups["kind"].Value[0];
        var isReal = value is double || kind is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%';
        var number = value switch { long whole => whole, double real => real, _ => value is true ? 1 : 0 };
        var text = !isReal ? NumberFormat.Whole(value is long exact ? exact : (long)number, kind is ' ' or 'n' ? 'd' : kind, spec.Groups["alternate"].Length > 0)
            : kind == ' ' && precision < 0 ? ValueText.Float(Math.Abs(number))
            : NumberFormat.Real(number, kind == ' ' ? 'g' : kind, precision < 0 ? 6 : precision);
        text = spec.Groups["grouping"].Length == 0 ? text : Grouped(text, spec.Groups["grouping"].Value);
        var sign = number < 0 ? "-" : spec.Groups["sign"].Value is "+" or " " ? spec.Groups["sign"].Value : "";
        return (sign, text);
    }

    private static string Grouped(string text, string separator)
    {
        var end = text.IndexOfAny(['.', 'e', 'E', '%']);
        var whole = end < 0 ? text : text[..end];
        for (var at = whole.Length - 3; at > 0; at -= 3)
        {
            whole = whole.Insert(at, separator);
        }

        return end < 0 ? whole : whole + text[end..];
    }

    private static string Cut(string text, int precision) => precision >= 0 && precision < text.Length ? text[..precision] : text;

    [GeneratedRegex(@"^(?<path>[^!:]*)(?:!(?<conversion>[rsa]))?(?::(?<spec>.*))?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"\.[^.\[]+|\[[^\]]*\]|[^.\[]+", RegexOptions.CultureInvariant)]
    private static partial Regex Step();

    [GeneratedRegex(@"^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alternate>#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[,_])?(?:\.(?<precision>\d+))?(?<kind>[bcdeEfFgGnosxX%])?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Spec();
}
