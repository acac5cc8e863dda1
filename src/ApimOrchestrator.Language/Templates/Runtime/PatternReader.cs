using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>
/// Writes a regular expression of Python's (https://docs.python.org/3/library/re.html) as .NET spells it: named groups, <c>\Z</c>, <c>{,n}</c>, brackets in
/// character classes; and numbers its groups as Python does, where .NET counts named groups after all others.
/// </summary>
internal sealed class PatternReader(string pattern)
{
    private readonly StringBuilder _written = new(pattern.Length);
    private readonly List<string> _groups = ["0"];
    private int _unnamed;
    private int _at;

    public Pattern Read(RegexOptions options, TimeSpan timeout, string before = "", string after = "")
    {
        while (_at < pattern.Length)
        {
            Step();
        }

        try
        {
            return new Pattern(new Regex(before + _written + after, options, timeout), _groups);
        }
        catch (RegexParseException exception)
        {
            var reason = string.Concat(exception.Error.ToString().Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
            throw new ValueProblem($"'{pattern}' is not a regular expression:{reason}");
        }
    }

    private ReadOnlySpan<char> Rest => pattern.AsSpan(_at);

    private void Step()
    {
        if (Rest[0] == '\\' && Rest.Length > 1)
        {
            ReadEscape();
        }
        else if (Rest[0] == '[')
        {
            ReadClass();
        }
        else if (Rest[0] == '(')
        {
            ReadOpening();
        }
        else if (Rest is ['{', ',', >= '0' and <= '9', ..])
        {
            Write("{0,", 2);
        }
        else
        {
            Write(Rest[..1].ToString(), 1);
        }
    }

    private void ReadEscape()
    {
        if (Rest[1] == 'Z')
        {
            Write("\\z", 2);
        }
        else if (Rest[1] is >= '1' and <= '9')
        {
            var length = Rest.Length > 2 && char.IsAsciiDigit(Rest[2]) ? 3 : 2;
            var number = int.Parse(Rest[1..length], NumberStyles.None, CultureInfo.InvariantCulture);
            Write(number < _groups.Count ? $"\\k<{_groups[number]}>" : Rest[..length].ToString(), length);
        }
        else
        {
            Write(Rest[..2].ToString(), 2);
        }
    }

    private void ReadOpening()
    {
        if (Rest.StartsWith("(?P<") && Rest.IndexOf('>') is > 0 and var named)
        {
            _groups.Add(Rest[4..named].ToString());
            Write($"(?<{_groups[^1]}>", named + 1);
        }
        else if (Rest.StartsWith("(?P=") && Rest.IndexOf(')') is > 0 and var reference)
        {
            Write($"\\k<{Rest[4..reference]}>", reference + 1);
        }
        else if (Rest.StartsWith("(?a)") || Rest.StartsWith("(?u)"))
        {
            _at += 4;
        }
        else
        {
            if (Rest.Length < 2 || Rest[1] != '?')
            {
                _groups.Add((++_unnamed).ToString(CultureInfo.InvariantCulture));
            }

            Write("(", 1);
        }
    }

    /// <summary>A class of characters: a bracket inside is a plain character, one right after the opening too.</summary>
    private void ReadClass()
    {
        var start = Rest.StartsWith("[^") ? 2 : 1;
        Write(Rest[..start].ToString(), start);
        for (var isFirst = true; _at < pattern.Length; isFirst = false)
        {
            var letter = Rest[0];
            if (letter == ']' && !isFirst)
            {
                Write("]", 1);
                return;
            }

            var isEscape = letter == '\\' && Rest.Length > 1;
            Write(letter is '[' or ']' ? "\\" + letter : Rest[..(isEscape ? 2 : 1)].ToString(), isEscape ? 2 : 1);
        }
    }

    private void Write(string text, int read)
    {
        _written.Append(text);
        _at += read;
    }
}
