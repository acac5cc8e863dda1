using Microsoft.CodeAnalysis;

namespace ApimOrchestrator.Generators;

/// <summary>Reads the attributes that declare modules; all are of <c>ApimOrchestrator.Core.Modules</c>.</summary>
internal static class AttributeReading
{
    public const string Namespace = "ApimOrchestrator.Core.Modules";

    public static AttributeData? Find(ISymbol symbol, string name) => All(symbol, name).FirstOrDefault();

    public static IEnumerable<AttributeData> All(ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(attribute =>
            attribute.AttributeClass?.Name == name && attribute.AttributeClass.ContainingNamespace.ToDisplayString() == Namespace);

    public static string Text(this AttributeData attribute, int position) =>
        position < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[position].Value as string ?? "" : "";

    public static string? NamedText(this AttributeData attribute, string name) => Named(attribute, name)?.Value as string;

    public static bool NamedFlag(this AttributeData attribute, string name) => Named(attribute, name)?.Value is true;

    public static IEnumerable<string> NamedTexts(this AttributeData attribute, string name) =>
        Named(attribute, name) is { Kind: TypedConstantKind.Array, IsNull: false } list ? list.Values.Select(value => value.Value).OfType<string>() : [];

    private static TypedConstant? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.Where(pair => pair.Key == name).Select(pair => (TypedConstant?)pair.Value).FirstOrDefault();
}
