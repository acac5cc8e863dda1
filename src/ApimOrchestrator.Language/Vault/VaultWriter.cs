using System.Security.Cryptography;

namespace ApimOrchestrator.Language.Vault;

/// <summary>Writes texts in the <c>ansible-vault</c> formats 1.1 and 1.2.</summary>
public static class VaultWriter
{
    // The indentation ansible-vault gives a value's lines.
    private const string Indent = "          ";

    /// <summary>Encrypts bytes.</summary>
    /// <param name="plain">The bytes.</param>
    /// <param name="secret">The password.</param>
    /// <param name="id">The vault id to name (format 1.2); null or <c>default</c> for none (format 1.1).</param>
    /// <returns>The encrypted text with a line break at its end.</returns>
    public static string Encrypt(ReadOnlySpan<byte> plain, VaultSecret secret, string? id)
    {
        var salt = RandomNumberGenerator.GetBytes(VaultCipher.SaltLength);
        var (mac, cipher) = VaultCipher.Seal(secret, salt, plain);
        return new VaultText(id == VaultSecret.DefaultId ? null : id, salt, mac, cipher).Write();
    }

    /// <summary>An encrypted text as a value in a YAML file: <c>name: !vault |</c> and the indented lines.</summary>
    /// <param name="encrypted">The encrypted text.</param>
    /// <param name="name">The variable's name, or null for the value alone.</param>
    public static string AsYaml(string encrypted, string? name) =>
        $"{(name is null ? "" : name + ": ")}!vault |\n{string.Concat(encrypted.TrimEnd('\n').Split('\n').Select(line => $"{Indent}{line}\n"))}";
}
