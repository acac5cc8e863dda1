using Spectre.Console;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>The one place that writes to standard output and standard error. Colours only where a terminal shows them and nobody asked for none.</summary>
public sealed class Terminal
{
    private readonly TextWriter _output;
    private readonly bool _hasColour;
    private readonly IAnsiConsole? _console;

    /// <summary>Writes to a stream.</summary>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="isTerminal">Whether a terminal shows it.</param>
    /// <param name="noColour">Whether colours were declined (<c>--no-color</c>, <c>NO_COLOR</c>).</param>
    /// <param name="width">The terminal's width in columns.</param>
    public Terminal(TextWriter output, bool isTerminal, bool noColour, int width)
    {
        _output = output;
        _hasColour = isTerminal && !noColour;
        Width = isTerminal ? Math.Max(40, width) : 79;
        if (_hasColour)
        {
            _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard });

            // Lines are never folded: what reads them decides.
            _console.Profile.Width = 1 << 20;
        }
    }

    /// <summary>The width for banners: the terminal's, else 79 as <c>ansible-playbook</c> takes it.</summary>
    public int Width { get; }

    /// <summary>The terminal on standard output.</summary>
    /// <param name="noColour">Whether colours were declined on the command line.</param>
    public static Terminal ForOutput(bool noColour) =>
        new(Console.Out, !Console.IsOutputRedirected, noColour || IsSet("NO_COLOR"), Console.IsOutputRedirected ? 79 : Console.WindowWidth);

    /// <summary>The terminal on standard error.</summary>
    /// <param name="noColour">Whether colours were declined on the command line.</param>
    public static Terminal ForErrors(bool noColour) =>
        new(Console.Error, !Console.IsErrorRedirected, noColour || IsSet("NO_COLOR"), 79);

    /// <summary>Writes bytes to standard output as they are.</summary>
    /// <param name="content">The bytes.</param>
    public static void Bytes(ReadOnlySpan<byte> content)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(content);
    }

    /// <summary>Tells a person at the terminal that something is done; says nothing where standard output goes elsewhere.</summary>
    /// <param name="text">What is done.</param>
    public static void Note(string text)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Error.WriteLine(text);
        }
    }

    /// <summary>Writes a line; control characters a host may have sent are shown, not obeyed.</summary>
    /// <param name="text">The line or lines.</param>
    /// <param name="colour">Its colour, or null.</param>
    public void Line(string text = "", Colour? colour = null)
    {
        var safe = Printable(text);
        if (_console is null || colour is null)
        {
            _output.WriteLine(safe);
            return;
        }

        _console.Write(new Text(safe + "\n", new Style(Of(colour.Value))));
    }

    /// <summary>A heading with stars up to the width, as <c>ansible-playbook</c> writes it.</summary>
    /// <param name="heading">The heading.</param>
    public void Banner(string heading)
    {
        Line();
        Line($"{heading} {new string('*', Math.Max(3, Width - 1 - heading.Length))}");
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static Color Of(Colour colour) => colour switch
    {
        Colour.Ok or Colour.Added => Color.Green,
        Colour.Changed => Color.Olive,
        Colour.Failed or Colour.Removed => Color.Maroon,
        Colour.Skipped or Colour.Place => Color.Teal,
        Colour.Unknown => Color.Purple,
        _ => Color.Silver,
    };

    private static string Printable(string text)
    {
        if (!text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            return text;
        }

        return string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? c == '\r' ? "" : $"\\x{(int)c:x2}" : c.ToString()));
    }
}
