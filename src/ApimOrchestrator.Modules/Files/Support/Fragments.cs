using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Joins the parts of a file as Ansible's <c>assemble</c> does: each begins on a new line, a delimiter stands on lines of its own between them.</summary>
/// <param name="delimiter">The delimiter as written; null for none.</param>
internal sealed class Fragments(string? delimiter)
{
    private static readonly Dictionary<char, string> Escapes = new() { ['n'] = "\n", ['t'] = "\t", ['r'] = "\r", ['\\'] = "\\", ['\''] = "'", ['"'] = "\"", ['\n'] = "" };

    /// <summary>The file; unknown where a part is.</summary>
    public async Task<Content> JoinAsync(IReadOnlyList<Content> parts, CancellationToken cancellation)
    {
        if (parts.FirstOrDefault(part => part.WhyUnknown is not null) is { } unknown)
        {
            return Content.Unknown(unknown.WhyUnknown!);
        }

        using var joined = new MemoryStream();
        var between = string.IsNullOrEmpty(delimiter) ? "" : Unescaped(delimiter) is var text && text.EndsWith('\n') ? text : text + "\n";
        var isOnNewLine = true;
        foreach (var (index, part) in parts.Index())
        {
            if (index > 0)
            {
                joined.Write(Encoding.UTF8.GetBytes((isOnNewLine ? "" : "\n") + between));
            }

            var bytes = await part.ReadAsync(cancellation);
            joined.Write(bytes);
            isOnNewLine = bytes is [.., (byte)'\n'];
        }

        return Content.Of(joined.ToArray(), parts.Any(part => part.IsSecret));
    }

    private static string Unescaped(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == 'x' && i + 3 < text.Length && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter))
            {
                result.Append((char)letter);
                i += 3;
            }
            else
            {
                i++;
                result.Append(Escapes.TryGetValue(text[i], out var meant) ? meant : "\\" + text[i]);
            }
        }

        return result.ToString();
    }
}
