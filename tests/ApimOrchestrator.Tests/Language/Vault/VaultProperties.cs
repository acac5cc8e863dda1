using System.Text;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Vault;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Vault;

public sealed class VaultProperties
{
    private static readonly Place Here = new("file.yml", 3, 5);

    [Fact]
    public void What_is_encrypted_is_decrypted_to_the_same_bytes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<NonEmptyString>(), (plain, password) =>
        {
            var secret = new VaultSecret("x", Encoding.UTF8.GetBytes(password.Get));
            var opened = new VaultReader([secret]).Open(VaultWriter.Encrypt(plain, secret, "x"), Here);
            opened.Plain.ShouldBe(plain);
            opened.Id.ShouldBe("x");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_changed_text_gives_a_diagnostic_or_the_same_bytes() =>
        Prop.ForAll(Gen.Choose(0, 500).Three().ToArbitrary(), where =>
        {
            var text = new StringBuilder(Encrypted.File + "\n");
            var at = where.Item1 % text.Length;
            _ = (where.Item2 % 4) switch
            {
                0 => text.Remove(at, Math.Min(1 + (where.Item3 % 40), text.Length - at)),
                1 => text.Insert(at, (char)where.Item3),
                2 => text.Insert(at, text.ToString(at, Math.Min(where.Item3, text.Length - at))),
                _ => text.Replace(text[at], (char)where.Item3, at, 1),
            };
            try
            {
                var plain = new VaultReader([new VaultSecret("default", "sesame")]).Decrypt(text.ToString(), Here);
                plain.ShouldBe(new VaultReader([new VaultSecret("default", "sesame")]).Decrypt(Encrypted.File, Here));
            }
            catch (DiagnosticException refused)
            {
                refused.Diagnostics.Single().Place.ShouldBe(Here);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Any_text_behind_the_header_gives_a_diagnostic() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            Should.Throw<DiagnosticException>(() => new VaultReader([new VaultSecret("default", "x")]).Decrypt(VaultReader.Header + text, Here));
            Should.Throw<DiagnosticException>(() => new VaultReader([new VaultSecret("default", "x")]).Decrypt(VaultReader.Header + "1.1;AES256\n" + text, Here));
        }).QuickCheckThrowOnFailure();
}
