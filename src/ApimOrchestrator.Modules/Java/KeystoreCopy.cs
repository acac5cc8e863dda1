using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Java.Support;

namespace ApimOrchestrator.Modules.Java;

/// <summary>Makes a keystore here the same as one on another host, byte for byte, and proves it by the certificate's fingerprint. Both hosts are looked at at the same time.</summary>
[Module("keystore_copy", "Copies a keystore from another host and proves by a certificate's fingerprint that both are the same.")]
[Returns("fingerprint", "The SHA-256 fingerprint of the certificate under `alias`, the same on both hosts; left out without an alias.")]
[Returns("checksum", "The SHA-256 of the store's bytes.")]
public sealed record KeystoreCopy : IModule
{
    /// <summary>The store on this host.</summary>
    [Argument("The keystore on this host.", Aliases = ["dest"])]
    public required HostPath Path { get; init; }

    /// <summary>The host it comes from.</summary>
    [Argument("The host of the inventory it comes from.")]
    public required string From { get; init; }

    /// <summary>The store there.</summary>
    [Argument("The keystore on that host; the same path if left out.")]
    public HostPath? Src { get; init; }

    /// <summary>The alias that proves it.</summary>
    [Argument("The alias whose certificate must be in the store; a store without it is not copied.")]
    public string? Alias { get; init; }

    /// <summary>The store's password.</summary>
    [Argument("The store's password. When given it must open the store; a PKCS12 store cannot be proved without it.")]
    public Secret? Password { get; init; }

    /// <summary>The owner.</summary>
    [Argument("The user the file belongs to; who runs the task for a file that is made.")]
    public string? Owner { get; init; }

    /// <summary>The group.</summary>
    [Argument("The group the file belongs to.")]
    public string? Group { get; init; }

    /// <summary>The mode.</summary>
    [Argument("The file's mode; the source's for a file that is made.")]
    public Mode? Mode { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var there = StoreFile.SeeAsync(host.Peer(From), Src ?? Path, cancellation);
        var (state, identity) = await host.LookAsync(StoreFile.Look(Path), new IdentityLook(), cancellation);
        var source = await there;
        if (source.State is not PathState.File file)
        {
            throw new TaskFailedException($"there is no keystore {source.Path} on {From}");
        }

        var fingerprint = await FingerprintAsync(source, cancellation);
        var present = state as PathState.File;
        var wished = new PathState.File(
            file.Content,
            Mode?.Resolve(present?.Mode ?? file.Mode, isFolder: false) ?? present?.Mode ?? file.Mode,
            Owner ?? present?.Owner ?? identity.User,
            Group ?? present?.Group ?? identity.Group);
        if (!wished.SameAs(state))
        {
            await host.PutAsync(new PathChange(Path, state, wished), cancellation);
            await ProveAsync(host, fingerprint, cancellation);
        }

        var values = new Dictionary<string, object?> { ["checksum"] = (object?)file.Content.Sha256 ?? new Unknown(file.Content.WhyUnknown ?? source.Path.Text) };
        if (fingerprint is not null)
        {
            values["fingerprint"] = fingerprint;
        }

        return new Answer(values);
    }

    private async Task<object?> FingerprintAsync(StoreFile file, CancellationToken cancellation)
    {
        if (Alias is null && Password is null)
        {
            return null;
        }

        var state = await file.ReadAsync(Password, cancellation);
        return Alias is null ? null
            : state?.Find(Alias)?.Certificate.Fingerprint
            ?? throw new TaskFailedException($"{file.Path} on {file.Host} holds no '{Alias}'{(state is null ? "" : $", only {string.Join(", ", state.Entries.Keys.Order())}")}");
    }

    private async Task ProveAsync(IHost host, object? wished, CancellationToken cancellation)
    {
        var made = await FingerprintAsync(await StoreFile.SeeAsync(host, Path, cancellation), cancellation);
        if (wished is not null && !wished.Equals(made))
        {
            throw new TaskFailedException($"the certificate '{Alias}' in {Path} has the fingerprint {made}, on {From} it has {wished}: somebody changed one of them meanwhile");
        }
    }
}
