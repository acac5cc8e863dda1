using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters that encode and digest texts.</summary>
internal static class EncodingFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("b64encode encoding?", c => Convert.ToBase64String(Encoding(c, 0).GetBytes(c.InputText)));
        table.Add("b64decode encoding?", c => Decoded(c));
        table.Add("hash hashtype?", c => Digest(c, c.Text(0, "sha1")));
        table.Add("checksum", c => Digest(c, "sha1"));
        table.Add("sha1", c => Digest(c, "sha1"));
        table.Add("md5", c => Digest(c, "md5"));
        table.Add("quote", c => c.Input is null ? "''" : Quoted(c.InputText));
        table.Add("password_hash hashtype? salt? salt_size? rounds?", PasswordHash);
        table.Add("to_uuid namespace?", c => Uuid(c.Text(0, "361E6D51-FAEC-444A-9079-341386DA8E2E"), c.InputText));
    }

    private static string PasswordHash(Arguments call)
    {
        if (call.OptionalText(1) is not { } salt)
        {
            throw new ValueProblem("without a salt every run gives another value, and no plan could be true", "for example: salt='16letters.at.mos'");
        }

        var is512 = call.Text(0, "sha512") switch
        {
            "sha512" => true,
            "sha256" => false,
            var other => throw new ValueProblem($"'password_hash' does not know '{other}'", "there are: sha512, sha256"),
        };
        try
        {
            return ShaCrypt.Hash(call.InputText, salt, is512, call[3] is null ? null : call.Whole(3));
        }
        catch (FormatException wrong)
        {
            throw new ValueProblem(wrong.Message);
        }
    }

    private static string Decoded(Arguments call)
    {
        try
        {
            return Encoding(call, 0).GetString(Convert.FromBase64String(call.InputText));
        }
        catch (FormatException)
        {
            throw new ValueProblem("'b64decode' cannot read this text: it is not base64");
        }
        catch (DecoderFallbackException)
        {
            throw new ValueProblem("what 'b64decode' reads is not text in this encoding");
        }
    }

    private static Encoding Encoding(Arguments call, int index) => call.Text(index, "utf-8").ToLowerInvariant().Replace('_', '-') switch
    {
        "utf-8" or "utf8" => new UTF8Encoding(false, true),
        "utf-16-le" or "utf-16le" => new UnicodeEncoding(false, false, true),
        "utf-16-be" or "utf-16be" => new UnicodeEncoding(true, false, true),
        "ascii" or "us-ascii" => System.Text.Encoding.ASCII,
        "latin-1" or "latin1" or "iso-8859-1" => System.Text.Encoding.Latin1,
        var other => throw new ValueProblem($"there is no encoding '{other}'", "there are: utf-8, utf-16-le, utf-16-be, ascii, latin-1"),
    };

    // MD5 and SHA-1 stand here because playbooks compare with digests others made; nothing here is protected by them.
#pragma warning disable CA5350, CA5351
    private static string Digest(Arguments call, string kind)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(call.InputText);
        var digest = kind switch
        {
            "md5" => MD5.HashData(bytes),
            "sha1" => SHA1.HashData(bytes),
            "sha256" => SHA256.HashData(bytes),
            "sha384" => SHA384.HashData(bytes),
            "sha512" => SHA512.HashData(bytes),
            _ => throw new ValueProblem($"there is no digest '{kind}'", "there are: md5, sha1, sha256, sha384, sha512"),
        };
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>A name-based UUID (RFC 4122, version 5).</summary>
    private static string Uuid(string space, string name)
    {
        if (!Guid.TryParse(space, out var parsed))
        {
            throw new ValueProblem($"'{space}' is not a UUID");
        }

        var digest = SHA1.HashData([.. parsed.ToByteArray(bigEndian: true), .. System.Text.Encoding.UTF8.GetBytes(name)]);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x50);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true).ToString();
    }
#pragma warning restore CA5350, CA5351

    /// <summary>One word for a POSIX shell.</summary>
    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "_@%+=:,./-".Contains(c))
            ? text
            : "'" + text.Replace("'", "'\"'\"'", StringComparison.Ordinal) + "'";
}
