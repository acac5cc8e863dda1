using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApimOrchestrator.Generators;

/// <summary>The default of an argument as the documentation shows it, read off the property's initializer; the value itself always comes from the initializer as compiled.</summary>
internal static class DefaultText
{
    public static string? Of(IPropertySymbol property)
    {
        var initializer = property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax())
            .OfType<PropertyDeclarationSyntax>().Select(declaration => declaration.Initializer?.Value).FirstOrDefault();
        return initializer is null ? OfType(property.Type) : OfExpression(initializer, property.Type);
    }

    private static string? OfType(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "false",
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double => "0",
        _ when type is INamedTypeSymbol { TypeKind: TypeKind.Enum } choice => ChoiceWords.Of(choice).Select(word => word.Word).FirstOrDefault(),
        _ => null,
    };

    private static string? OfExpression(ExpressionSyntax expression, ITypeSymbol type) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NullLiteralExpression) => null,
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => "-" + OfExpression(minus.Operand, type),
        MemberAccessExpressionSyntax member => WordOf(member.Name.Identifier.ValueText, type),
        InvocationExpressionSyntax call => OfOnly(call.ArgumentList, type),
        BaseObjectCreationExpressionSyntax creation => OfOnly(creation.ArgumentList, type),
        CollectionExpressionSyntax { Elements.Count: > 0 } list =>
            string.Join(", ", list.Elements.OfType<ExpressionElementSyntax>().Select(element => OfExpression(element.Expression, type))),
        _ => null,
    };

    private static string? OfOnly(ArgumentListSyntax? arguments, ITypeSymbol type) =>
        arguments?.Arguments.Count == 1 ? OfExpression(arguments.Arguments[0].Expression, type) : null;

    private static string? WordOf(string member, ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Enum } choice
            ? ChoiceWords.Of(choice).Where(word => word.Member == member).Select(word => word.Word).FirstOrDefault()
            : null;
}
