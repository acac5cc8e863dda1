using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Vault;

/// <summary>An encrypted text taken apart: a header line, then hexadecimal lines that hold salt, HMAC and ciphertext, each hexadecimal again.</summary>
/// <param name="Id">The vault id the header names (format 1.2), or null (format 1.1).</param>
/// <param name="Salt">The salt of the keys.</param>
/// <param name="Mac">The HMAC of the ciphertext.</param>
/// <param name="Cipher">The ciphertext.</param>
internal sealed record VaultText(string? Id, byte[] Salt, byte[] Mac, byte[] Cipher)
{
    private const int LineLength = 80;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text from its header on.</param>
    /// <param name="place">Where it stands, for problems.</param>
    /// <exception cref="DiagnosticException">It is not in one of the formats.</exception>
    public static VaultText Read(string text, Place place)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = lines.Length == 0 ? [] : lines[0].Split(';', StringSplitOptions.TrimEntries);
        if (header is not ["$ANSIBLE_VAULT", "1.1" or "1.2", "AES256", ..])
        {
            throw new DiagnosticException(new Diagnostic(place, "this is not an encrypted text of the kinds that can be read", "it begins with $ANSIBLE_VAULT;1.1;AES256 or $ANSIBLE_VAULT;1.2;AES256;ID"));
        }

        try
        {
            if (Encoding.ASCII.GetString(Convert.FromHexString(string.Concat(lines.Skip(1)))).Split('\n') is [var salt, var mac, var cipher])
            {
                return new VaultText(header.Length > 3 ? header[3] : null, Convert.FromHexString(salt), Convert.FromHexString(mac), Convert.FromHexString(cipher));
            }
        }
        catch (FormatException)
        {
            // Reported below: the text is torn in either case.
        }

        throw new DiagnosticException(new Diagnostic(place, "the encrypted text is incomplete or was changed", "encrypt the value again"));
    }

    /// <summary>The text with a line break at its end, in format 1.2 where it has an id, else in 1.1.</summary>
    public string Write()
    {
        var text = new StringBuilder(VaultReader.Header).Append(Id is null ? "1.1;AES256" : $"1.2;AES256;{Id}").Append('\n');
        var body = Hex(Encoding.ASCII.GetBytes($"{Hex(Salt)}\n{Hex(Mac)}\n{Hex(Cipher)}"));
        for (var at = 0; at < body.Length; at += LineLength)
        {
            text.Append(CultureInfo.InvariantCulture, $"{body.AsSpan(at, Math.Min(LineLength, body.Length - at))}\n");
        }

        return text.ToString();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
