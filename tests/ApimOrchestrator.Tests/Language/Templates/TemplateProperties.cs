using System.Numerics;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Templates;

public sealed class TemplateProperties
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", " ", "\n", "if", "for", "in", "else", "endif", "endfor", "set", "raw", "endraw", "macro", "endmacro", "a", "b.c", "'x'", "\"", "1", "2.5", "(", ")", "[", "]", "{", "}",
        "|", "upper", "is", "defined", "not", "and", "or", "==", "<", "**", "//", "%", "~", ",", ":", ".", "=", "\\", "'", "é", "include", "filter", "call", "with", "loop", "name", "numbers", "default", "join", "\0", "*",
    ];

    private readonly Rendering _templates = new();

    private static Gen<string> AnyText => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Where(s => s is not null),
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        Gen.Elements(Pieces).ListOf().Select(p => "{{ " + string.Join(' ', p) + " }}"),
        Gen.Elements(Pieces).ListOf().Select(p => "{% " + string.Join(' ', p)));

    private static Gen<object?> AnyValue(int depth) => depth == 0
        ? Gen.OneOf<object?>(
            Gen.Constant<object?>(null),
            Gen.Elements<object?>(true, false),
            ArbMap.Default.GeneratorFor<long>().Select(n => (object?)n),
            ArbMap.Default.GeneratorFor<int>().Select(n => (object?)(n / 8.0)),
            Gen.Elements(Pieces).ListOf().Select(p => (object?)Plain(string.Concat(p))))
        : Gen.OneOf<object?>(
            AnyValue(0),
            AnyValue(depth - 1).ListOf().Select(l => (object?)l.Take(4).ToList()),
            AnyValue(depth - 1).ListOf().Select(l => (object?)l.Take(4).Select((v, i) => (v, i)).ToDictionary(p => $"k {p.i}", p => p.v)));

    // A NUL is no text in YAML, and YAML's scanner loses a first colon behind a closing bracket on the line before.
    private static string Plain(string text) => text.Replace("\0", "", StringComparison.Ordinal).TrimStart(':');

    [Fact]
    public void Reading_any_text_gives_a_template_or_a_diagnostic() =>
        Prop.ForAll(AnyText.ToArbitrary(), text =>
        {
            try
            {
                _templates.Engine.ParseText(text, new Place("x", 1, 1)).Evaluate(_templates);
                _templates.Engine.ParseTemplateFile(text, new Place("x", 1, 1)).Evaluate(_templates);
                _templates.Engine.ParseExpression(text, new Place("x", 1, 1)).Evaluate(_templates);
            }
            catch (DiagnosticException exception)
            {
                exception.Diagnostics.ShouldAllBe(d => d.Place.Line > 0 && d.Message.Length > 0);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_text_without_marks_is_its_own_value() =>
        Prop.ForAll(AnyText.Where(t => !TemplateEngine.HasMarks(t)).ToArbitrary(), text => Equals(_templates.Text(text), text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Whole_numbers_compute_as_in_Python() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<int>(), (x, y) =>
        {
            foreach (var sign in new[] { "+", "-", "*", "//", "%" })
            {
                var expected = Reference(sign, x, y);
                if (expected is { } value && value >= long.MinValue && value <= long.MaxValue && x != long.MinValue)
                {
                    _templates.Expression($"({x}) {sign} ({y})").ShouldBe((long)value);
                }
                else if (x != long.MinValue)
                {
                    _templates.Refusal($"({x}) {sign} ({y})").Message.ShouldBe(expected is null ? "division by zero" : $"the result of '{sign}' is too large for 64 bits");
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Slices_are_those_of_Python() =>
        Prop.ForAll(Gen.Choose(-6, 6).Four().ToArbitrary(), bounds =>
        {
            var (from, to, step, length) = bounds;
            length = Math.Abs(length);
            var list = Enumerable.Range(0, length).Select(i => (object?)(long)i).ToList();
            var expected = step == 0 ? null : SliceReference(length, from, to, step);
            var text = $"items[{from}:{to}:{step}]";
            if (expected is null)
            {
                _templates.With("items", list).Refusal(text).Message.ShouldBe("the step of a slice cannot be zero");
            }
            else
            {
                ((IReadOnlyList<object?>)_templates.With("items", list).Expression(text)!).Select(i => (int)(long)i!).ShouldBe(expected);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_text_of_a_value_reads_back_as_that_value() =>
        Prop.ForAll(AnyValue(3).ToArbitrary(), value => Same(_templates.Expression($"[{ValueText.Of(new List<object?> { value })}]"), new List<object?> { new List<object?> { value } })).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("to_json", "from_json")]
    [InlineData("to_nice_json", "from_json")]
    [InlineData("to_yaml", "from_yaml")]
    [InlineData("to_nice_yaml", "from_yaml")]
    [InlineData("to_nice_yaml(indent=2, width=20)", "from_yaml")]
    public void What_is_written_reads_back_the_same(string write, string read) =>
        Prop.ForAll(AnyValue(3).ToArbitrary(), value => Same(_templates.With("value", new Dictionary<string, object?> { ["v"] = value }).Expression($"value | {write} | {read}"), new Dictionary<string, object?> { ["v"] = value })).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool Same(object? left, object? right) => ValueText.Of(Sorted(left)) == ValueText.Of(Sorted(right));

    private static object? Sorted(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => Sorted(p.Value)),
        IReadOnlyList<object?> list => list.Select(Sorted).ToList(),
        _ => value,
    };

    private static BigInteger? Reference(string sign, BigInteger x, BigInteger y) => sign switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        _ when y == 0 => null,
        "//" => Floor(x, y),
        _ => x - (y * Floor(x, y)),
    };

    private static BigInteger Floor(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(x, y, out var rest);
        return rest != 0 && (rest.Sign != y.Sign) ? quotient - 1 : quotient;
    }

    // Python's definition: the indices i = start + n * step that lie between start and stop.
    private static List<int> SliceReference(int length, int from, int to, int step)
    {
        int Bound(int bound) => bound < 0 ? Math.Max(bound + length, step < 0 ? -1 : 0) : Math.Min(bound, step < 0 ? length - 1 : length);
        var picked = new List<int>();
        for (var i = Bound(from); step > 0 ? i < Bound(to) : i > Bound(to); i += step)
        {
            picked.Add(i);
        }

        return picked;
    }
}
