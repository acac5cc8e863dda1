using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Modules.Java;
using ApimOrchestrator.Tests.Hosts.Agent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Java;

/// <summary>Keystores made by the real keytool and read by us.</summary>
public sealed class KeystoreTests : AgentTest
{
    private const string Password = "s3cret-Pass";

    private HostPath Store => Folder.Combine("store.jks");

    public static TheoryData<StoreType> Types => [StoreType.Jks, StoreType.Pkcs12];

    [Theory, MemberData(nameof(Types))]
    public async Task Makes_a_key_pair_that_keytool_confirms_and_then_leaves_it(StoreType type)
    {
        await using var client = await Shells.StartAsync("dash");
        var module = KeyPair("CN=api.example.com, O=Example\\, Ltd", "node1", "10.0.0.1", "localhost") with { Type = type };

        var (answer, effects) = await module.DoAsync(Shells.Host(client), Cancellation);

        effects.ShouldBe([$"path {Store}: absent -> file", $"keystore {Store}#am: absent -> key pair CN=api.example.com, O=Example\\, Ltd; SAN dns:node1,ip:10.0.0.1,dns:localhost"]);
        var listed = await JavaTools.ListAsync(Store.Text, Password);
        listed.ShouldContain($"Keystore type: {(type == StoreType.Jks ? "JKS" : "PKCS12")}");
        listed.ShouldContain($"SHA256: {answer.Values["fingerprint"]}");
        listed.ShouldContain("Data_Encipherment");
        listed.ShouldContain("IPAddress: 10.0.0.1");
        (await module.DoAsync(Shells.Host(client), Cancellation)).Effects.ShouldBeEmpty();
        Left().ShouldBeEmpty();
        Directory.GetFiles(Folder.Text).ShouldBe([Store.Text]);
    }

    [Fact]
    public async Task Other_names_renew_the_certificate_and_keep_the_key_and_another_subject_makes_a_new_one()
    {
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        var first = Certificate(await KeyPair("CN=a", "node1").DoAsync(host, Cancellation));
        var renewed = Certificate(await KeyPair("CN=a", "node1", "node2").DoAsync(host, Cancellation));
        var other = Certificate(await KeyPair("CN=b", "node1", "node2").DoAsync(host, Cancellation));

        renewed.Thumbprint.ShouldNotBe(first.Thumbprint);
        renewed.GetPublicKeyString().ShouldBe(first.GetPublicKeyString());
        other.GetPublicKeyString().ShouldNotBe(first.GetPublicKeyString());
    }

    [Fact]
    public async Task What_is_claimed_of_chained_stores_is_what_happens()
    {
        await using var looking = await Shells.StartAsync("dash", lookOnly: true);
        await using var changing = await Shells.StartAsync("dash");
        var world = new SimulatedWorld();
        var pretended = world.Over(Shells.Host(looking));
        var trust = Trust("am", new TrustedCertificate { Alias = "am", Store = Store });

        var claimed = (await KeyPair("CN=a", "node1").DoAsync(pretended, Cancellation)).Effects.Concat((await trust.DoAsync(pretended, Cancellation)).Effects).ToList();
        (await trust.DoAsync(pretended, Cancellation)).Effects.ShouldBeEmpty();
        (await KeyPair("CN=a", "node1").DoAsync(pretended, Cancellation)).Effects.ShouldBeEmpty();
        Directory.GetFiles(Folder.Text).ShouldBeEmpty();

        var real = Shells.Host(changing);
        (await KeyPair("CN=a", "node1").DoAsync(real, Cancellation)).Effects.Concat((await trust.DoAsync(real, Cancellation)).Effects).ShouldBe(claimed);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Trusts_replaces_and_removes_certificates(StoreType type)
    {
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        var pem = (string)(await KeyPair("CN=a").DoAsync(host, Cancellation)).Answer.Values["pem"]!;
        var trust = Trust("x", new TrustedCertificate { Alias = "one", Pem = pem }, new TrustedCertificate { Alias = "two", Store = Store, FromAlias = "am" }) with { Type = type };

        await trust.DoAsync(host, Cancellation);
        (await trust.DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();
        await KeyPair("CN=b").DoAsync(host, Cancellation);
        (await trust.DoAsync(host, Cancellation)).Effects.ShouldBe([$"path {trust.Path}: file -> file", $"keystore {trust.Path}#two: trusted CN=a -> trusted CN=b"]);
        await (trust with { Trust = [], Absent = ["one"] }).DoAsync(host, Cancellation);

        var listed = await JavaTools.ListAsync(trust.Path.Text, Password);
        listed.ShouldContain("Alias name: two");
        listed.ShouldNotContain("Alias name: one");
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Changes_the_password_of_store_and_key_once(StoreType type)
    {
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        await (KeyPair("CN=a") with { Type = type }).DoAsync(host, Cancellation);
        var change = new Keystore { Path = Store, Password = new Secret(Password), NewPassword = new Secret("another-Pass") };

        (await change.DoAsync(host, Cancellation)).Effects.Count.ShouldBe(2);
        (await change.DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();

        // a request needs the key itself
        (await JavaTools.KeytoolAsync("another-Pass", null, "-certreq", "-alias", "am", "-keystore", Store.Text, "-storepass:env", "STORE_PASSWORD")).ShouldContain("BEGIN NEW CERTIFICATE REQUEST");
    }

    [Fact]
    public async Task A_request_is_made_signed_and_put_in_and_what_was_signed_for_another_key_is_refused()
    {
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        await KeyPair("CN=a", "node1").DoAsync(host, Cancellation);
        var request = KeyPair("CN=a", "node1") with { Csr = new CertificateRequestWish { Alias = "am", Path = Folder.Combine("am.csr"), Sans = ["node1"] } };
        (await request.DoAsync(host, Cancellation)).Effects.Count.ShouldBe(2);
        (await request.DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();

        var chain = await SignAsync(File.ReadAllText(Folder.Combine("am.csr").Text));
        File.WriteAllText(Folder.Combine("chain.pem").Text, chain);
        var install = request with { Chain = new SignedChain { Alias = "am", File = new TestFiles(Folder.Text)["chain.pem"] } };
        var installed = await install.DoAsync(host, Cancellation);
        Certificate(installed).Issuer.ShouldBe("CN=authority");
        (await install.DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();

        var other = new Keystore { Path = Folder.Combine("other.jks"), Password = new Secret(Password), KeyPair = new KeyPairWish { Alias = "am", Dname = "CN=c" }, Chain = install.Chain };
        (await Should.ThrowAsync<TaskFailedException>(() => other.ApplyAsync(host, Cancellation))).Message.ShouldContain("signed for another key");
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Takes_a_key_pair_over_from_a_file(StoreType type)
    {
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        var given = await (KeyPair("CN=given") with { Type = type }).DoAsync(host, Cancellation);
        var take = new Keystore
        {
            Path = Folder.Combine("mine.jks"),
            Password = new Secret("another-Pass"),
            Import = new ProvidedKey { Alias = "wso2carbon", File = new TestFiles(Folder.Text)["store.jks"], Password = new Secret(Password) },
        };

        (await take.DoAsync(host, Cancellation)).Answer.Values["fingerprint"].ShouldBe(given.Answer.Values["fingerprint"]);
        (await take.DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();
        (await JavaTools.ListAsync(take.Path.Text, "another-Pass")).ShouldContain("Entry type: PrivateKeyEntry");
    }

    [Theory]
    [InlineData("chain.pem", "key.pem", null)]
    [InlineData("all.pem", null, null)]
    [InlineData("chain.pem", "encrypted.pem", "key-Pass")]
    public async Task Takes_a_key_pair_over_from_pem(string file, string? key, string? password)
    {
        await using var client = await Shells.StartAsync("dash");
        var leaf = WritePem();
        var files = new TestFiles(Folder.Text);
        var take = new Keystore
        {
            Path = Store,
            Password = new Secret(Password),
            Import = new ProvidedKey { Alias = "am", File = files[file], Key = key is null ? null : files[key], Password = password is null ? null : new Secret(password) },
        };

        Certificate(await take.DoAsync(Shells.Host(client), Cancellation)).Thumbprint.ShouldBe(leaf.Thumbprint);
        (await take.DoAsync(Shells.Host(client), Cancellation)).Effects.ShouldBeEmpty();
        (await JavaTools.ListAsync(Store.Text, Password)).ShouldContain("Certificate chain length: 2");
    }

    [Theory]
    [InlineData("chain.pem", null, null, "holds no private key")]
    [InlineData("chain.pem", "other.pem", null, "no certificate for the private key")]
    [InlineData("chain.pem", "encrypted.pem", null, "'password' is needed")]
    [InlineData("chain.pem", "encrypted.pem", "wrong", "does not open the private key")]
    public async Task Says_why_pem_cannot_be_taken_over(string file, string? key, string? password, string why)
    {
        await using var client = await Shells.StartAsync("dash");
        WritePem();
        var files = new TestFiles(Folder.Text);
        var take = new Keystore
        {
            Path = Store,
            Password = new Secret(Password),
            Import = new ProvidedKey { Alias = "am", File = files[file], Key = key is null ? null : files[key], Password = password is null ? null : new Secret(password) },
        };

        (await Should.ThrowAsync<TaskFailedException>(() => take.ApplyAsync(Shells.Host(client), Cancellation))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task No_password_stands_among_the_words_of_a_program()
    {
        await using var client = await Shells.StartAsync("dash");
        var home = Folder.Combine("java");
        Directory.CreateDirectory(home.Combine("bin").Text);
        var fake = home.Combine("bin/keytool").Text;
        File.WriteAllText(fake, $"#!/bin/sh\nfor p in /proc/[0-9]*; do tr '\\000' '\\n' <$p/cmdline; done >>{Folder}/words 2>/dev/null\nexec keytool \"$@\"\n");
        File.SetUnixFileMode(fake, (UnixFileMode)0x1ED);

        await (KeyPair("CN=a") with { JavaHome = home }).DoAsync(Shells.Host(client), Cancellation);

        var words = File.ReadAllText(Folder.Combine("words").Text);
        words.ShouldContain("-genkeypair");
        words.ShouldNotContain(Password);
    }

    [Fact]
    public async Task A_store_stays_as_it_was_when_keytool_fails()
    {
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        await KeyPair("CN=a").DoAsync(host, Cancellation);
        var before = File.ReadAllBytes(Store.Text);

        var failure = await Should.ThrowAsync<TaskFailedException>(() => (KeyPair("CN=b") with { KeyPair = new KeyPairWish { Alias = "am", Dname = "CN=b", KeySize = 1 } }).ApplyAsync(host, Cancellation));

        failure.Message.ShouldContain("keytool error");
        File.ReadAllBytes(Store.Text).ShouldBe(before);
        Directory.GetFiles(Folder.Text).ShouldBe([Store.Text]);
    }

    private static X509Certificate2 Certificate((ApimOrchestrator.Core.Modules.Answer Answer, IReadOnlyList<string> Effects) result) => X509Certificate2.CreateFromPem((string)result.Answer.Values["pem"]!);

    // The issuer comes first in the files: their order is nobody's promise.
    private X509Certificate2 WritePem()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var now = DateTimeOffset.UnixEpoch.AddYears(50);
        var request = new CertificateRequest("CN=root", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = request.CreateSelfSigned(now, now.AddYears(40));
        var leaf = new CertificateRequest("CN=api.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), now, now.AddYears(40), [1, 2, 3]);
        var chain = root.ExportCertificatePem() + "\n" + leaf.ExportCertificatePem() + "\n";
        File.WriteAllText(Folder.Combine("chain.pem").Text, chain);
        File.WriteAllText(Folder.Combine("key.pem").Text, key.ExportRSAPrivateKeyPem());
        File.WriteAllText(Folder.Combine("other.pem").Text, other.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Folder.Combine("all.pem").Text, chain + key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Folder.Combine("encrypted.pem").Text, key.ExportEncryptedPkcs8PrivateKeyPem("key-Pass", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        return leaf;
    }

    private Keystore KeyPair(string dname, params string[] sans) =>
        new() { Path = Store, Password = new Secret(Password), KeyPair = new KeyPairWish { Alias = "am", Dname = dname, Sans = sans } };

    private Keystore Trust(string name, params TrustedCertificate[] trusted) =>
        new() { Path = Folder.Combine(name + "-trust.jks"), Password = new Secret(Password), Trust = [.. trusted.Select(wish => wish with { Password = new Secret(Password) })] };

    private async Task<string> SignAsync(string request)
    {
        var authority = Folder.Combine("authority.jks").Text;
        string[] store = ["-keystore", authority, "-storepass:env", "STORE_PASSWORD"];
        await JavaTools.KeytoolAsync(Password, null, ["-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-dname", "CN=authority", "-ext", "bc:c", .. store]);
        var signed = await JavaTools.KeytoolAsync(Password, request, ["-gencert", "-rfc", "-alias", "ca", .. store]);
        return signed + await JavaTools.KeytoolAsync(Password, null, ["-exportcert", "-rfc", "-alias", "ca", .. store]);
    }
}
