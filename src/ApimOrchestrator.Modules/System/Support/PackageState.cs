namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A package that is installed: the state of the subject <c>package NAME</c>; null in place of it means that it is not.</summary>
/// <param name="Version">Its version; null where only the real run will know.</param>
internal sealed record PackageState(string? Version)
{
    /// <summary>For people.</summary>
    public override string ToString() => Version ?? "installed";
}
