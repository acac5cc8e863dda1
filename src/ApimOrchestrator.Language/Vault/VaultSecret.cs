using System.Text;

namespace ApimOrchestrator.Language.Vault;

/// <summary>A password that opens encrypted values.</summary>
/// <param name="id">Its vault id (<c>default</c> where none was given).</param>
/// <param name="password">The password; line breaks and blanks at both ends do not count, as a password file ends with one.</param>
public sealed class VaultSecret(string id, string password)
{
    /// <summary>The vault id.</summary>
    public string Id { get; } = id;

    internal byte[] Password { get; } = Encoding.UTF8.GetBytes(password.Trim());
}
