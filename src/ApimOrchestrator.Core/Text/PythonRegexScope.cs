namespace ApimOrchestrator.Core.Text;

/// <summary>Where in a text a regular expression must match.</summary>
public enum PythonRegexScope
{
    /// <summary>Anywhere, as Python's <c>search</c>.</summary>
    Anywhere,

    /// <summary>From the text's start on, as Python's <c>match</c>.</summary>
    AtStart,

    /// <summary>The whole text, as Python's <c>fullmatch</c>.</summary>
    Whole,
}
