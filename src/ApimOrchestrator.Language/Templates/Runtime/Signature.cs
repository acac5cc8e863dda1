using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>
/// The arguments a filter, test, method or function takes, written as one line: its name, then its parameters.
/// <c>x</c> must be given, <c>x?</c> may be, <c>*</c> stands for any further ones, <c>**</c> for any further named ones.
/// </summary>
internal sealed class Signature
{
    private readonly string[] _parameters;
    private readonly int _required;

    public Signature(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Name = words[0];
        _parameters = [.. words.Skip(1).Where(w => w[0] != '*').Select(w => w.TrimEnd('?'))];
        _required = words.Skip(1).Count(w => w[0] != '*' && !w.EndsWith('?'));
        TakesMore = words.Contains("*");
        TakesAnyName = words.Contains("**");
    }

    public string Name { get; }

    public bool TakesMore { get; }

    public bool TakesAnyName { get; }

    /// <summary>What is wrong with a call, or null. Known when the call is parsed, unless it spreads a list with <c>*</c>.</summary>
    public (string Message, string? Help)? Check(int positional, IEnumerable<string> names)
    {
        var given = names.ToList();
        if (!TakesMore && positional > _parameters.Length)
        {
            return ($"'{Name}' takes {(_parameters.Length == 0 ? "no arguments" : $"at most {_parameters.Length} ({string.Join(", ", _parameters)})")}, not {positional}", null);
        }

        if (!TakesAnyName && given.Find(n => !_parameters.Contains(n)) is { } unknown)
        {
            var nearest = Suggestion.Nearest(unknown, _parameters);
            return ($"'{Name}' has no argument '{unknown}'", nearest is null ? $"it takes: {(_parameters.Length == 0 ? "none" : string.Join(", ", _parameters))}" : $"did you mean '{nearest}'?");
        }

        if (given.Find(n => Array.IndexOf(_parameters, n) is >= 0 and var index && index < positional) is { } twice)
        {
            return ($"'{Name}' gets its argument '{twice}' twice", null);
        }

        var missing = _parameters.Take(_required).Skip(positional).FirstOrDefault(p => !given.Contains(p));
        return missing is null ? null : ($"'{Name}' needs its argument '{missing}'", null);
    }

    /// <summary>Lays the values of a call out by parameter; <see cref="Arguments.Missing"/> where one was not given.</summary>
    public (object?[] Values, IReadOnlyList<object?> More, IReadOnlyDictionary<string, object?> Named) Bind(IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
    {
        var values = new object?[_parameters.Length];
        Dictionary<string, object?>? others = null;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i < positional.Count ? positional[i] : named.Count > 0 && named.TryGetValue(_parameters[i], out var value) ? value : Arguments.Missing;
        }

        foreach (var (name, value) in named)
        {
            if (Array.IndexOf(_parameters, name) < 0)
            {
                (others ??= [])[name] = value;
            }
        }

        var more = positional.Count > values.Length ? positional.Skip(values.Length).ToArray() : [];
        return (values, more, others ?? NoNames);
    }

    public static readonly IReadOnlyDictionary<string, object?> NoNames = new Dictionary<string, object?>();
}
