namespace ApimOrchestrator.Core.Text;

/// <summary>What may be a variable's name: a name of Python's that is none of its keywords, as Ansible demands.</summary>
public static class VariableName
{
    /// <summary>What a name looks like, for people.</summary>
    public const string Rule = "letters, digits and '_', not beginning with a digit, and no keyword of Python";

    private static readonly HashSet<string> Keywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
        "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    /// <summary>Whether a text is such a name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValid(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && !Keywords.Contains(text);
}
