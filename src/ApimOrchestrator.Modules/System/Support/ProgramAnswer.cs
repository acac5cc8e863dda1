using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What <c>command</c>, <c>shell</c> and <c>raw</c> answer of the program they ran.</summary>
internal static class ProgramAnswer
{
    /// <summary>The answer of a program; unknown values where it has not really run.</summary>
    /// <exception cref="TaskFailedException">Its exit code is not 0; carries both outputs.</exception>
    public static Answer Of(CommandResult result, object? command)
    {
        var values = new Dictionary<string, object?> { ["cmd"] = command };
        if (result.WhyUnknown is { } why)
        {
            foreach (var name in new[] { "rc", "stdout", "stderr", "stdout_lines", "stderr_lines" })
            {
                values[name] = new Unknown(why);
            }

            return new Answer(values);
        }

        values["rc"] = (long)result.ExitCode;
        (values["stdout"], values["stdout_lines"]) = Text(result.Output);
        (values["stderr"], values["stderr_lines"]) = Text(result.Error);
        if (!result.WasStarted)
        {
            throw NotStarted(result, values);
        }

        return result.ExitCode == 0 ? new Answer(values) : throw new TaskFailedException($"non-zero return code {result.ExitCode}") { Result = result, Values = new Dictionary<string, object?>(values) { ["msg"] = "non-zero return code" } };
    }

    /// <summary>The answer of a program that there was no need to run.</summary>
    public static Answer Skipped(string why, object? command) => new(new Dictionary<string, object?>
    {
        ["cmd"] = command,
        ["rc"] = 0L,
        ["stdout"] = "skipped, since " + why,
        ["stdout_lines"] = new List<object?> { "skipped, since " + why },
        ["stderr"] = "",
        ["stderr_lines"] = new List<object?>(),
        ["msg"] = $"Did not run command since '{why}'",
    });

    // Python's errno is what Ansible answers: ENOENT, EACCES.
    private static TaskFailedException NotStarted(CommandResult result, Dictionary<string, object?> values)
    {
        var (code, why) = result.ExitCode == 127 ? (2L, "No such file or directory") : (13L, "Permission denied");
        var program = values["cmd"] is IReadOnlyList<object?> words ? words[0] : values["cmd"];
        (values["rc"], values["stderr"], values["stderr_lines"]) = (code, "", new List<object?>());
        values["cmd"] = values["cmd"] is IReadOnlyList<object?> all ? string.Join(' ', all) : program;
        values["msg"] = $"[Errno {code}] {why}: b'{program}'";
        return new TaskFailedException($"'{program}' cannot be started: {result.Error.TrimEnd('\n')}") { Values = values };
    }

    private static (string Text, List<object?> Lines) Text(string output)
    {
        var text = output.TrimEnd('\r', '\n');
        return (text, text.Length == 0 ? [] : [.. text.Split('\n').Select(line => (object?)line.TrimEnd('\r'))]);
    }
}
