using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Reads keystores on the control machine, from the bytes of an ordinary look: a look costs no Java start, and it sees what earlier tasks of a plan would have done.</summary>
/// <param name="Host">The host's name, for people.</param>
/// <param name="Path">Where the store is.</param>
/// <param name="State">What was seen there.</param>
internal sealed record StoreFile(string Host, HostPath Path, PathState State)
{
    public static PathLook Look(HostPath path) => new(path, PathDetail.Bytes);

    public static async Task<StoreFile> SeeAsync(IHost host, HostPath path, CancellationToken cancellation) =>
        new(host.Name, path, await host.LookAsync(Look(path), cancellation));

    /// <summary>What the store holds; null where there is none.</summary>
    /// <param name="password">Opens the store; null for a look at certificates that needs none (a JKS keeps them in clear).</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TaskFailedException">It is no keystore, or the password does not open it.</exception>
    public async Task<StoreState?> ReadAsync(Secret? password, CancellationToken cancellation)
    {
        if (State is PathState.Absent)
        {
            return null;
        }

        try
        {
            return await OpenAsync(password, cancellation);
        }
        catch (FormatException problem)
        {
            throw new TaskFailedException($"{Path} on {Host}: {problem.Message}");
        }
    }

    /// <summary>Whether a password opens the store.</summary>
    public async Task<bool> OpensAsync(Secret password, CancellationToken cancellation)
    {
        try
        {
            await OpenAsync(password, cancellation);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private async Task<StoreState> OpenAsync(Secret? password, CancellationToken cancellation)
    {
        if (State is not PathState.File file)
        {
            throw new FormatException($"this is a {State.Kind}, not a keystore");
        }

        if (file.Content is FutureStore future)
        {
            return password is null || password.Equals(future.Password) ? future.State : throw new FormatException("the password does not open this keystore");
        }

        if (file.Content.WhyUnknown is { } why)
        {
            throw new UnknownStateException(why);
        }

        var bytes = await file.Content.ReadAsync(cancellation);
        return bytes.Length == 0 ? throw new FormatException("the file is empty, not a keystore")
            : JksReader.Fits(bytes) ? JksReader.Read(bytes, password)
            : Pkcs12Reader.Read(bytes, password ?? throw new FormatException("this is a PKCS12 store: its password is needed to read it"));
    }
}
