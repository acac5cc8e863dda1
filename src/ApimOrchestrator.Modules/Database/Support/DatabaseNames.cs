using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>What may stand in a statement: names and passwords are pasted into SQL, so that nothing else is let through.</summary>
internal static partial class DatabaseNames
{
    /// <summary>Refuses arguments that cannot be.</summary>
    public static void Check(ApimDatabase wish)
    {
        foreach (var (argument, name) in new[] { ("name", wish.Name), ("user", wish.User), ("owner", wish.Owner), ("character_set", wish.CharacterSet), ("collation", wish.Collation) })
        {
            if (name is not null && !Plain().IsMatch(name))
            {
                throw new TaskFailedException($"{argument} '{name}': letters, digits and '_' only, no digit first, 63 at most");
            }
        }

        if (!Hosts().IsMatch(wish.UserHost))
        {
            throw new TaskFailedException($"user_host '{wish.UserHost}': letters, digits and '.', ':', '%', '_', '-', '/' only");
        }

        foreach (var (argument, password) in new[] { ("password", wish.Password), ("owner_password", wish.OwnerPassword) })
        {
            if (password is not null && !IsFit(password))
            {
                throw new TaskFailedException($"{argument}: visible ASCII characters only, and not empty");
            }
        }

        if (wish.Type == DatabaseKind.Oracle && wish.User != wish.Name)
        {
            throw new TaskFailedException($"Oracle: 'user' must be the schema's name, '{wish.Name}'");
        }

        if (wish.Type == DatabaseKind.Oracle && (wish.Password.Reveal() + wish.AdminPassword?.Reveal()).Contains('"', StringComparison.Ordinal))
        {
            throw new TaskFailedException("Oracle: a password cannot hold '\"'");
        }

        if (wish.Owner == wish.User && wish.Type != DatabaseKind.Oracle)
        {
            throw new TaskFailedException($"owner and user are both '{wish.User}': the login the product runs with must not own the tables");
        }
    }

    private static bool IsFit(Secret password) => password.Reveal() is { Length: > 0 } text && text.All(letter => letter is >= ' ' and <= '~');

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[A-Za-z0-9.:%_/-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hosts();
}
