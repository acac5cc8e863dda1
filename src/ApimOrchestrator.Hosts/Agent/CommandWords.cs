using System.Text;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>A command as words of a request, and its answer as a result.</summary>
internal static class CommandWords
{
    /// <summary>The most that is kept of each output of a program, in bytes: 16 MiB.</summary>
    public const int Keep = 16 << 20;

    /// <summary>Folder, number of variables, names and values, program, words.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The host's name, for errors.</param>
    /// <exception cref="TaskFailedException">The program or a variable's name is none.</exception>
    public static IReadOnlyList<string> Of(Command command, string host)
    {
        if (command.Program.Length == 0 || command.Program[0] == '-')
        {
            throw new TaskFailedException($"{host}: '{command.Program}' is not a program");
        }

        var words = new List<string> { command.WorkingFolder ?? "", $"{command.Environment.Count}" };
        foreach (var (name, value) in command.Environment)
        {
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                throw new TaskFailedException($"{host}: '{name}' cannot be the name of an environment variable: letters, digits and _ only");
            }

            words.Add(name);
            words.Add(value);
        }

        return [.. words, command.Program, .. command.Arguments];
    }

    /// <summary>Whether a program was started: that there is none is told by <c>setsid</c> (util-linux and busybox) or by the shell's <c>exec</c>, with the codes POSIX gives them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="answer">The agent's answer.</param>
    public static bool WasStarted(Command command, AgentAnswer answer) =>
        answer.ExitCode is not (126 or 127)
        || answer.ErrorText.TrimEnd('\n') is var error && (error.Contains('\n', StringComparison.Ordinal)
            || !error.Contains(command.Program, StringComparison.Ordinal)
            || !(error.StartsWith("setsid: ", StringComparison.Ordinal) || error.Contains("exec: ", StringComparison.Ordinal)));

    /// <summary>What came back.</summary>
    /// <param name="answer">The agent's answer.</param>
    /// <param name="limit">The time limit the program ran into; null where it did not.</param>
    public static CommandResult Read(AgentAnswer answer, TimeSpan? limit)
    {
        var error = new StringBuilder(answer.ErrorText);
        void Note(string text) => error.Append(error.Length > 0 && error[^1] != '\n' ? "\n" : "").Append('[').Append(text).Append("]\n");
        if (answer.OutputDropped > 0)
        {
            Note($"it printed {Keep + answer.OutputDropped} bytes; only the first {Keep} are kept");
        }

        if (answer.ErrorDropped > 0)
        {
            Note($"it printed {Keep + answer.ErrorDropped} bytes of errors; only the first {Keep} are kept");
        }

        if (limit is { } time)
        {
            Note($"it was ended because it ran longer than {time.TotalSeconds:0.###} s");
        }

        return new CommandResult(answer.ExitCode, Encoding.UTF8.GetString(answer.Output.Span), error.ToString()) { RawOutput = answer.Output };
    }
}
