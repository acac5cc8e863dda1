namespace ApimOrchestrator.Modules.Toml;

/// <summary>Keys as they are written in a file: bare where they can be, else quoted.</summary>
internal static class TomlKey
{
    /// <summary>Whether a key needs no quotes: ASCII letters, digits, dashes and underscores.</summary>
    public static bool IsBare(string key) => key.Length > 0 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>One key as it is written; the product's own files use single quotes, so these are tried first.</summary>
    public static string Write(string key) =>
        IsBare(key) ? key
        : key.Any(letter => letter == '\'' || char.IsControl(letter)) ? TomlText.Basic(key)
        : $"'{key}'";

    /// <summary>A dotted key as it is written.</summary>
    public static string Write(IEnumerable<string> path) => string.Join('.', path.Select(Write));
}
