using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>What is known of a certificate: one that was read, or one that only the real run will make, whose fingerprint is then unknown but always the same unknown.</summary>
internal sealed class Certificate
{
    private Certificate(DistinguishedName subject, IReadOnlyList<string> sans, object fingerprint, object pem) =>
        (Subject, Sans, Fingerprint, Pem) = (subject, sans, fingerprint, pem);

    public DistinguishedName Subject { get; }

    /// <summary>The subject alternative names as keytool writes them: <c>dns:node1</c>, <c>ip:127.0.0.1</c>.</summary>
    public IReadOnlyList<string> Sans { get; }

    /// <summary>SHA-256 as keytool prints it (<c>AB:CD:…</c>), or <see cref="Unknown"/>.</summary>
    public object Fingerprint { get; }

    /// <summary>The certificate in PEM, or <see cref="Unknown"/>.</summary>
    public object Pem { get; }

    public DateTimeOffset? NotBefore { get; private init; }

    public DateTimeOffset? NotAfter { get; private init; }

    public int? KeySize { get; private init; }

    public bool IsSelfSigned { get; private init; }

    /// <summary>The public key's SHA-256, or <see cref="Unknown"/>.</summary>
    public object PublicKey { get; private init; } = "";

    public static Certificate Read(ReadOnlySpan<byte> der)
    {
        using var read = X509CertificateLoader.LoadCertificate(der);
        using var rsa = read.GetRSAPublicKey();
        return new Certificate(DistinguishedName.Of(read.SubjectName), SansOf(read), FingerprintOf(read.RawDataMemory.Span), read.ExportCertificatePem() + "\n")
        {
            NotBefore = read.NotBefore,
            NotAfter = read.NotAfter,
            KeySize = rsa?.KeySize,
            IsSelfSigned = read.SubjectName.RawData.AsSpan().SequenceEqual(read.IssuerName.RawData),
            PublicKey = Convert.ToHexString(SHA256.HashData(read.PublicKey.ExportSubjectPublicKeyInfo())),
        };
    }

    /// <summary>All certificates of a PEM text, in order.</summary>
    /// <exception cref="TaskFailedException">There is none, or one that cannot be read.</exception>
    public static IReadOnlyList<Certificate> ReadPem(string pem, string what)
    {
        var found = new List<Certificate>();
        try
        {
            var rest = pem.AsSpan();
            while (PemEncoding.TryFind(rest, out var fields))
            {
                if (rest[fields.Label] is "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE")
                {
                    found.Add(Read(Convert.FromBase64String(rest[fields.Base64Data].ToString())));
                }

                rest = rest[fields.Location.End..];
            }
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            throw new TaskFailedException($"{what} holds a certificate that cannot be read: {problem.Message}");
        }

        return found.Count > 0 ? found : throw new TaskFailedException($"{what} holds no certificate in PEM ('-----BEGIN CERTIFICATE-----')");
    }

    /// <summary>A certificate that a key pair will get when it is made.</summary>
    public static Certificate Future(DistinguishedName subject, IReadOnlyList<string> sans, string why) =>
        new(subject, sans, new Unknown(why), new Unknown(why)) { PublicKey = new Unknown(why), IsSelfSigned = true };

    /// <summary>A certificate whose key stays and whose dates and names only the real run will make.</summary>
    public Certificate Renewed(DistinguishedName subject, IReadOnlyList<string> sans, string why) =>
        new(subject, sans, new Unknown(why), new Unknown(why)) { PublicKey = PublicKey, KeySize = KeySize, IsSelfSigned = true };

    public bool SameAs(Certificate other) => Fingerprint.Equals(other.Fingerprint);

    /// <summary>What <c>register</c> gets of a certificate.</summary>
    public Dictionary<string, object?> Facts() => new()
    {
        ["fingerprint"] = Fingerprint,
        ["subject"] = Subject.ToString(),
        ["sans"] = Sans.Cast<object?>().ToList(),
        ["not_after"] = NotAfter is { } date ? date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : Pem as Unknown,
        ["pem"] = Pem,
    };

    /// <summary>For people, the same before and after the certificate is made.</summary>
    public override string ToString() => Sans.Count == 0 ? Subject.ToString() : $"{Subject}; SAN {string.Join(',', Sans)}";

    private static string FingerprintOf(ReadOnlySpan<byte> der) => Convert.ToHexString(SHA256.HashData(der)) is var hex
        ? string.Join(':', Enumerable.Range(0, hex.Length / 2).Select(i => hex.Substring(i * 2, 2)))
        : "";

    private static List<string> SansOf(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames().Select(name => "dns:" + name));
            names.AddRange(extension.EnumerateIPAddresses().Select(address => "ip:" + address));
        }

        return names;
    }
}
