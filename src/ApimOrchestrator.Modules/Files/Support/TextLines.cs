using System.Text;
using System.Text.Unicode;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>A text file as lines with their ends, so that what is not touched stays byte for byte. Bytes that are no UTF-8 survive too.</summary>
internal sealed class TextLines
{
    private readonly Encoding _encoding;

    private TextLines(List<string> lines, Encoding encoding) => (Lines, _encoding) = (lines, encoding);

    /// <summary>The lines, each with its end; the last may have none.</summary>
    public List<string> Lines { get; }

    /// <summary>The whole text.</summary>
    public string Text => string.Concat(Lines);

    /// <summary>The end new lines get: that of the first line, else a line feed.</summary>
    public string End => Lines.Count > 0 && Lines[0].EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>An empty text.</summary>
    public static TextLines Empty() => new([], new UTF8Encoding(false));

    /// <summary>Reads a file.</summary>
    public static async Task<TextLines> ReadAsync(Content content, CancellationToken cancellation)
    {
        var bytes = await content.ReadAsync(cancellation);
        Encoding encoding = Utf8.IsValid(bytes) ? new UTF8Encoding(false) : Encoding.Latin1;
        return new TextLines(Split(encoding.GetString(bytes)), encoding);
    }

    /// <summary>A line without its end.</summary>
    public static string Bare(string line) => line.TrimEnd('\n').TrimEnd('\r');

    /// <summary>Splits after each line feed.</summary>
    public static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }

    /// <summary>The text as a file's content.</summary>
    public Content ToContent() => Content.Of(_encoding.GetBytes(Text));

    /// <summary>The same encoding with another text.</summary>
    public Content ToContent(string text) => Content.Of(_encoding.GetBytes(text));

    /// <summary>Gives the last line an end where it has none.</summary>
    public void EndLastLine()
    {
        if (Lines.Count > 0 && !Lines[^1].EndsWith('\n'))
        {
            Lines[^1] += End;
        }
    }

    /// <summary>Puts a line in; one put after the last line ends that one first.</summary>
    public void Insert(int index, string line)
    {
        if (index >= Lines.Count)
        {
            EndLastLine();
        }

        Lines.Insert(Math.Min(index, Lines.Count), line + End);
    }
}
