using Microsoft.CodeAnalysis;

namespace ApimOrchestrator.Generators;

/// <summary>What a module's declaration must keep to; each broken rule is a compile error at its place.</summary>
internal static class ModuleRules
{
    public static readonly DiagnosticDescriptor SealedRecord = Rule("APIM001", "'{0}' must be a sealed record with a constructor without parameters");

    public static readonly DiagnosticDescriptor ImplementsModule = Rule("APIM002", "'{0}' must implement IModule");

    public static readonly DiagnosticDescriptor DescribedProperty = Rule("APIM003", "'{0}' needs [Argument(\"what it is\")]");

    public static readonly DiagnosticDescriptor InitProperty = Rule("APIM004", "'{0}' must have an init accessor, as a module does not change once it is made");

    public static readonly DiagnosticDescriptor SupportedType = Rule(
        "APIM005",
        "'{0}' has the type '{1}', which no argument can have; use string, bool, int, long, double, HostPath, Mode, Secret, ProjectFile, RenderedFile, Evaluated, object?, an enum, IReadOnlyList<T>, IReadOnlyDictionary<string, T> or a sealed record with [Argument] properties");

    public static readonly DiagnosticDescriptor DistinctNames = Rule("APIM006", "'{0}' takes the name '{1}', which another argument of '{2}' has");

    public static readonly DiagnosticDescriptor DistinctModules = Rule("APIM007", "'{0}' takes the module name '{1}', which another module has");

    public static readonly DiagnosticDescriptor RestIsMap = Rule("APIM008", "'{0}' takes the rest of the arguments, so its type must be IReadOnlyDictionary<string, object?>");

    private static DiagnosticDescriptor Rule(string id, string message) =>
        new(id, "The declaration of a module", message, "Modules", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
