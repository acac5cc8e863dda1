using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Java.Support;

namespace ApimOrchestrator.Modules.Java;

/// <summary>Looks after a Java keystore or truststore. What is there is compared in one look that starts no Java; only what differs is changed, by keytool, in a copy that then takes the store's place.</summary>
[Module("keystore", "Looks after a Java keystore: key pairs, signing requests, signed and trusted certificates, the password.")]
[Returns("fingerprint", "The SHA-256 fingerprint of the certificate the task is about (the first alias it names), as keytool prints it.")]
[Returns("subject", "That certificate's subject.")]
[Returns("sans", "That certificate's subject alternative names, as keytool writes them (`dns:node1`).")]
[Returns("not_after", "The moment that certificate ends, in UTC (`2027-01-31T12:00:00Z`).")]
[Returns("pem", "That certificate in PEM.")]
[Returns("certificates", "All aliases of the store: each one's fingerprint, subject, sans, not_after and pem.")]
public sealed record Keystore : IModule
{
    /// <summary>The store.</summary>
    [Argument("The keystore file on the host; made when it is absent and something is to be put into it.", Aliases = ["dest"])]
    public required HostPath Path { get; init; }

    /// <summary>The store's password.</summary>
    [Argument("The store's password; keys in it have the same one, as WSO2 servers demand.")]
    public required Secret Password { get; init; }

    /// <summary>The format of a store that is made.</summary>
    [Argument("The format of a store that is made; one that is there keeps its own.")]
    public StoreType Type { get; init; }

    /// <summary>A key pair that must be there.</summary>
    [Argument("A key pair with a self-signed certificate. A certificate that somebody else signed is left alone.")]
    public KeyPairWish? KeyPair { get; init; }

    /// <summary>A key pair that exists already.</summary>
    [Argument("A key pair that exists already, in a file of the project.")]
    public ProvidedKey? Import { get; init; }

    /// <summary>A signing request to be made.</summary>
    [Argument("A certificate signing request for a key pair of the store.")]
    public CertificateRequestWish? Csr { get; init; }

    /// <summary>What an authority signed.</summary>
    [Argument("The certificate an authority signed for a key pair of the store, with its issuers.")]
    public SignedChain? Chain { get; init; }

    /// <summary>Aliases that must not be there.</summary>
    [Argument("Aliases that are to be removed.")]
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Certificates that must be trusted.</summary>
    [Argument("Certificates that are to be trusted.")]
    public IReadOnlyList<TrustedCertificate> Trust { get; init; } = [];

    /// <summary>The password the store is to have.</summary>
    [Argument("The password the store is to have from now on; `password` is then the former one.")]
    public Secret? NewPassword { get; init; }

    /// <summary>The owner.</summary>
    [Argument("The user the file belongs to; who runs the task for a file that is made.")]
    public string? Owner { get; init; }

    /// <summary>The group.</summary>
    [Argument("The group the file belongs to.")]
    public string? Group { get; init; }

    /// <summary>The mode.</summary>
    [Argument("The file's mode; 0600 for a file that is made.")]
    public Mode? Mode { get; init; }

    /// <summary>The Java home whose keytool is used.</summary>
    [Argument("The Java home whose keytool is used; found on the host if left out.")]
    public HostPath? JavaHome { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var sight = await StoreSight.LookAsync(host, this, cancellation);
        var editor = await StoreEditor.OpenAsync(host, sight.Store, this, cancellation);
        if (NewPassword is { } next && !next.Equals(editor.Password) && editor.Store.State is PathState.File)
        {
            await editor.ChangePasswordAsync(next, cancellation);
        }

        if (KeyPair is { } pair)
        {
            await KeyPairs.EnsureAsync(editor, pair, sight.Now, cancellation);
        }

        if (Import is { } provided)
        {
            await KeyPairs.ImportAsync(editor, provided, cancellation);
        }

        if (Csr is { } request)
        {
            await SigningRequests.EnsureAsync(host, editor, request, sight.Request, cancellation);
        }

        if (Chain is { } chain)
        {
            await SigningRequests.InstallAsync(editor, chain, cancellation);
        }

        await TrustAsync(editor, sight, cancellation);
        await editor.SettleAsync(cancellation);
        return AnswerOf(editor);
    }

    private async Task TrustAsync(StoreEditor editor, StoreSight sight, CancellationToken cancellation)
    {
        foreach (var alias in Absent.Where(alias => editor.State.Find(alias) is not null))
        {
            await editor.EditAsync(new StoreEdit(alias, null) { DropsFirst = true }, cancellation);
        }

        foreach (var (wish, certificate) in Trust.Zip(sight.Trusted))
        {
            if (editor.State.Find(wish.Alias) is { } present && (present.IsKey
                ? throw new TaskFailedException($"{Path} holds a key pair as '{wish.Alias}'; a trusted certificate needs another alias")
                : present.Certificate.SameAs(certificate)))
            {
                continue;
            }

            var pem = certificate.Pem is string known ? Content.Of(known) : Content.Empty;
            var edit = new StoreEdit(
                wish.Alias,
                new StoreEntry(false, [certificate]),
                ["-importcert", "-noprompt", "-alias", wish.Alias, "-keystore", "@store", .. editor.TypeWords, "-storepass:env", "STORE_PASSWORD"]);
            await editor.EditAsync(edit with { Input = pem, DropsFirst = true }, cancellation);
        }
    }

    private Answer AnswerOf(StoreEditor editor)
    {
        var all = editor.State.Entries.ToDictionary(entry => entry.Key, object? (entry) => entry.Value.Certificate.Facts());
        var main = KeyPair?.Alias ?? Import?.Alias ?? Chain?.Alias ?? Csr?.Alias ?? Trust.Select(wish => wish.Alias).FirstOrDefault();
        var values = main is not null && editor.State.Find(main) is { } entry ? entry.Certificate.Facts() : [];
        values["certificates"] = all;
        return new Answer(values);
    }
}
