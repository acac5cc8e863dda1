using System.ComponentModel;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ApimOrchestrator.Cli.Commands;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>The vault passwords a command line and the environment name: files, programs that print one, and questions at the terminal; in the order <c>ansible-vault</c> 2.14 takes them.</summary>
internal static class VaultPasswords
{
    private const string Prompt = "prompt";
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The passwords for reading; none where none is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="DiagnosticException">A password cannot be had.</exception>
    public static IReadOnlyList<VaultSecret> Given(ParseResult parsed) => Read(Sources(parsed), isNew: false);

    /// <summary>The passwords of a vault command; one is asked for where none is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isNew">Whether something will be encrypted with it, so that it is asked for twice.</param>
    /// <exception cref="DiagnosticException">A password cannot be had.</exception>
    public static IReadOnlyList<VaultSecret> Needed(ParseResult parsed, bool isNew) => Read(OrPrompt(Sources(parsed)), isNew);

    /// <summary>The passwords something may be encrypted with anew: the one named for it or asked for, then those of the environment.</summary>
    /// <param name="id">What <c>--new-vault-id</c> gives, or null.</param>
    /// <param name="file">What <c>--new-vault-password-file</c> gives, or null.</param>
    /// <exception cref="DiagnosticException">A password cannot be had.</exception>
    public static IReadOnlyList<VaultSecret> Renewed(string? id, string? file)
    {
        var named = new List<(string?, string)>();
        named.AddRange(id is null ? [] : [Split(id)]);
        named.AddRange(file is null ? [] : [(VaultSecret.DefaultId, file)]);
        return Read(OrPrompt(named), isNew: true);
    }

    private static List<(string? Id, string Source)> OrPrompt(List<(string? Id, string Source)> named) => named.Count > 0 ? named : [(VaultSecret.DefaultId, Prompt)];

    private static List<(string? Id, string Source)> Sources(ParseResult parsed)
    {
        var sources = FromEnvironment("ANSIBLE_VAULT_IDENTITY_LIST").SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Concat(parsed.GetValue(CommonOptions.VaultId)!).Select(Split).ToList();
        sources.AddRange(parsed.GetValue(CommonOptions.VaultPasswordFile)!.Concat(FromEnvironment("ANSIBLE_VAULT_PASSWORD_FILE")).Select(file => ((string?)VaultSecret.DefaultId, file)));
        if (parsed.GetValue(CommonOptions.AskVaultPass))
        {
            sources.Add((VaultSecret.DefaultId, Prompt));
        }

        return sources;
    }

    private static IEnumerable<string> FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? [value] : [];

    private static (string? Id, string Source) Split(string named)
    {
        var at = named.IndexOf('@', StringComparison.Ordinal);
        var id = at < 0 ? null : named[..at];
        return id?.Contains(';') == true ? throw Problem($"the vault id '{id}' holds a ';'", "the id stands in the encrypted text between such") : (id, named[(at + 1)..]);
    }

    private static List<VaultSecret> Read(IEnumerable<(string? Id, string Source)> sources, bool isNew)
    {
        var secrets = new List<VaultSecret>();
        foreach (var (given, source) in sources)
        {
            var id = string.IsNullOrEmpty(given) ? VaultSecret.DefaultId : given;
            var secret = source == Prompt ? Asked(id, isNew) : InFile(id, given, source, secrets);
            secrets.Add(secret.IsEmpty ? throw Problem($"the vault password of '{source}' is empty") : secret);
        }

        return secrets;
    }

    private static VaultSecret Asked(string id, bool isNew)
    {
        var name = id == VaultSecret.DefaultId ? "" : $" ({id})";
        var typed = PasswordPrompt.Ask(isNew ? $"New vault password{name}: " : $"Vault password{name}: ");
        return !isNew || PasswordPrompt.Ask($"Confirm new vault password{name}: ") == typed ? new VaultSecret(id, typed) : throw Problem("the two passwords are not the same");
    }

    private static VaultSecret InFile(string id, string? given, string file, List<VaultSecret> known)
    {
        if (!File.Exists(file))
        {
            throw Problem($"there is no vault password file '{file}'");
        }

        if ((File.GetUnixFileMode(file) & AnyExecute) != 0)
        {
            return new VaultSecret(id, Printed(file, given));
        }

        var bytes = VaultFiles.Read(file);
        var text = Encoding.UTF8.GetString(bytes).Trim();
        return VaultReader.IsEncrypted(text)
            ? new VaultSecret(id, new VaultReader(known).Decrypt(text, Place.Of(file)).AsSpan().Trim("\r\n"u8))
            : new VaultSecret(id, bytes.AsSpan().Trim(" \t\n\r\v\f"u8));
    }

    // An executable file prints the password; one named NAME-client is told the vault id.
    private static ReadOnlySpan<byte> Printed(string file, string? id)
    {
        var isClient = Path.GetFileNameWithoutExtension(file).EndsWith("-client", StringComparison.Ordinal);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Path.GetFullPath(file), isClient && id is not null ? ["--vault-id", id] : []) { RedirectStandardOutput = true })!;
            using var printed = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(printed);
            process.WaitForExit();
            return process.ExitCode == 0
                ? printed.ToArray().AsSpan().Trim("\r\n"u8)
                : throw Problem(string.Create(CultureInfo.InvariantCulture, $"the program '{file}' gave no vault password: it ended with exit code {process.ExitCode}"));
        }
        catch (Win32Exception problem)
        {
            throw Problem($"the program '{file}' cannot be run: {problem.Message}", "a password file that is no program must not be executable");
        }
    }

    private static DiagnosticException Problem(string message, string? help = null) => new(new Diagnostic(Place.Of("vault password"), message, help));
}
