using System.Text;
using System.Globalization;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>Reads the text of a path, letter by letter, so that each error has its column.</summary>
/// <param name="text">As written in a playbook.</param>
internal sealed class TomlPathReader(string text)
{
    private int _at;

    private bool AtEnd => _at >= text.Length;

    private char Here => AtEnd ? '\0' : text[_at];

    /// <summary>The path's parts.</summary>
    /// <exception cref="DiagnosticException">The text is not a path.</exception>
    public List<TomlStep> Read()
    {
        List<TomlStep> steps = [];
        while (true)
        {
            var name = Name("a key");
            steps.Add(new TomlStep(name, Here == '[' ? Selector() : null));
            if (AtEnd)
            {
                return steps;
            }

            Take('.', Here == '[' ? "a dot: a key takes one selector" : "a dot or the end of the path");
        }
    }

    private string Name(string expected)
    {
        if (Here is '"' or '\'')
        {
            return Quoted();
        }

        var start = _at;
        while (!AtEnd && Here is not ('.' or '[' or ']' or '"' or '\'' or '=' or ',') && !char.IsWhiteSpace(Here))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw Problem(expected);
    }

    private string Quoted()
    {
        var start = _at;
        var quote = text[_at++];
        var letters = new StringBuilder();
        while (Here != quote)
        {
            if (AtEnd)
            {
                _at = start;
                throw Problem($"a closing {quote} for this quote");
            }

            if (quote == '"' && Here == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            letters.Append(text[_at++]);
        }

        _at++;
        return letters.ToString();
    }

    private TomlSelector Selector()
    {
        Take('[', "[");
        if (Here == '-' || char.IsAsciiDigit(Here))
        {
            return Index();
        }

        List<TomlMatch> matches = [];
        do
        {
            matches.Add(Match());
        }
        while (TryTake(','));

        Take(']', ", or ] after the value; a value with , or ] in it needs quotes");
        return new TomlSelector(null, matches);
    }

    private TomlSelector Index()
    {
        var start = _at++;
        while (char.IsAsciiDigit(Here))
        {
            _at++;
        }

        if (!int.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            _at = start;
            throw Problem("a place such as 0 or -1");
        }

        Take(']', "] after the place");
        return new TomlSelector(index, []);
    }

    private TomlMatch Match()
    {
        SkipBlanks();
        var key = Name("a key=value condition, or a place such as 0 or -1");
        SkipBlanks();
        Take('=', "= and a value");
        SkipBlanks();
        if (Here is '"' or '\'')
        {
            var quoted = Quoted();
            SkipBlanks();
            return new TomlMatch(key, quoted, IsQuoted: true);
        }

        var start = _at;
        while (!AtEnd && Here is not (',' or ']'))
        {
            _at++;
        }

        var value = text[start.._at].TrimEnd();
        return value.Length > 0 ? new TomlMatch(key, value, IsQuoted: false) : throw Problem("a value; an empty one is written \"\"");
    }

    private void SkipBlanks()
    {
        while (Here == ' ')
        {
            _at++;
        }
    }

    private bool TryTake(char letter)
    {
        if (Here != letter || AtEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Take(char letter, string expected)
    {
        if (!TryTake(letter))
        {
            throw Problem(expected);
        }
    }

    private DiagnosticException Problem(string expected) => new(new Diagnostic(
        new Place("key path", 1, _at + 1),
        AtEnd ? $"the key path '{text}' ends where {expected} should be" : $"'{Here}' cannot stand here in the key path '{text}': expected {expected}",
        "paths look like server.hostname, table.'key.with.dots' or apim.gateway.environment[name=Default].service_url",
        text));
}
