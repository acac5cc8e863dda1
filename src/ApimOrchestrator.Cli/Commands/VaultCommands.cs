using System.CommandLine;
using System.Text;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The commands of <c>vault</c>: those of <c>ansible-vault</c>, on the same files.</summary>
internal static class VaultCommands
{
    private static readonly Argument<string[]> Files = new("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "the files; none or - for standard input" };
    private static readonly Argument<string[]> SomeFiles = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "the files" };
    private static readonly Option<string?> NewVaultId = new("--new-vault-id") { Description = "the new password, as for --vault-id" };
    private static readonly Option<string?> NewPasswordFile = new("--new-vault-password-file") { Description = "a file with the new password" };

    /// <summary>The command <c>vault</c>.</summary>
    public static Command Vault() => new("vault", "encrypts and decrypts files and values, interchangeable with ansible-vault")
    {
        Make("encrypt", "encrypts files in their place", Files, Encrypt, VaultOptions.Output, VaultOptions.EncryptVaultId),
        Make("decrypt", "decrypts files in their place", Files, Decrypt, VaultOptions.Output),
        Make("view", "shows what encrypted files hold", SomeFiles, View),
        Make("edit", "opens an encrypted file in the editor (EDITOR)", SomeFiles, Edit),
        Make("rekey", "gives encrypted files another password", SomeFiles, Rekey, NewVaultId, NewPasswordFile, VaultOptions.EncryptVaultId),
        VaultStringCommand.Make(),
    };

    private static Command Make(string name, string description, Argument<string[]> files, Action<ParseResult, string[]> run, params IEnumerable<Option> options)
    {
        var command = CommandParts.Make(name, description, VaultOptions.Passwords.Concat(options));
        command.Add(files);
        command.SetAction(parsed =>
        {
            run(parsed, parsed.GetValue(files) is { Length: > 0 } given ? given : [VaultFiles.Standard]);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Encrypt(ParseResult parsed, string[] files)
    {
        var (id, secret) = VaultOptions.ToEncrypt(parsed, VaultPasswords.Needed(parsed, isNew: true));
        Write(parsed, files, "Encryption successful", isPlain: true, (file, bytes) => VaultReader.IsEncrypted(Encoding.Latin1.GetString(bytes))
            ? throw Problem(file, "this is encrypted already", "'vault rekey' gives it another password")
            : Encoding.UTF8.GetBytes(VaultWriter.Encrypt(bytes, secret, id)));
    }

    private static void Decrypt(ParseResult parsed, string[] files)
    {
        var reader = new VaultReader(VaultPasswords.Needed(parsed, isNew: false));
        Write(parsed, files, "Decryption successful", isPlain: false, (file, bytes) => Open(reader, file, bytes).Plain);
    }

    // Everything is worked out before anything is written.
    private static void Write(ParseResult parsed, string[] files, string done, bool isPlain, Func<string, byte[], byte[]> change)
    {
        var output = parsed.GetValue(VaultOptions.Output);
        if (output is not null && files.Length > 1)
        {
            throw Problem("--output", "one output cannot take several files", "leave --output out to change each file in its place");
        }

        foreach (var (file, content) in files.Select(file => (output ?? file, change(file, VaultFiles.Read(file)))).ToList())
        {
            if (file == VaultFiles.Standard)
            {
                Terminal.Bytes(content);
            }
            else
            {
                VaultFiles.Replace(file, content, wasPlain: isPlain && output is null);
            }
        }

        Terminal.Note(done);
    }

    private static void View(ParseResult parsed, string[] files)
    {
        var reader = new VaultReader(VaultPasswords.Needed(parsed, isNew: false));
        foreach (var plain in files.Select(file => Open(reader, file, VaultFiles.Read(file)).Plain).ToList())
        {
            Pager.Show(plain);
        }
    }

    private static void Edit(ParseResult parsed, string[] files)
    {
        var reader = new VaultReader(VaultPasswords.Needed(parsed, isNew: false));
        foreach (var file in files)
        {
            var opened = Open(reader, file, VaultFiles.Read(file));
            using var session = new EditSession(opened.Plain, Path.GetExtension(file));
            var edited = session.Edit();
            if (!edited.AsSpan().SequenceEqual(opened.Plain))
            {
                VaultFiles.Replace(file, Encoding.UTF8.GetBytes(VaultWriter.Encrypt(edited, opened.Secret, opened.Id)), keepsRights: true);
            }
        }
    }

    private static void Rekey(ParseResult parsed, string[] files)
    {
        var reader = new VaultReader(VaultPasswords.Needed(parsed, isNew: false));
        var opened = files.Select(file => (file, Open(reader, file, VaultFiles.Read(file)).Plain)).ToList();
        var (id, secret) = VaultOptions.ToEncrypt(parsed, VaultPasswords.Renewed(parsed.GetValue(NewVaultId), parsed.GetValue(NewPasswordFile)), takesFirst: true);
        foreach (var (file, plain) in opened)
        {
            VaultFiles.Replace(file, Encoding.UTF8.GetBytes(VaultWriter.Encrypt(plain, secret, id)), keepsRights: true);
        }

        Terminal.ForErrors(noColour: true).Line("Rekey successful");
    }

    private static OpenedVault Open(VaultReader reader, string file, byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return VaultReader.IsEncrypted(text)
            ? reader.Open(text, Place.Of(file))
            : throw Problem(file, "this is not encrypted", "an encrypted file begins with $ANSIBLE_VAULT;");
    }

    private static DiagnosticException Problem(string file, string message, string help) => new(new Diagnostic(Place.Of(file), message, help));
}
