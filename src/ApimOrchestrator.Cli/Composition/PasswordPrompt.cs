using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>Asks at the terminal, for a password without showing it.</summary>
internal static class PasswordPrompt
{
    /// <summary>Asks once.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="isShown">Whether what is typed is shown.</param>
    /// <exception cref="DiagnosticException">There is no terminal to ask at.</exception>
    public static string Ask(string question, bool isShown = false)
    {
        if (Console.IsInputRedirected)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("terminal"), $"'{question.TrimEnd(' ', ':')}' cannot be asked: there is no terminal", "give it in a file or a vaulted variable"));
        }

        Console.Error.Write(question);
        if (isShown)
        {
            return Console.ReadLine() ?? "";
        }

        var typed = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
