using System.Security.Cryptography;
using System.Text;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>The agent's program text and the command that starts it.</summary>
internal sealed class AgentProgram
{
    private static readonly string Source = Read();

    private AgentProgram(string token, byte[] text) => (Token, Text) = (token, text);

    /// <summary>The 128 random bits every mark of this agent carries, as hex digits. They travel in the text, so no process list shows them.</summary>
    public string Token { get; }

    /// <summary>The text, as it is sent.</summary>
    public byte[] Text { get; }

    /// <summary>A program for one agent.</summary>
    /// <param name="lookOnly">Whether the changing verbs are left out.</param>
    public static AgentProgram New(bool lookOnly)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var text = new StringBuilder($"a_k={token} a_x={RandomNumberGenerator.GetHexString(16, lowercase: true)}\n");
        var changing = false;
        foreach (var line in Source.Split('\n'))
        {
            changing ^= line == "#: changing";
            var bare = line.TrimStart(' ');
            if (bare.Length > 0 && bare[0] != '#' && !(changing && lookOnly))
            {
                text.Append(bare).Append('\n');
            }
        }

        return new AgentProgram(token, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The command that reads exactly the text and becomes the agent: no newline, no <c>!</c>, so that any login shell passes it on.</summary>
    /// <param name="shell">The POSIX shell, with its words.</param>
    /// <param name="announce">Printed as a line of its own before the text is read; empty for nothing.</param>
    public string Command(string shell, string announce = "")
    {
        var first = announce.Length == 0 ? "" : $"echo {announce}; ";
        return $"{shell} -c '{first}eval \"$(dd bs={Text.Length} count=1 iflag=fullblock 2>/dev/null)\"' apim-agent";
    }

    private static string Read()
    {
        using var stream = typeof(AgentProgram).Assembly.GetManifestResourceStream("agent.sh")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
