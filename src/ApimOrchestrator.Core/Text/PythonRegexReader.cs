using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Core.Text;

/// <summary>
/// Writes a regular expression of Python's (https://docs.python.org/3/library/re.html) as .NET spells it: named groups, <c>\Z</c>, <c>{,n}</c>, brackets in
/// character classes; and numbers its groups as Python does, where .NET counts named groups after all others.
/// </summary>
internal sealed class PythonRegexReader(string pattern)
{
    private readonly StringBuilder _written = new(pattern.Length);
    private readonly List<string> _groups = ["0"];
    private int _unnamed;
    private int _at;

    private ReadOnlySpan<char> Rest => pattern.AsSpan(_at);

    /// <summary>The expression in .NET's spelling, and its groups' names there in the order of their opening brackets; the whole match first.</summary>
    public (string Written, IReadOnlyList<string> Groups) Read()
    {
        while (_at < pattern.Length)
        {
            Step();
        }

        return (_written.ToString(), _groups);
    }

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
            ReadPlainEscape();
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
            if (isEscape)
            {
                ReadPlainEscape();
            }
            else
            {
                Write(letter is '[' or ']' ? "\\" + letter : letter.ToString(), 1);
            }
        }
    }

    // Only letters and digits of ASCII mean something behind a backslash; .NET knows no other letters there, and no underscore.
    private void ReadPlainEscape() => Write(char.IsAscii(Rest[1]) && Rest[1] != '_' ? Rest[..2].ToString() : Rest[1].ToString(), 2);

    private void Write(string text, int read)
    {
        _written.Append(text);
        _at += read;
    }
}
