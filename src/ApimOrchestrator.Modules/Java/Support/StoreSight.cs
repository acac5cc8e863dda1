using System.Text;
using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Everything <c>keystore</c> must see before it can tell what to do: one round trip here and one, at the same time, on each other host that is named.</summary>
/// <param name="Store">The store itself.</param>
/// <param name="Now">The host's own time.</param>
/// <param name="Request">What stands where the signing request goes.</param>
/// <param name="Trusted">The certificates to be trusted, in order of the wishes.</param>
internal sealed record StoreSight(StoreFile Store, DateTimeOffset Now, PathState Request, IReadOnlyList<Certificate> Trusted)
{
    public static async Task<StoreSight> LookAsync(IHost host, Keystore wish, CancellationToken cancellation)
    {
        var here = Here(wish).Distinct().ToList();
        var looks = here.Select(Look (path) => StoreFile.Look(path)).ToList();
        if (wish.KeyPair is not null)
        {
            looks.Add(new CommandLook<DateTimeOffset>(new Subject("clock", "now"), new Command("date", "+%s"), TimeOf));
        }

        var pending = host.LookAsync(looks, cancellation);
        var elsewhere = await Task.WhenAll(Elsewhere(wish).Distinct().Select(place => SeeAsync(host, place, cancellation)));
        var seen = await pending;
        var files = here.Select((path, i) => new StoreFile(host.Name, path, (PathState)seen[i]!)).ToDictionary(file => file.Path);
        var trusted = new List<Certificate>();
        foreach (var certificate in wish.Trust)
        {
            trusted.Add(await TrustedAsync(certificate, wish, files, elsewhere, cancellation));
        }

        var request = wish.Csr is { } csr ? files[csr.Path].State : new PathState.Absent();
        return new StoreSight(files[wish.Path], wish.KeyPair is null ? default : (DateTimeOffset)seen[^1]!, request, trusted);
    }

    private static IEnumerable<HostPath> Here(Keystore wish)
    {
        yield return wish.Path;
        if (wish.Csr is { } csr)
        {
            yield return csr.Path;
        }

        foreach (var trusted in wish.Trust)
        {
            if ((trusted.Host is null ? trusted.Store : null) is { } store)
            {
                yield return store;
            }

            if (trusted.Path is { } path)
            {
                yield return path;
            }
        }
    }

    private static IEnumerable<(string Host, HostPath Path)> Elsewhere(Keystore wish) =>
        wish.Trust.Where(trusted => trusted is { Host: not null, Store: not null }).Select(trusted => (trusted.Host!, trusted.Store!));

    private static async Task<StoreFile> SeeAsync(IHost host, (string Host, HostPath Path) place, CancellationToken cancellation) =>
        await StoreFile.SeeAsync(host.Peer(place.Host), place.Path, cancellation);

    private static async Task<Certificate> TrustedAsync(
        TrustedCertificate wish, Keystore all, Dictionary<HostPath, StoreFile> here, StoreFile[] elsewhere, CancellationToken cancellation)
    {
        if (new object?[] { wish.Store, wish.File, wish.Path, wish.Pem }.Count(source => source is not null) != 1)
        {
            throw new TaskFailedException($"trust '{wish.Alias}': say where the certificate comes from by one of store, file, path and pem");
        }

        if (wish.Store is { } store)
        {
            var file = wish.Host is null ? here[store] : elsewhere.First(seen => seen.Host == wish.Host && seen.Path == store);
            var state = await file.ReadAsync(wish.Password ?? (store == all.Path && wish.Host is null ? all.Password : null), cancellation)
                ?? throw new TaskFailedException($"there is no keystore {store} on {file.Host}");
            var alias = wish.FromAlias ?? wish.Alias;
            return state.Find(alias)?.Certificate
                ?? throw new TaskFailedException($"{store} on {file.Host} holds no '{alias}', only {string.Join(", ", state.Entries.Keys.Order())}");
        }

        var (pem, what) = wish switch
        {
            { Pem: { } text } => (text, "pem"),
            { File: { } project } => (await TextOf(project.Open()[0].Content, cancellation), project.Name),
            _ => (await TextOf(here[wish.Path!].State is PathState.File found ? found.Content : throw new TaskFailedException($"there is no file {wish.Path}"), cancellation), wish.Path!.Text),
        };
        return Certificate.ReadPem(pem, what)[0];
    }

    private static async Task<string> TextOf(Content content, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await content.ReadAsync(cancellation));

    private static DateTimeOffset TimeOf(CommandResult result) =>
        long.TryParse(result.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new TaskFailedException("the host does not tell its time by 'date +%s'") { Result = result };
}
