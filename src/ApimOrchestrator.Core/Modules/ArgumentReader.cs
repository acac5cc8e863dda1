using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Modules;

/// <summary>Reads a module's arguments. Problems are collected, not thrown: look at <see cref="Problems()"/> before using what was made.</summary>
/// <param name="values">The arguments as given: names or aliases to values without templates.</param>
/// <param name="contracts">The arguments there are.</param>
/// <param name="source">Files and variables.</param>
public sealed class ArgumentReader(IReadOnlyDictionary<string, object?> values, IReadOnlyList<ArgumentContract> contracts, IArgumentSource source)
{
    private readonly List<string> _problems = [];

    /// <summary>What was wrong with the arguments read so far, each a sentence that names the argument.</summary>
    public IReadOnlyList<string> Problems() => _problems;

    /// <summary>Reads an argument that must be there.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The argument's name.</param>
    /// <param name="type">Its type.</param>
    /// <returns>The value; a default where it is missing or unreadable, with the problem noted.</returns>
    public T Required<T>(string name, ArgumentType<T> type)
    {
        if (TryFind(name, out var value))
        {
            return Read(name, type, value, default!);
        }

        _problems.Add($"'{name}' is missing");
        return default!;
    }

    /// <summary>Reads an argument that may be left out.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The argument's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="absent">What it is when left out, <c>omit</c>ted or empty.</param>
    public T Optional<T>(string name, ArgumentType<T> type, T absent) =>
        TryFind(name, out var value) && (value is not (null or Written { Value: null }) || type.JsonType.Length == 0) ? Read(name, type, value, absent) : absent;

    /// <summary>Reads an optional argument whose property is a nullable value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The argument's name.</param>
    /// <param name="type">Its type.</param>
    public T? OptionalValue<T>(string name, ArgumentType<T> type)
        where T : struct =>
        TryFind(name, out var value) && value is not (null or Written { Value: null }) ? Read(name, type, value, default) : null;

    /// <summary>All arguments that have no contract of their own.</summary>
    public IReadOnlyDictionary<string, object?> Rest() =>
        values.Where(pair => !contracts.Any(contract => contract.Answers(pair.Key))).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>What is wrong with arguments that hold no templates, found without files and variables: unknown and missing names, unreadable values.</summary>
    /// <param name="values">The arguments as given; those that hold templates count as present and are not read.</param>
    /// <param name="contracts">The arguments there are.</param>
    /// <param name="rest">The argument that takes all others, or null.</param>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, object?> values, IReadOnlyList<ArgumentContract> contracts, ArgumentContract? rest)
    {
        foreach (var (name, value) in values)
        {
            var contract = contracts.FirstOrDefault(candidate => candidate.Answers(name));
            if (contract is null && rest is null)
            {
                var near = Text.Suggestion.Nearest(name, contracts.SelectMany(candidate => candidate.Aliases.Prepend(candidate.Name)));
                yield return $"'{name}' is not an argument here{(near is null ? "" : $"; did you mean '{near}'?")}";
            }
            else if (contract is not null && !HoldsTemplate(value) && !(value is null or Written { Value: null } && !contract.IsRequired) && contract.Type.Check(value) is { } problem)
            {
                yield return $"'{name}': {problem}";
            }
        }

        foreach (var contract in contracts)
        {
            if (contract is { IsRequired: true, TakesRest: false } && !values.Keys.Any(contract.Answers))
            {
                yield return $"'{contract.Name}' is missing";
            }
        }
    }

    /// <summary>Whether a value has a template anywhere in it, so that it can be read only while its task runs.</summary>
    /// <param name="value">Any value of a file.</param>
    public static bool HoldsTemplate(object? value) => value switch
    {
        ITemplate => true,
        IReadOnlyList<object?> list => list.Any(HoldsTemplate),
        IReadOnlyDictionary<string, object?> map => map.Values.Any(HoldsTemplate),
        _ => false,
    };

    internal static T ReadRecord<T>(IReadOnlyDictionary<string, object?> map, IReadOnlyList<ArgumentContract> fields, IArgumentSource source, Func<ArgumentReader, T> create)
    {
        var reader = new ArgumentReader(map, fields, source);
        var made = create(reader);
        var problems = Problems(map, fields, rest: null).Concat(reader._problems).Distinct().ToList();
        return problems.Count == 0 ? made : throw new FormatException(string.Join("; ", problems));
    }

    private bool TryFind(string name, out object? value)
    {
        var contract = contracts.First(candidate => candidate.Name == name);
        foreach (var (given, found) in values)
        {
            if (contract.Answers(given) && found is not Omit)
            {
                value = found;
                return true;
            }
        }

        value = null;
        return false;
    }

    private T Read<T>(string name, ArgumentType<T> type, object? value, T absent)
    {
        try
        {
            return value is Unknown unknown && type.JsonType.Length > 0 && type.Name != "expression" ? throw new Hosts.UnknownStateException(unknown.Why) : type.Read(value, source);
        }
        catch (FormatException problem)
        {
            _problems.Add($"'{name}': {problem.Message}");
        }
        catch (OverflowException)
        {
            _problems.Add($"'{name}': the number is too large");
        }

        return absent;
    }
}
