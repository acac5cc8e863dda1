using System.Globalization;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>What a filter, test, method or function was called with, read as the kind it expects.</summary>
internal sealed class Arguments(Frame frame, string name, object? input, object?[] values, IReadOnlyList<object?> more, IReadOnlyDictionary<string, object?> named)
{
    /// <summary>Stands for an argument that was not given.</summary>
    public static readonly object Missing = new();

    public Frame Frame { get; } = frame;

    public Budget Budget => Frame.Budget;

    /// <summary>What the filter, test or method is applied to.</summary>
    public object? Input { get; } = input;

    public IReadOnlyList<object?> More { get; } = more;

    public IReadOnlyDictionary<string, object?> Named { get; } = named;

    public string InputText => ValueText.Known(Input);

    /// <summary>The input where nothing but a string will do.</summary>
    public string InputString => Input as string ?? throw Wrong("a string", Input);

    public IReadOnlyList<object?> InputList => Items.Of(Input, $"'{name}'");

    public IReadOnlyDictionary<string, object?> InputMap => Input as IReadOnlyDictionary<string, object?> ?? throw Wrong("a mapping", Input);

    public object? this[int index] => Has(index) ? values[index] : null;

    public bool Has(int index) => !ReferenceEquals(values[index], Missing);

    public object? Or(int index, object? otherwise) => Has(index) ? values[index] : otherwise;

    public string Text(int index, string otherwise = "") => Has(index) ? ValueText.Known(values[index]) : otherwise;

    /// <summary>An argument that must be a string.</summary>
    public string String(int index) => values[index] switch { string text => text, Secret secret => secret.Reveal(), var other => throw Wrong("a string", other) };

    /// <summary>A text, or null where it was not given or is none.</summary>
    public string? OptionalText(int index) => this[index] is null ? null : ValueText.Known(values[index]);

    public long Whole(int index, long otherwise = 0) => !Has(index) ? otherwise : values[index] switch
    {
        long whole => whole,
        bool flag => flag ? 1 : 0,
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (long)number,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        var other => throw Wrong("a whole number", other),
    };

    /// <summary>A size: a whole number that is not too large for a text or a list.</summary>
    public int Count(int index, long otherwise = 0)
    {
        var count = Whole(index, otherwise);
        Budget.Size(count);
        return (int)Math.Max(int.MinValue, count);
    }

    public bool Flag(int index, bool otherwise = false) => Has(index) ? Truth.Known(values[index]) : otherwise;

    public IReadOnlyList<object?> List(int index) => Items.Of(this[index], $"'{name}'");

    public ValueProblem Wrong(string expected, object? actual) => new($"'{name}' needs {expected}, not {TypeName.Of(actual)}");
}
