using System.Diagnostics.CodeAnalysis;

namespace ApimOrchestrator.Core.Values;

/// <summary>An absolute path on a host, without a trailing slash, <c>.</c>, <c>..</c> or empty parts; compared letter by letter. Links are not resolved here.</summary>
public sealed record HostPath : IComparable<HostPath>
{
    private HostPath(string text) => Text = text;

    /// <summary>The root folder.</summary>
    public static HostPath Root { get; } = new("/");

    /// <summary>The path as text, for example <c>/opt/wso2am-3.2.0</c>.</summary>
    public string Text { get; }

    /// <summary>The last part; empty for the root.</summary>
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>The folder this path lies in; the root is its own parent.</summary>
    public HostPath Parent => Text.LastIndexOf('/') is > 0 and var at ? new HostPath(Text[..at]) : Root;

    /// <summary>Reads an absolute path and tidies it.</summary>
    /// <param name="text">For example <c>/opt//wso2/../x/</c>.</param>
    /// <exception cref="FormatException">The text is not an absolute path, or holds a NUL or a line break.</exception>
    public static HostPath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new FormatException($"'{text}' is not an absolute path");

    /// <summary>Reads an absolute path, saying whether it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The tidied path.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HostPath? path)
    {
        path = null;
        if (string.IsNullOrEmpty(text) || text[0] != '/' || text.AsSpan().IndexOfAny('\0', '\n') >= 0)
        {
            return false;
        }

        var parts = new List<string>();
        foreach (var part in text.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count > 0)
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        path = parts.Count == 0 ? Root : new HostPath("/" + string.Join('/', parts));
        return true;
    }

    /// <summary>A path below this one.</summary>
    /// <param name="relative">One or more parts, for example <c>repository/conf</c>; an absolute path replaces this one.</param>
    public HostPath Combine(string relative) => Parse(relative.StartsWith('/') ? relative : Text + "/" + relative);

    /// <summary>Whether this path is the other one or lies below it.</summary>
    /// <param name="folder">The possible ancestor.</param>
    public bool IsWithin(HostPath folder) =>
        folder.Text == "/" || Text == folder.Text || Text.StartsWith(folder.Text + "/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(HostPath? other) => string.CompareOrdinal(Text, other?.Text);

    /// <summary>The path as text.</summary>
    public override string ToString() => Text;
}
