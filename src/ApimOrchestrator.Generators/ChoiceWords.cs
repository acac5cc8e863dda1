using Microsoft.CodeAnalysis;

namespace ApimOrchestrator.Generators;

/// <summary>The words of an enum's members: the member's name in snake case, or what <c>[EnumMember(Value = "…")]</c> says.</summary>
internal static class ChoiceWords
{
    public static IEnumerable<(string Word, string Member)> Of(INamedTypeSymbol choice) =>
        choice.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).Select(field => (WordOf(field), field.Name));

    private static string WordOf(IFieldSymbol field) =>
        field.GetAttributes().Where(attribute => attribute.AttributeClass?.Name == "EnumMemberAttribute")
            .SelectMany(attribute => attribute.NamedArguments).Where(argument => argument.Key == "Value")
            .Select(argument => argument.Value.Value as string).FirstOrDefault()
        ?? Names.Snake(field.Name);
}
