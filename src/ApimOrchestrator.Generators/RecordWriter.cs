using System.Text;
using Microsoft.CodeAnalysis;

namespace ApimOrchestrator.Generators;

/// <summary>Writes, for a record with arguments, its defaults, the contracts of its arguments and the function that makes it; records used by its arguments first.</summary>
internal sealed class RecordWriter
{
    private const string Core = "global::ApimOrchestrator.Core.Modules";
    private const string Margin = "        ";

    private readonly StringBuilder _code = new();
    private readonly Dictionary<string, string?> _written = [];
    private readonly TypeWriter _types;

    public RecordWriter() => _types = new TypeWriter(this);

    /// <summary>The rules broken so far.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>All members written so far.</summary>
    public string Code => _code.ToString();

    public static bool IsArgument(IPropertySymbol property) => AttributeReading.Find(property, "ArgumentAttribute") is not null;

    /// <summary>The public properties people can set, a base record's after the record's own.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsImplicitlyDeclared: false, IsIndexer: false })
                {
                    yield return property;
                }
            }
        }
    }

    /// <summary>Writes a record's members; answers what their names begin with, or null where the record holds itself.</summary>
    public string? Write(INamedTypeSymbol type, bool isModule = false)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (_written.TryGetValue(name, out var known))
        {
            return known;
        }

        _written[name] = null;
        CheckShape(type);
        var arguments = PropertiesOf(type).Select(Read).OfType<Argument>().ToList();
        CheckNames(type, arguments);
        var prefix = type.Name;
        WriteMembers(name, prefix, arguments, isModule);
        return _written[name] = prefix;
    }

    private void CheckShape(INamedTypeSymbol type)
    {
        if (!type.IsRecord || !type.IsSealed || !type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0))
        {
            Findings.Add(Finding.At(ModuleRules.SealedRecord, type, type.Name));
        }
    }

    private void CheckNames(INamedTypeSymbol type, IReadOnlyList<Argument> arguments)
    {
        var taken = new HashSet<string>();
        foreach (var argument in arguments)
        {
            foreach (var word in argument.Aliases.Prepend(argument.Name).Where(word => !taken.Add(word)))
            {
                Findings.Add(Finding.At(ModuleRules.DistinctNames, argument.Property, argument.Property.Name, word, type.Name));
            }
        }
    }

    private Argument? Read(IPropertySymbol property)
    {
        if (AttributeReading.Find(property, "ArgumentAttribute") is not { } attribute)
        {
            Findings.Add(Finding.At(ModuleRules.DescribedProperty, property, property.Name));
            return null;
        }

        if (property.SetMethod is not { IsInitOnly: true })
        {
            Findings.Add(Finding.At(ModuleRules.InitProperty, property, property.Name));
            return null;
        }

        if (_types.Write(property.Type) is not { } type)
        {
            Findings.Add(Finding.At(ModuleRules.SupportedType, property, property.Name, property.Type.ToDisplayString()));
            return null;
        }

        if (attribute.NamedFlag("TakesRest") && !type.Clr.EndsWith("IReadOnlyDictionary<string, object?>", System.StringComparison.Ordinal))
        {
            Findings.Add(Finding.At(ModuleRules.RestIsMap, property, property.Name));
        }

        return new Argument(property, attribute, type.Clr, type.Expression);
    }

    private void WriteMembers(string name, string prefix, IReadOnlyList<Argument> arguments, bool isModule)
    {
        string Field(Argument argument) => $"{prefix}_{argument.Property.Name}";
        var required = arguments.Where(argument => argument.Property.IsRequired).Select(argument => $"{argument.Property.Name} = default!");
        Line($"private static readonly {name} {prefix}Defaults = new() {{ {string.Join(", ", required)} }};");
        foreach (var argument in arguments)
        {
            Line($"private static readonly {Core}.ArgumentType<{argument.ClrType}> {Field(argument)} = {argument.TypeExpression};");
        }

        Line($"private static readonly global::System.Collections.Generic.IReadOnlyList<{Core}.ArgumentContract> {prefix}Arguments =");
        Line("[");
        foreach (var argument in arguments)
        {
            Line($"    {argument.Contract(Field(argument))},");
        }

        Line("];");
        if (!isModule)
        {
            Line($"private static readonly {Core}.ArgumentType<{name}> {prefix}Type = {Core}.ArgumentTypes.Record({prefix}Arguments, Create{prefix});");
        }

        Line($"private static {(isModule ? Core + ".IModule" : name)} Create{prefix}({Core}.ArgumentReader reader) => new {name}");
        Line("{");
        foreach (var argument in arguments)
        {
            Line($"    {argument.Property.Name} = {argument.Reading(Field(argument), prefix + "Defaults")},");
        }

        Line("};");
    }

    private void Line(string text) => _code.Append(Margin).Append(text).Append('\n');
}
