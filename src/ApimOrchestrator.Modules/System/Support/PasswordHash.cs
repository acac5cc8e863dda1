using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A user's password as the shadow file has it: compared, never shown.</summary>
/// <param name="Hash">The hash; null where there is none.</param>
internal sealed record PasswordHash(Secret? Hash)
{
    public static CommandLook<PasswordHash> Look(string user) => new(
        SubjectOf(user), new Command("getent", "shadow", user) { IsSecret = true }, result => new PasswordHash(result.Output.Split(':') is [_, var hash, ..] ? new Secret(hash) : null));

    public static Subject SubjectOf(string user) => new("password", user);

    public override string ToString() => Hash is null ? "none" : Secret.Mask;
}
