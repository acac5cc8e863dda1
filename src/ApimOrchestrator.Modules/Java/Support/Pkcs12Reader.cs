using System.Formats.Asn1;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Reads the aliases and certificates of a PKCS#12 store (RFC 7292) as Java writes it; private keys are passed over.</summary>
internal static class Pkcs12Reader
{
    private const string DataType = "1.2.840.113549.1.7.1";
    private const string EncryptedDataType = "1.2.840.113549.1.7.6";
    private const string KeyBag = "1.2.840.113549.1.12.10.1.1";
    private const string ShroudedKeyBag = "1.2.840.113549.1.12.10.1.2";
    private const string CertificateBag = "1.2.840.113549.1.12.10.1.3";
    private const string FriendlyName = "1.2.840.113549.1.9.20";
    private const string LocalKeyId = "1.2.840.113549.1.9.21";
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <exception cref="FormatException">It is no PKCS#12 store, the password does not open it, or it is encrypted in a way that is not read here.</exception>
    public static StoreState Read(ReadOnlyMemory<byte> bytes, Secret password)
    {
        try
        {
            return Collect(Bags(bytes, password));
        }
        catch (AsnContentException)
        {
            throw new FormatException("this is neither a JKS nor a PKCS12 keystore, or the password does not open it");
        }
        catch (CryptographicException)
        {
            throw new FormatException("the password does not open this keystore (or the file is damaged)");
        }
    }

    private static List<Bag> Bags(ReadOnlyMemory<byte> bytes, Secret password)
    {
        var pfx = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        pfx.ReadInteger();
        var safe = pfx.ReadSequence();
        safe.ReadObjectIdentifier();
        var contents = new AsnReader(safe.ReadSequence(Context0).ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
        var bags = new List<Bag>();
        while (contents.HasData)
        {
            var content = contents.ReadSequence();
            switch (content.ReadObjectIdentifier())
            {
                case DataType:
                    bags.AddRange(BagsOf(content.ReadSequence(Context0).ReadOctetString()));
                    break;
                case EncryptedDataType:
                    bags.AddRange(BagsOf(Decrypt(content.ReadSequence(Context0).ReadSequence(), password)));
                    break;
            }
        }

        return bags;
    }

    private static byte[] Decrypt(AsnReader encrypted, Secret password)
    {
        encrypted.ReadInteger();
        var info = encrypted.ReadSequence();
        info.ReadObjectIdentifier();
        var algorithm = info.ReadSequence();
        return Pkcs12Decryption.Decrypt(algorithm, info.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0)), password);
    }

    private static IEnumerable<Bag> BagsOf(byte[] safeContents)
    {
        var reader = new AsnReader(safeContents, AsnEncodingRules.BER).ReadSequence();
        while (reader.HasData)
        {
            var bag = reader.ReadSequence();
            var kind = bag.ReadObjectIdentifier();
            var value = bag.ReadSequence(Context0);
            var (name, keyId, isTrusted) = bag.HasData ? Attributes(bag.ReadSetOf()) : (null, null, false);
            if (kind == CertificateBag)
            {
                var certificate = value.ReadSequence();
                certificate.ReadObjectIdentifier();
                yield return new Bag(name, keyId, isTrusted, Certificate.Read(certificate.ReadSequence(Context0).ReadOctetString()));
            }
            else if (kind is KeyBag or ShroudedKeyBag)
            {
                yield return new Bag(name, keyId, isTrusted, null);
            }
        }
    }

    private static (string? Name, string? KeyId, bool IsTrusted) Attributes(AsnReader attributes)
    {
        var (name, keyId, isTrusted) = ((string?)null, (string?)null, false);
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            var kind = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf();
            switch (kind)
            {
                case FriendlyName:
                    name = values.ReadCharacterString(UniversalTagNumber.BMPString);
                    break;
                case LocalKeyId:
                    keyId = Convert.ToHexString(values.ReadOctetString());
                    break;
                // Java's mark of a trusted certificate (sun.security.pkcs12.PKCS12KeyStore, TrustedKeyUsage)
                case "2.16.840.1.113894.746875.1.1":
                    isTrusted = true;
                    break;
            }
        }

        return (name, keyId, isTrusted);
    }

    private static StoreState Collect(List<Bag> bags)
    {
        var entries = new Dictionary<string, StoreEntry>(StringComparer.OrdinalIgnoreCase);
        var chains = bags.Where(bag => bag is { Certificate: not null, KeyId: null, IsTrusted: false }).Select(bag => bag.Certificate!).ToList();
        var nameless = 0;
        foreach (var key in bags.Where(bag => bag.Certificate is null))
        {
            // Java counts keys without a name from 1 (sun.security.pkcs12.PKCS12KeyStore, getUnfriendlyName)
            var name = key.Name ?? $"{++nameless}";
            var own = bags.FirstOrDefault(bag => bag.Certificate is not null && bag.KeyId is not null && bag.KeyId == key.KeyId)?.Certificate;
            if (own is not null)
            {
                entries[name] = new StoreEntry(true, [own, .. chains]);
            }
        }

        foreach (var trusted in bags.Where(bag => bag is { Certificate: not null, IsTrusted: true }))
        {
            entries[trusted.Name ?? ""] = new StoreEntry(false, [trusted.Certificate!]);
        }

        return new StoreState(StoreType.Pkcs12, entries);
    }

    private sealed record Bag(string? Name, string? KeyId, bool IsTrusted, Certificate? Certificate);
}
