using Microsoft.CodeAnalysis;

namespace ApimOrchestrator.Generators;

/// <summary>Writes the expression that makes an argument's type from its property's type.</summary>
internal sealed class TypeWriter(RecordWriter records)
{
    private const string Types = "global::ApimOrchestrator.Core.Modules.ArgumentTypes";

    private static readonly Dictionary<string, string> Simple = new()
    {
        ["ApimOrchestrator.Core.Values.HostPath"] = "Path",
        ["ApimOrchestrator.Core.Values.Mode"] = "Mode",
        ["ApimOrchestrator.Core.Values.Secret"] = "Secret",
        ["ApimOrchestrator.Core.Modules.ProjectFile"] = "ProjectFile",
        ["ApimOrchestrator.Core.Modules.ControlPath"] = "ControlPath",
        ["ApimOrchestrator.Core.Modules.RenderedFile"] = "RenderedFile",
        ["ApimOrchestrator.Core.Modules.Evaluated"] = "Expression",
    };

    /// <summary>The type without its question mark, and the expression; null where no argument can have the type.</summary>
    public (string Clr, string Expression)? Write(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => ("string", $"{Types}.Text"),
        SpecialType.System_Boolean => ("bool", $"{Types}.Boolean"),
        SpecialType.System_Int32 => ("int", $"{Types}.Integer"),
        SpecialType.System_Int64 => ("long", $"{Types}.Long"),
        SpecialType.System_Double => ("double", $"{Types}.Number"),
        SpecialType.System_Object => ("object?", $"{Types}.Any"),
        _ => type is INamedTypeSymbol named ? Write(named) : null,
    };

    private (string Clr, string Expression)? Write(INamedTypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return Write(type.TypeArguments[0]);
        }

        if (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T)
        {
            return Write(type.TypeArguments[0]) is { } element
                ? ($"global::System.Collections.Generic.IReadOnlyList<{element.Clr}>", $"{Types}.ListOf({element.Expression})")
                : null;
        }

        if (type.MetadataName == "IReadOnlyDictionary`2" && type.TypeArguments[0].SpecialType == SpecialType.System_String)
        {
            return Write(type.TypeArguments[1]) is { } value
                ? ($"global::System.Collections.Generic.IReadOnlyDictionary<string, {value.Clr}>", $"{Types}.MapOf({value.Expression})")
                : null;
        }

        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (Simple.TryGetValue(name.Replace("global::", ""), out var simple))
        {
            return (name, $"{Types}.{simple}");
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            var words = ChoiceWords.Of(type).Select(word => $"({Names.Literal(word.Word)}, {name}.{word.Member})");
            return (name, $"{Types}.Choice<{name}>({string.Join(", ", words)})");
        }

        return type.IsRecord && RecordWriter.PropertiesOf(type).Any(RecordWriter.IsArgument) && records.Write(type) is { } prefix ? (name, $"{prefix}Type") : null;
    }
}
