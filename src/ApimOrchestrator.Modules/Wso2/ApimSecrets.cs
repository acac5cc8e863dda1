using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Java.Support;
using ApimOrchestrator.Modules.Wso2.Support;

namespace ApimOrchestrator.Modules.Wso2;

/// <summary>
/// Does what the product's cipher tool does, on the control machine: keeps secrets in <c>deployment.toml</c> encrypted, in a table <c>[secrets]</c> at its end. Unlike the tool it needs no start before,
/// no clear text in the file and no password on a command line, leaves what is right byte for byte, and answers the same ciphertext for the same key and secret.
/// </summary>
[Module("apim_secrets", "Keeps passwords of `deployment.toml` encrypted with the server's key, as the product's cipher tool does: `$secret{alias}` where they are used and the ciphertexts in `[secrets]` at the end.")]
[Returns("aliases", "All aliases that `[secrets]` holds.")]
public sealed record ApimSecrets : IModule
{
    /// <summary>The server's folder.</summary>
    [Argument("The server's folder; `repository/conf/deployment.toml` in it is edited.")]
    public required HostPath Home { get; init; }

    /// <summary>The internal keystore.</summary>
    [Argument("The internal keystore on the host, with whose key the server decrypts; `wso2carbon.jks` of the server if left out.")]
    public HostPath? Keystore { get; init; }

    /// <summary>The alias of the key.</summary>
    [Argument("The alias of the key pair in it.")]
    public string KeyAlias { get; init; } = "wso2carbon";

    /// <summary>The keystore's password.</summary>
    [Argument("The password of the keystore and of the key.")]
    public required Secret Password { get; init; }

    /// <summary>The secrets.</summary>
    [Argument("The secrets by alias; letters, digits, `_` and `-` make an alias. Others that are in the file already stay; one that stands there in brackets, not encrypted yet, is encrypted.")]
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Where they are used.</summary>
    [Argument("Key paths of `deployment.toml`, as `toml` has them, each with the alias of its secret: `$secret{alias}` becomes the key's value.")]
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    private HostPath File => Home.Combine("repository/conf/deployment.toml");

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var store = Keystore ?? Home.Combine("repository/resources/security/wso2carbon.jks");
        var (file, seen) = await host.LookAsync(new PathLook(File, PathDetail.Bytes), StoreFile.Look(store), cancellation);
        if (file is not PathState.File present)
        {
            throw new TaskFailedException(file is PathState.Absent ? $"there is no file {File}" : $"{File} is no file but a {file}") { Subject = File.Text };
        }

        using var cipher = await SecretCipher.OpenAsync(new StoreFile(host.Name, store, seen), KeyAlias, Password, cancellation);
        try
        {
            var before = await TomlFile.ReadAsync(File, present.Content, cancellation);
            var table = new SecretsTable(cipher);
            var after = table.Apply(before, Secrets, Keys);
            var content = after.Text == before.Text ? present.Content : cipher.WhyUnknown is { } why ? new FutureToml(after.Text, why) : TomlFile.ContentOf(after.Text, secret: true, present.Content);
            await host.PutAsync(new PathChange(File, file, present with { Content = content }), cancellation);
            return Answer.Of("aliases", SecretsTable.Of(after).Keys.ToList<object?>());
        }
        catch (DiagnosticException problem)
        {
            // What is wrong is in the host's file or in this task's paths: this task fails on this host, nothing else.
            throw new TaskFailedException(problem.Message);
        }
    }
}
