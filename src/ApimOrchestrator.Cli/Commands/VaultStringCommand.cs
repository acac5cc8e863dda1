using System.CommandLine;
using System.Text;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The command <c>vault encrypt-string</c>: encrypted values to paste into a YAML file.</summary>
internal static class VaultStringCommand
{
    private static readonly Argument<string[]> Strings = new("STRING") { Arity = ArgumentArity.ZeroOrMore, Description = "the values; none or - for standard input, which other users cannot see" };
    private static readonly Option<string[]> Names = new("--name", "-n") { Description = "the variable's name; may be repeated, one for each value", DefaultValueFactory = _ => [], Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private static readonly Option<string?> InputName = new("--stdin-name") { Description = "the variable's name of what standard input holds" };
    private static readonly Option<bool> Prompt = new("--prompt", "-p") { Description = "ask for the value" };
    private static readonly Option<bool> ShowInput = new("--show-input") { Description = "show what is typed" };

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = CommandParts.Make("encrypt-string", "encrypts values, to be pasted into a YAML file", VaultOptions.Passwords.Concat([VaultOptions.Output, VaultOptions.EncryptVaultId, Names, InputName, Prompt, ShowInput]));
        command.Aliases.Add("encrypt_string");
        command.Add(Strings);
        command.SetAction(parsed =>
        {
            Run(parsed);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (id, secret) = VaultOptions.ToEncrypt(parsed, VaultPasswords.Needed(parsed, isNew: true));
        var values = Values(parsed);
        if (values.Any(value => value.Text.Length == 0))
        {
            throw Problem("there is nothing to encrypt: the value is empty");
        }

        var text = Encoding.UTF8.GetBytes(string.Concat(values.Select(value => VaultWriter.AsYaml(VaultWriter.Encrypt(value.Text, secret, id), value.Name))));
        if (parsed.GetValue(VaultOptions.Output) is { } output && output != VaultFiles.Standard)
        {
            VaultFiles.Replace(output, text);
        }
        else
        {
            Terminal.Bytes(text);
        }

        Terminal.Note("Encryption successful");
    }

    // In the order of ansible-vault: what is asked for, what standard input holds, what the command line gives.
    private static List<(string? Name, byte[] Text)> Values(ParseResult parsed)
    {
        var given = parsed.GetValue(Strings)!;
        var (isAsked, inputName) = (parsed.GetValue(Prompt), parsed.GetValue(InputName));
        var takesInput = given.Contains(VaultFiles.Standard) || inputName is not null || (given.Length == 0 && !isAsked);
        if (isAsked && takesInput)
        {
            throw Problem("a value cannot be asked for and read from standard input at once");
        }

        var values = new List<(string?, byte[])>();
        if (isAsked)
        {
            var name = PasswordPrompt.Ask("Variable name (enter for no name): ", isShown: true);
            values.Add((name.Length == 0 ? null : name, Encoding.UTF8.GetBytes(PasswordPrompt.Ask("String to encrypt: ", parsed.GetValue(ShowInput)))));
        }

        if (takesInput)
        {
            values.Add((inputName, VaultFiles.Read(VaultFiles.Standard)));
        }

        var names = parsed.GetValue(Names)!;
        values.AddRange(given.Where(text => text != VaultFiles.Standard).Select((text, index) => (names.ElementAtOrDefault(index), Encoding.UTF8.GetBytes(text))));
        return values;
    }

    private static DiagnosticException Problem(string message) => new(new Diagnostic(Place.Of("encrypt-string"), message));
}
