using System.ComponentModel;
using System.Diagnostics;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>Shows a text in the user's pager, as <c>ansible-vault view</c> does; the text goes through a pipe, never through a file.</summary>
internal static class Pager
{
    /// <summary>Shows a text and waits until it has been read; where standard output is no terminal, the text goes there with a line break at its end.</summary>
    /// <param name="text">The text's bytes.</param>
    public static void Show(byte[] text)
    {
        if (Console.IsOutputRedirected || !TryPage(text))
        {
            Terminal.Bytes(text);
            Terminal.Bytes(text is [.., (byte)'\n'] ? [] : "\n"u8);
        }
    }

    private static bool TryPage(byte[] text)
    {
        try
        {
            var program = Environment.GetEnvironmentVariable("PAGER") is { Length: > 0 } own ? own : "less";
            using var pager = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"command -v {program.Split(' ')[0]} >/dev/null && exec {program}"]) { RedirectStandardInput = true })!;
            pager.StandardInput.BaseStream.Write(text);
            pager.StandardInput.Close();
            pager.WaitForExit();
            return pager.ExitCode == 0;
        }
        catch (Exception problem) when (problem is Win32Exception or IOException)
        {
            // The reader left before the end of the text, or there is no shell.
            return problem is IOException;
        }
    }
}
