using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Starts an agent as another user. The password is sent only once the prompt that carries our own random word was seen, so that it can never become the agent's input.</summary>
/// <param name="settings">Whom to become, and how.</param>
/// <param name="place">The host for people.</param>
internal sealed class Becoming(BecomeSettings settings, string place)
{
    private readonly string _ready = "apim-ready-" + RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly string _prompt = "apim-prompt-" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>The command that becomes the user and starts the agent.</summary>
    /// <exception cref="TaskFailedException">The user's name or the method is none.</exception>
    public string Command(AgentProgram program, string shell)
    {
        if (settings.User.Length == 0 || settings.User[0] == '-' || settings.User.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c) || "'\"$`!;&|<>*?()[]{}~#\\:/".Contains(c)))
        {
            throw Failed($"'{settings.User}' is not a user name");
        }

        var inner = program.Command(shell, _ready);
        return settings.Method switch
        {
            "sudo" => $"exec sudo -S -H -p {_prompt} -u {settings.User} -- {inner}",
            "su" => $"exec su -s /bin/sh {settings.User} -c '{inner.Replace("'", "'\\''", StringComparison.Ordinal)}'",
            _ => throw Failed($"become_method '{settings.Method}' is not known; use sudo or su"),
        };
    }

    /// <summary>Waits until the agent's shell runs as the user, giving the password where it is asked for.</summary>
    /// <exception cref="TaskFailedException">The user cannot be become; says why.</exception>
    public async Task TalkAsync(AgentStream stream, StartNoise noise, TimeSpan patience, CancellationToken cancellation)
    {
        var isAnswered = false;
        while (!noise.Output.Contains(_ready, StringComparison.Ordinal))
        {
            var prompts = noise.Error.Split(_prompt).Length - 1;
            if (prompts > 1 || (isAnswered && IsRefusal(noise.Error)))
            {
                throw Failed($"the password for '{settings.Method}' was refused; correct ansible_become_password (or what you typed for -K)");
            }

            if (noise.HasEnded)
            {
                throw Failed(Explain(noise.Error, noise.LastLine));
            }

            if (prompts == 1 && !isAnswered)
            {
                var password = settings.Password ?? throw Failed($"{settings.Method} asks for a password and none is known; set ansible_become_password or use -K");
                stream.Send(Encoding.UTF8.GetBytes(password.Reveal() + "\n"));
                isAnswered = true;
            }
            else if (settings.Method == "su" && noise.Error.Contains("assword", StringComparison.Ordinal))
            {
                throw Failed("su asks for a password, which needs a terminal; use become_method: sudo, or log in as root");
            }

            if (!await noise.ChangedAsync(patience * 2, cancellation))
            {
                throw Failed($"{settings.Method} gave no answer within {(patience * 2).TotalSeconds:0.#} s{(noise.LastLine is { Length: > 0 } line ? $"; it said: {Clean(line)}" : "")}");
            }
        }
    }

    private static bool IsRefusal(string error) =>
        error.Contains("try again", StringComparison.OrdinalIgnoreCase) || error.Contains("incorrect password", StringComparison.OrdinalIgnoreCase);

    private string Explain(string error, string last)
    {
        bool Says(string words) => error.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Says("command not found") || (Says("not found") && !Says("sudoers")) || Says("No such file or directory"))
        {
            return $"the host has no {settings.Method}; install it, log in as the user, or use another become_method ({Clean(last)})";
        }

        if (Says("not in the sudoers") || Says("may not run sudo") || Says("not allowed to") || Says("I'm sorry"))
        {
            return $"the login user has no right to become '{settings.User}' by {settings.Method}; ask for a sudoers entry ({Clean(last)})";
        }

        if (Says("must have a tty") || Says("terminal"))
        {
            return $"{settings.Method} wants a terminal; remove 'requiretty' from sudoers ({Clean(last)})";
        }

        if (Says("unknown user") || Says("does not exist") || Says("no passwd entry") || Says("user not found"))
        {
            return $"there is no user '{settings.User}' on the host ({Clean(last)})";
        }

        return Says("password") ? $"the password for '{settings.Method}' was refused or is missing ({Clean(last)})" : $"{settings.Method} failed: {Clean(last)}";
    }

    private string Clean(string line) => line.Replace(_prompt, "", StringComparison.Ordinal).Trim();

    private TaskFailedException Failed(string why) => new($"{place}: cannot become '{settings.User}': {why}") { Subject = $"user {settings.User}" };
}
