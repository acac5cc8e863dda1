using System.CommandLine;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The options the vault commands share, under <c>ansible-vault</c>'s names.</summary>
internal static class VaultOptions
{
    public static readonly Option<string?> Output = new("--output") { Description = "where the result goes; - for standard output" };

    public static readonly Option<string?> EncryptVaultId = new("--encrypt-vault-id") { Description = "the id of the password to encrypt with, where several are given" };

    /// <summary>What names passwords.</summary>
    public static IEnumerable<Option> Passwords => [CommonOptions.VaultId, CommonOptions.VaultPasswordFile, CommonOptions.AskVaultPass];

    /// <summary>The one password to encrypt with.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="secrets">The passwords there are.</param>
    /// <param name="takesFirst">Whether the first of several is meant where no id is asked for.</param>
    /// <exception cref="DiagnosticException">It is not clear which one is meant.</exception>
    public static (string Id, VaultSecret Secret) ToEncrypt(ParseResult parsed, IReadOnlyList<VaultSecret> secrets, bool takesFirst = false)
    {
        var ids = string.Join(", ", secrets.Select(secret => secret.Id));
        var wanted = parsed.GetValue(EncryptVaultId) ?? Environment.GetEnvironmentVariable("ANSIBLE_VAULT_ENCRYPT_IDENTITY");
        if (!string.IsNullOrEmpty(wanted))
        {
            return secrets.FirstOrDefault(secret => secret.Id == wanted) is { } found
                ? (wanted, found)
                : throw new DiagnosticException(new Diagnostic(Place.Of("--encrypt-vault-id"), $"no password with the vault id '{wanted}' is given", $"there are: {ids}"));
        }

        return secrets.Count == 1 || takesFirst
            ? (secrets[0].Id, secrets[0])
            : throw new DiagnosticException(new Diagnostic(Place.Of("--encrypt-vault-id"), $"several passwords are given: {ids}", "say with --encrypt-vault-id which one encrypts"));
    }
}
