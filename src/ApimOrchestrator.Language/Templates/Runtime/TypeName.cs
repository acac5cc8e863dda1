using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>What kind of value something is: for people, and as Python calls it.</summary>
internal static class TypeName
{
    public static string Of(object? value) => value switch
    {
        null => "none",
        string or Secret => "a string",
        bool => "a boolean",
        long => "an integer",
        double => "a float",
        TupleValue => "a tuple",
        IReadOnlyDictionary<string, object?> => "a mapping",
        IReadOnlyList<object?> => "a list",
        Undefined => "an undefined value",
        Unknown => "an unknown value",
        Omit => "omit",
        ObjectValue => "an object",
        _ => "a function",
    };

    public static string InPython(object? value) => value switch
    {
        null => "NoneType",
        string or Secret => "str",
        bool => "bool",
        long => "int",
        double => "float",
        TupleValue => "tuple",
        IReadOnlyDictionary<string, object?> => "dict",
        IReadOnlyList<object?> => "list",
        Undefined => "AnsibleUndefined",
        NamespaceValue => "Namespace",
        Omit => "omit",
        _ => "function",
    };
}
