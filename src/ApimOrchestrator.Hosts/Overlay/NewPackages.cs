using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>
/// The packages a run would have installed on a host. What they bring is not known: a path where packages put things, a user or a program that is missing now may be there then,
/// so that it is unknown and not missing.
/// </summary>
internal sealed class NewPackages
{
    // where the file system's standard (FHS 3.0) has what packages bring and nobody else
    private static readonly HostPath[] Places = [.. new[] { "/usr", "/bin", "/sbin", "/lib", "/lib64" }.Select(HostPath.Parse)];
    private static readonly HostPath Local = HostPath.Parse("/usr/local");

    private readonly List<string> _names = [];

    /// <summary>A package that would be installed.</summary>
    public void Add(string name) => _names.Add(name);

    /// <summary>Why a path that is missing may be there then; null where no package would bring it.</summary>
    public string? WhyMayBring(HostPath path)
    {
        var parts = path.Text.Split('/').Select(part => part.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var isPlace = Places.Any(path.IsWithin) && !path.IsWithin(Local);
        return (isPlace ? _names.FirstOrDefault() : _names.Find(parts.Contains)) is { } name ? Why(name) : null;
    }

    /// <summary>Why a user, group or program that is missing may be there then; null where nothing would be installed.</summary>
    public string? WhyMayBring() => _names.Count == 0 ? null : Why(_names[0]);

    private string Why(string name) => $"what the package {name}{(_names.Count > 1 ? " (or another)" : "")} brings";
}
