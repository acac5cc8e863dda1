using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>Whether a host knows a user or a group by name, through whatever name service it has.</summary>
public static class AccountLook
{
    /// <summary>The script behind the look; its words are <c>passwd</c> or <c>group</c>, and the name. Answers 0 where the name is known.</summary>
    public const string Script = "if command -v getent >/dev/null 2>&1; then getent \"$1\" \"$2\" >/dev/null; else grep -q \"^$2:\" \"/etc/$1\"; fi";

    /// <summary>The look.</summary>
    /// <param name="kind"><c>user</c> or <c>group</c>.</param>
    /// <param name="name">The name.</param>
    public static CommandLook<bool> Of(string kind, string name) =>
        new(new Subject(kind, name), Command.Shell(Script, kind == "user" ? "passwd" : "group", name), static result => result.ExitCode == 0);
}
