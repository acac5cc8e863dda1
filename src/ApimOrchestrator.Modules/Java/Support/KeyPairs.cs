using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Key pairs of a store.</summary>
internal static class KeyPairs
{
    /// <summary>Makes a key pair where there is none of that subject, and renews the certificate of one whose names or days no longer fit. The key of the same subject stays, as data may have been encrypted with it.</summary>
    public static async Task EnsureAsync(StoreEditor editor, KeyPairWish wish, DateTimeOffset now, CancellationToken cancellation)
    {
        var subject = SubjectOf(wish);
        var sans = CertificateNames.Of(wish.Sans);
        var present = editor.State.Find(wish.Alias);
        if (present is { IsKey: true, Certificate.IsSelfSigned: false })
        {
            return;
        }

        string[] common = ["-keystore", "@store", .. editor.TypeWords, "-storepass:env", "STORE_PASSWORD", .. editor.KeyPasswordWords];
        string[] certificate = ["-alias", wish.Alias, "-dname", subject.ToString(), "-validity", wish.Days.ToString(CultureInfo.InvariantCulture), .. CertificateNames.Extensions(sans)];
        if (present is not { IsKey: true } || !present.Certificate.Subject.SameAs(subject))
        {
            var made = new StoreEntry(true, [Certificate.Future(subject, sans, editor.Why)]);
            string[] words = ["-genkeypair", "-keyalg", "RSA", "-keysize", wish.KeySize.ToString(CultureInfo.InvariantCulture), "-sigalg", "SHA256withRSA", .. certificate, .. common];
            await editor.EditAsync(new StoreEdit(wish.Alias, made, words) { DropsFirst = true }, cancellation);
        }
        else if (!CertificateNames.Same(present.Certificate.Sans, sans) || present.Certificate.NotAfter < now.AddDays(wish.RenewDays))
        {
            var renewed = new StoreEntry(true, [present.Certificate.Renewed(subject, sans, editor.Why)]);
            await editor.EditAsync(new StoreEdit(wish.Alias, renewed, ["-selfcert", "-sigalg", "SHA256withRSA", .. certificate, .. common]), cancellation);
        }
    }

    /// <summary>Takes a key pair over from a file of the project.</summary>
    public static async Task ImportAsync(StoreEditor editor, ProvidedKey wish, CancellationToken cancellation)
    {
        var (content, password) = await OpenAsync(editor, wish, cancellation);
        var file = new StoreFile("the control machine", HostPath.Root.Combine(wish.File.Name), new PathState.File(content, 0, "", ""));
        var state = await file.ReadAsync(password, cancellation);
        var keys = state!.Entries.Where(entry => entry.Value.IsKey && (wish.FromAlias is null || string.Equals(entry.Key, wish.FromAlias, StringComparison.OrdinalIgnoreCase))).ToList();
        if (keys is not [var (from, key)])
        {
            throw new TaskFailedException($"{wish.File.Name} holds {(keys.Count == 0 ? "no such key pair" : "several key pairs: name one by from_alias")}; it has {string.Join(", ", state.Entries.Keys.Order())}");
        }

        if (editor.State.Find(wish.Alias) is { IsKey: true } present && present.Certificate.SameAs(key.Certificate))
        {
            return;
        }

        string[] words =
        [
            "-importkeystore", "-noprompt", "-srckeystore", "@input", "-srcstoretype", state.Type == StoreType.Jks ? "JKS" : "PKCS12", "-srcstorepass:env", "NEW_PASSWORD", "-srckeypass:env", "NEW_PASSWORD",
            "-srcalias", from, "-destalias", wish.Alias, "-destkeystore", "@store", "-deststoretype", editor.TypeWords[1], "-deststorepass:env", "STORE_PASSWORD", "-destkeypass:env", "STORE_PASSWORD",
        ];
        await editor.EditAsync(new StoreEdit(wish.Alias, key, words) { Input = content, OtherPassword = password, DropsFirst = true }, cancellation);
    }

    private static async Task<(Content Store, Secret Password)> OpenAsync(StoreEditor editor, ProvidedKey wish, CancellationToken cancellation)
    {
        var content = wish.File.Open()[0].Content;
        var bytes = await content.ReadAsync(cancellation);
        if (!PemKeyPair.Fits(bytes))
        {
            return (content, wish.Password ?? throw new TaskFailedException($"{wish.File.Name} is no PEM file: as a keystore it needs 'password'"));
        }

        var pem = PemKeyPair.Text(bytes);
        var key = wish.Key is null ? pem : PemKeyPair.Text(await wish.Key.Open()[0].Content.ReadAsync(cancellation));
        return (Content.Of(PemKeyPair.ToPkcs12(pem, key, wish.Password, editor.Password, wish.File.Name), secret: true), editor.Password);
    }

    private static DistinguishedName SubjectOf(KeyPairWish wish)
    {
        try
        {
            return DistinguishedName.Parse(wish.Dname);
        }
        catch (FormatException problem)
        {
            throw new TaskFailedException($"dname: {problem.Message}");
        }
    }
}
