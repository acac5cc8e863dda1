namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What a package manager would do to one package.</summary>
/// <param name="Name">The package.</param>
/// <param name="Before">The version installed; null for none.</param>
/// <param name="After">The version then; null for none.</param>
internal sealed record PackageStep(string Name, string? Before, string? After);
