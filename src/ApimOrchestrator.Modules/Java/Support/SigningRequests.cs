using System.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Signing requests of a store's key pairs and what authorities made of them.</summary>
internal static class SigningRequests
{
    /// <summary>Writes the request for a key pair where there is none, or one for another key.</summary>
    public static async Task EnsureAsync(IHost host, StoreEditor editor, CertificateRequestWish wish, PathState present, CancellationToken cancellation)
    {
        var pair = PairOf(editor, wish.Alias);
        if (present is PathState.File file && (file.Content.WhyUnknown is not null || await KeyOfAsync(file, cancellation) is { } key && key.Equals(pair.Certificate.PublicKey)))
        {
            return;
        }

        var identity = await host.LookAsync(new IdentityLook(), cancellation);
        var after = new PathState.File(Content.Unknown($"the signing request {wish.Path} made on {host.Name}"), 0x1A4, identity.User, identity.Group);
        var change = new Change(new Subject("csr", wish.Path.Text), present is PathState.Absent ? "absent" : "for another key", $"for {pair.Certificate.Subject}") { Paths = [new PathChange(wish.Path, present, after)] };
        await editor.RequestAsync(wish, change, cancellation);
    }

    /// <summary>Puts a signed certificate and its issuers into the place of a key pair's certificate.</summary>
    public static async Task InstallAsync(StoreEditor editor, SignedChain wish, CancellationToken cancellation)
    {
        var content = wish.File.Open()[0].Content;
        var chain = Certificate.ReadPem(Encoding.UTF8.GetString(await content.ReadAsync(cancellation)), wish.File.Name);
        var pair = PairOf(editor, wish.Alias);
        if (pair.Certificate.SameAs(chain[0]))
        {
            return;
        }

        if (pair.Certificate.PublicKey is string key && !key.Equals(chain[0].PublicKey))
        {
            throw new TaskFailedException($"{wish.File.Name} was signed for another key than '{wish.Alias}' of {editor.Store.Path} has (first certificate: {chain[0].Subject})");
        }

        string[] words = ["-importcert", "-noprompt", "-trustcacerts", "-alias", wish.Alias, "-keystore", "@store", .. editor.TypeWords, "-storepass:env", "STORE_PASSWORD", .. editor.KeyPasswordWords];
        await editor.EditAsync(new StoreEdit(wish.Alias, new StoreEntry(true, chain), words) { Input = content }, cancellation);
    }

    private static StoreEntry PairOf(StoreEditor editor, string alias) =>
        editor.State.Find(alias) is { IsKey: true } pair
            ? pair
            : throw new TaskFailedException($"{editor.Store.Path} holds no key pair '{alias}'{(editor.State.Entries.Count == 0 ? "" : $", only {string.Join(", ", editor.State.Entries.Keys.Order())}")}");

    private static async Task<object?> KeyOfAsync(PathState.File file, CancellationToken cancellation)
    {
        try
        {
            var pem = Encoding.ASCII.GetString(await file.Content.ReadAsync(cancellation));
            // keytool's label is BEGIN NEW CERTIFICATE REQUEST, openssl's has no NEW
            var fields = PemEncoding.Find(pem);
            var request = CertificateRequest.LoadSigningRequest(Convert.FromBase64String(pem[fields.Base64Data]), HashAlgorithmName.SHA256);
            return Convert.ToHexString(SHA256.HashData(request.PublicKey.ExportSubjectPublicKeyInfo()));
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
