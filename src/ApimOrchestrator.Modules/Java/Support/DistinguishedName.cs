using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>A certificate's subject as keytool writes it (<c>CN=api.example.com, O=Example</c>); two are equal when they hold the same attributes, whatever their order and spacing.</summary>
internal sealed class DistinguishedName
{
    private readonly List<(string Key, string Value)> _parts;

    private DistinguishedName(List<(string Key, string Value)> parts) => _parts = parts;

    /// <summary>Reads a name as people write it for keytool; <c>S</c> is another spelling of <c>ST</c>, a comma inside a value is written <c>\,</c>.</summary>
    /// <exception cref="FormatException">A part has no <c>=</c>.</exception>
    public static DistinguishedName Parse(string text)
    {
        var parts = new List<(string, string)>();
        foreach (var part in Split(text))
        {
            var at = part.IndexOf('=');
            if (at <= 0)
            {
                throw new FormatException($"'{text}' is not a subject; write CN=name, O=organisation and so on");
            }

            parts.Add((Canonical(part[..at].Trim()), Unescape(part[(at + 1)..].Trim())));
        }

        return new DistinguishedName(parts);
    }

    /// <summary>The subject of a certificate.</summary>
    public static DistinguishedName Of(X500DistinguishedName name) =>
        new([.. name.EnumerateRelativeDistinguishedNames().Select(part => (Canonical(KeyOf(part.GetSingleElementType())), part.GetSingleElementValue() ?? ""))]);

    /// <summary>Whether both hold the same attributes.</summary>
    public bool SameAs(DistinguishedName other) => _parts.Order().SequenceEqual(other._parts.Order());

    /// <summary>The name as keytool takes it.</summary>
    public override string ToString() => string.Join(", ", _parts.Select(part => $"{part.Key}={Escape(part.Value)}"));

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static string Canonical(string key) => key.ToUpperInvariant() switch
    {
        "S" => "ST",
        "E" or "EMAILADDRESS" => "EMAILADDRESS",
        var other => other,
    };

    private static string KeyOf(Oid oid) => oid.Value switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "1.2.840.113549.1.9.1" => "EMAILADDRESS",
        "0.9.2342.19200300.100.1.25" => "DC",
        _ => oid.FriendlyName ?? oid.Value ?? "",
    };

    private static string Unescape(string value)
    {
        if (value is ['"', .., '"'])
        {
            value = value[1..^1];
        }

        return value.Replace("\\,", ",").Replace("\\\"", "\"").Replace("\\\\", "\\");
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\").Replace(",", "\\,").Replace("\"", "\\\"");
}
