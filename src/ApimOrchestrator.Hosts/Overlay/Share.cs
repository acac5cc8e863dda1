using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>A folder a server offers to others: <c>10.0.0.9:/srv/apim</c>, <c>[fd00::9]:/srv/apim</c> (NFS) or <c>//nas/apim</c> (CIFS).</summary>
/// <param name="Server">The server's name or address.</param>
/// <param name="Path">The folder on it.</param>
internal sealed record Share(string Server, HostPath Path)
{
    /// <summary>Reads a mount's source.</summary>
    /// <returns>Null where it is no network share.</returns>
    public static Share? TryParse(string source)
    {
        if (source.StartsWith("//", StringComparison.Ordinal))
        {
            var end = source.IndexOf('/', 2);
            return end > 2 ? new Share($"//{source[2..end]}", HostPath.Parse(source[end..])) : null;
        }

        var at = source.IndexOf(":/", StringComparison.Ordinal);
        return at > 0 && HostPath.TryParse(source[(at + 1)..], out var path) ? new Share(source[..at].Trim('[', ']'), path) : null;
    }
}
