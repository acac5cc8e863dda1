using Microsoft.CodeAnalysis;

namespace ApimOrchestrator.Generators;

/// <summary>One argument as its property declares it.</summary>
internal sealed class Argument(IPropertySymbol property, AttributeData attribute, string clrType, string typeExpression)
{
    public IPropertySymbol Property { get; } = property;

    public string Name { get; } = attribute.NamedText("Name") ?? Names.Snake(property.Name);

    public IReadOnlyList<string> Aliases { get; } = attribute.NamedTexts("Aliases").ToList();

    /// <summary>The property's type without its question mark.</summary>
    public string ClrType { get; } = clrType;

    /// <summary>The expression that makes the argument's type.</summary>
    public string TypeExpression { get; } = typeExpression;

    private bool TakesRest { get; } = attribute.NamedFlag("TakesRest");

    private bool IsNullableValue => Property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The contract, as an expression.</summary>
    public string Contract(string typeField)
    {
        var text = $"new({Names.Literal(Name)}, {Names.Literal(attribute.Text(0))}, {typeField})";
        var settings = new List<string>();
        if (Aliases.Count > 0)
        {
            settings.Add($"Aliases = [{string.Join(", ", Aliases.Select(Names.Literal))}]");
        }

        if (Property.IsRequired)
        {
            settings.Add("IsRequired = true");
        }
        else if (!TakesRest && DefaultText.Of(Property) is { } shown)
        {
            settings.Add($"Default = {Names.Literal(shown)}");
        }

        if (attribute.NamedFlag("FreeForm"))
        {
            settings.Add("IsFreeForm = true");
        }

        if (TakesRest)
        {
            settings.Add("TakesRest = true");
        }

        return settings.Count == 0 ? text : $"{text} {{ {string.Join(", ", settings)} }}";
    }

    /// <summary>How the property gets its value from a reader, as an expression.</summary>
    public string Reading(string typeField, string defaults) => this switch
    {
        { TakesRest: true } => "reader.Rest()",
        { Property.IsRequired: true } => $"reader.Required({Names.Literal(Name)}, {typeField})",
        { IsNullableValue: true } => $"reader.OptionalValue({Names.Literal(Name)}, {typeField}) ?? {defaults}.{Property.Name}",
        _ => $"reader.Optional({Names.Literal(Name)}, {typeField}, {defaults}.{Property.Name}!)",
    };
}
