using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Java.Support;

namespace ApimOrchestrator.Modules.Java;

/// <summary>Takes a key pair out of a keystore, on this host or another, and keeps it in PEM files here, for servers that are no Java programs.</summary>
[Module("keystore_pem", "Writes the certificates and the private key of a keystore's key pair into PEM files, for a load balancer for example.")]
[Returns("fingerprint", "The SHA-256 fingerprint of the certificate, as keytool prints it.")]
public sealed record KeystorePem : IModule
{
    /// <summary>The keystore.</summary>
    [Argument("The keystore, on this host or on `from`.")]
    public required HostPath Store { get; init; }

    /// <summary>The host it is on.</summary>
    [Argument("The host of the inventory the keystore is on; this host if left out.")]
    public string? From { get; init; }

    /// <summary>The alias of the key pair.</summary>
    [Argument("The alias of the key pair.")]
    public required string Alias { get; init; }

    /// <summary>The store's password.</summary>
    [Argument("The password of the store and of the key.")]
    public required Secret Password { get; init; }

    /// <summary>The file for the certificates.</summary>
    [Argument("The file on this host for the certificate, followed by its issuers.")]
    public required HostPath Certificate { get; init; }

    /// <summary>The file for the key.</summary>
    [Argument("The file on this host for the private key, which is not encrypted there. No key is written if left out.")]
    public HostPath? Key { get; init; }

    /// <summary>The owner.</summary>
    [Argument("The user both files belong to; who runs the task for files that are made.")]
    public string? Owner { get; init; }

    /// <summary>The group.</summary>
    [Argument("The group both files belong to.")]
    public string? Group { get; init; }

    /// <summary>The mode of the file with the key.</summary>
    [Argument("The mode of the file with the key; 0600 for a file that is made. The certificates' is 0644.")]
    public Mode? Mode { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var there = From is null || From == host.Name ? null : StoreFile.SeeAsync(host.Peer(From), Store, cancellation);
        var seen = await host.LookAsync([new IdentityLook(), new PathLook(Certificate), .. Key is null ? [] : new Look[] { new PathLook(Key) }, .. there is null ? [StoreFile.Look(Store)] : Array.Empty<Look>()], cancellation);
        var file = there is null ? new StoreFile(host.Name, Store, (PathState)seen[^1]!) : await there;
        var state = await file.ReadAsync(Password, cancellation) ?? throw new TaskFailedException($"there is no keystore {Store} on {file.Host}") { Subject = Store.Text };
        if (state.Find(Alias) is not { IsKey: true } pair)
        {
            throw new TaskFailedException($"{Store} on {file.Host} holds no key pair '{Alias}', only {string.Join(", ", state.Entries.Keys.Order())}");
        }

        var identity = (HostIdentity)seen[0]!;
        var changes = new List<PathChange> { To(Certificate, (PathState)seen[1]!, Certificates(pair), 0x1A4, null, identity) };
        if (Key is not null)
        {
            changes.Add(To(Key, (PathState)seen[2]!, await KeyAsync(file, pair, cancellation), 0x180, Mode, identity));
        }

        await host.PutAsync(changes, cancellation);
        return new Answer(new Dictionary<string, object?> { ["fingerprint"] = pair.Certificate.Fingerprint });
    }

    private static Content Certificates(StoreEntry pair) =>
        pair.Chain.Select(certificate => certificate.Pem).OfType<Unknown>().FirstOrDefault() is { } unknown ? Content.Unknown(unknown.Why) : Content.Of(string.Concat(pair.Chain.Select(certificate => certificate.Pem)));

    private async Task<Content> KeyAsync(StoreFile file, StoreEntry pair, CancellationToken cancellation)
    {
        if (((PathState.File)file.State).Content is not { WhyUnknown: null } content)
        {
            return Content.Unknown(((PathState.File)file.State).Content.WhyUnknown!);
        }

        return Content.Of(PrivateKeys.Pem(await content.ReadAsync(cancellation), Alias, pair.Certificate, Password, file), secret: true);
    }

    private PathChange To(HostPath path, PathState before, Content content, int mode, Mode? wished, HostIdentity identity)
    {
        var present = before as PathState.File;
        // Not known yet for the same reason: the same key pair, that an earlier task of this plan has put there already.
        content = content.WhyUnknown is { } why && why == present?.Content.WhyUnknown ? present.Content : content;
        return before is PathState.Folder or PathState.Other
            ? throw new TaskFailedException($"{path} is a {before.Kind}; a file cannot take its place") { Subject = path.Text }
            : new PathChange(path, before, new PathState.File(
                content,
                wished?.Resolve(present?.Mode ?? mode, isFolder: false) ?? present?.Mode ?? mode,
                Owner ?? present?.Owner ?? identity.User,
                Group ?? present?.Group ?? identity.Group));
    }
}
