using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Events;

/// <summary>Knows the run's secrets by value and takes them out of any text, also in the spellings they get in URLs, JSON, XML and base64.</summary>
public sealed class SecretMask
{
    // The product's published default passwords are user, group and alias names too; masking them would hide those and protect nothing.
    private static readonly string[] PublicWords = ["wso2carbon", "admin", "root"];

    private readonly ConcurrentDictionary<string, byte> _secrets = new(StringComparer.Ordinal);
    private string[] _longestFirst = [];

    /// <summary>Adds a secret. Empty texts and the product's published default passwords are passed over.</summary>
    /// <param name="secret">The secret.</param>
    public void Add(string secret)
    {
        if (secret.Trim().Length == 0 || PublicWords.Contains(secret) || _secrets.ContainsKey(secret))
        {
            return;
        }

        foreach (var spelling in Spellings(secret))
        {
            _secrets.TryAdd(spelling, 0);
        }

        _longestFirst = [.. _secrets.Keys.OrderByDescending(text => text.Length)];
    }

    /// <summary>A text without the secrets in it.</summary>
    /// <param name="text">Any text.</param>
    public string Apply(string text)
    {
        foreach (var secret in _longestFirst)
        {
            text = text.Replace(secret, Secret.Mask, StringComparison.Ordinal);
        }

        return text;
    }

    private static IEnumerable<string> Spellings(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return secret.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
        yield return secret.Replace("'", "'\\''");
        if (secret.Length >= 6)
        {
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        }

        foreach (var line in secret.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Length >= 8)
            {
                yield return line;
            }
        }
    }
}
