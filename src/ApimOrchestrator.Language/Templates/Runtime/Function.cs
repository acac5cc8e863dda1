using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>What a function may be handed as it is.</summary>
internal enum Sees
{
    /// <summary>Known values: an unknown one makes the result unknown, an undefined one is an error, a secret comes as its text.</summary>
    Known,

    /// <summary>Known values, secrets kept secret: for functions that only pass values on.</summary>
    Secrets,

    /// <summary>Anything, undefined and unknown included.</summary>
    Everything,
}

/// <summary>A filter, test, method or global function.</summary>
internal sealed record Function(Signature Signature, Sees Sees, Func<Arguments, object?> Body)
{
    public object? Call(Frame frame, object? input, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
    {
        frame.Budget.Step();
        if (Sees != Sees.Everything)
        {
            if (input is Undefined undefined)
            {
                throw new ValueProblem($"'{undefined.Name}' is undefined");
            }

            if (UnknownAmong(input, positional, named) is { } unknown)
            {
                return unknown;
            }

            if (Sees == Sees.Known && input is Secret secret)
            {
                input = secret.Reveal();
            }
        }

        frame.Budget.Charge(input);
        var (values, more, others) = Signature.Bind(positional, named);
        var result = Compute(new Arguments(frame, Signature.Name, input, values, more, others));
        frame.Budget.Charge(result);
        frame.Budget.Size(result is string text ? text.Length : 0);
        return result;
    }

    private object? Compute(Arguments arguments)
    {
        try
        {
            return Body(arguments);
        }
        catch (PythonRegexException wrong)
        {
            throw new ValueProblem(wrong.Message, wrong.Help);
        }
    }

    private static Unknown? UnknownAmong(object? input, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
    {
        if (input is Unknown unknown)
        {
            return unknown;
        }

        foreach (var value in positional)
        {
            if (value is Unknown other)
            {
                return other;
            }
        }

        return named.Count == 0 ? null : named.Values.OfType<Unknown>().FirstOrDefault();
    }
}

/// <summary>Functions by name: one table for filters, one for tests, one for globals, one for the methods of each kind of value.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _functions.Keys;

    public void Add(string signature, Func<Arguments, object?> body, Sees sees = Sees.Known)
    {
        var read = new Signature(signature);
        _functions.Add(read.Name, new Function(read, sees, body));
    }

    /// <summary>A second name for what is there already.</summary>
    public void Alias(string name, string alias) => _functions.Add(alias, _functions[name]);

    /// <summary>The function of a name; Ansible's collection prefixes of its built-in ones are understood.</summary>
    public Function? Find(string name) => _functions.GetValueOrDefault(Short(name));

    private static string Short(string name) =>
        name.StartsWith("ansible.builtin.", StringComparison.Ordinal) ? name["ansible.builtin.".Length..] : name.StartsWith("ansible.legacy.", StringComparison.Ordinal) ? name["ansible.legacy.".Length..] : name;
}
