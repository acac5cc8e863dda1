namespace ApimOrchestrator.Cli.Composition;

/// <summary>Tells by its name whether a variable holds a secret: <c>apim_admin_password</c>, <c>ansible_become_pass</c>, <c>auth_token</c> …</summary>
internal static class SecretNames
{
    private static readonly string[] Endings = ["password", "passwd", "_pass", "passphrase", "secret", "token", "private_key"];

    /// <summary>Whether the name is a secret's.</summary>
    /// <param name="name">A variable or a key of one.</param>
    public static bool Contains(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
