using System.Net;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Subject alternative names in keytool's spelling.</summary>
internal static class CertificateNames
{
    /// <summary>The names with their kind, each once, in order.</summary>
    /// <exception cref="TaskFailedException">One is of another kind than dns and ip.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> names) => [.. names.Where(name => name.Length > 0).Select(Of).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether both say the same, in any order.</summary>
    public static bool Same(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        left.Count == right.Count && !left.Except(right, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>The extensions of a server's certificate as keytool's words. Data encipherment is there because WSO2's cipher tool refuses a key without it.</summary>
    public static IEnumerable<string> Extensions(IReadOnlyList<string> sans) =>
        [.. SanExtension(sans), "-ext", "KU=digitalSignature,keyEncipherment,dataEncipherment", "-ext", "EKU=serverAuth,clientAuth"];

    /// <summary>The extension of the names alone; nothing without names.</summary>
    public static IEnumerable<string> SanExtension(IReadOnlyList<string> sans) => sans.Count == 0 ? [] : ["-ext", "SAN=" + string.Join(',', sans)];

    private static string Of(string name)
    {
        var at = name.IndexOf(':');
        var kind = at > 0 ? name[..at].ToLowerInvariant() : "";
        return kind switch
        {
            "dns" => "dns:" + name[(at + 1)..].Trim(),
            "ip" => IPAddress.TryParse(name[(at + 1)..].Trim(), out var given) ? "ip:" + given : throw Bad(name),
            _ when IPAddress.TryParse(name, out var address) => "ip:" + address,
            "" => "dns:" + name.Trim(),
            _ => throw Bad(name),
        };
    }

    private static TaskFailedException Bad(string name) => new($"'{name}' is not a name for a certificate; write dns:NAME or ip:ADDRESS");
}
