using System.Text;

namespace ApimOrchestrator.Language.Vault;

/// <summary>A password that opens encrypted values.</summary>
public sealed class VaultSecret
{
    /// <summary>The id of a password that was given none.</summary>
    public const string DefaultId = "default";

    /// <summary>A password as a person or a file gives it.</summary>
    /// <param name="id">Its vault id (<c>default</c> where none was given).</param>
    /// <param name="password">The password in UTF-8; line breaks and blanks at both ends do not count, as a password file ends with one.</param>
    public VaultSecret(string id, string password)
        : this(id, Encoding.UTF8.GetBytes(password).AsSpan().Trim(" \t\n\r\v\f"u8))
    {
    }

    /// <summary>A password of any bytes, all of which count.</summary>
    /// <param name="id">Its vault id.</param>
    /// <param name="password">The bytes.</param>
    public VaultSecret(string id, ReadOnlySpan<byte> password) => (Id, Password) = (id, password.ToArray());

    /// <summary>The vault id.</summary>
    public string Id { get; }

    /// <summary>Whether there is no password at all, which opens nothing.</summary>
    public bool IsEmpty => Password.Length == 0;

    internal byte[] Password { get; }
}
