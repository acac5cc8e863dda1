namespace ApimOrchestrator.Cli.Composition;

/// <summary>Asks at the terminal whether something is to be done.</summary>
internal static class Confirmation
{
    /// <summary>Asks once; without a terminal the answer is no, and says which option would have said yes.</summary>
    /// <param name="question">What is asked.</param>
    public static bool Ask(string question)
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine(question + "(there is no terminal to ask at; --yes says yes)");
            return false;
        }

        Console.Error.Write(question);
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
