using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>One SSH server and how to log in to it, with everything the command line, the inventory and ssh_config say taken together.</summary>
/// <param name="Host">The name or address to connect to.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="User">The user to log in as.</param>
public sealed partial record SshTarget(string Host, int Port, string User)
{
    /// <summary>The host's name in known_hosts (<c>HostKeyAlias</c>, else host and port).</summary>
    public required string KnownName { get; init; }

    /// <summary>The known_hosts files, the first one takes new keys.</summary>
    public IReadOnlyList<string> KnownHostsFiles { get; init; } = [];

    /// <summary>What is done about the host's key.</summary>
    public HostKeyChecking Checking { get; init; }

    /// <summary>The login password, or null.</summary>
    public Secret? Password { get; init; }

    /// <summary>Private key files to offer, in order; those named must exist.</summary>
    public IReadOnlyList<string> NamedKeys { get; init; } = [];

    /// <summary>Whether the agent's keys and the usual files are offered besides.</summary>
    public bool OffersOtherKeys { get; init; } = true;

    /// <summary>How long to wait for the connection.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The server to go through; null for none.</summary>
    public SshTarget? Jump { get; init; }

    /// <summary>Works out the target of a host.</summary>
    /// <param name="settings">What inventory and command line say.</param>
    /// <param name="checking">What is done about host keys unless the ssh options say otherwise.</param>
    /// <exception cref="HostLostException">A name, a port or the ssh arguments are not usable; says which.</exception>
    public static SshTarget Of(ConnectionSettings settings, HostKeyChecking checking)
    {
        try
        {
            var options = SshOptions.Parse(settings.SshArguments);
            SshConfigFile.Read(SshPaths.Expand(options["ConfigFile"] ?? Path.Combine(SshPaths.Folder, "config")), settings.Address, options);
            return Of(settings.Address, settings.Port, settings.User, options, checking, depth: 0) with
            {
                Password = settings.Password,
                Timeout = settings.Timeout,
                NamedKeys = settings.PrivateKeyFile is { } key ? [SshPaths.Expand(key)] : [.. options.IdentityFiles.Select(SshPaths.Expand).Where(File.Exists)],
                OffersOtherKeys = settings.PrivateKeyFile is null && !IsYes(options["IdentitiesOnly"]),
            };
        }
        catch (FormatException problem)
        {
            throw new HostLostException(HostLostReason.Unreachable, $"{settings.HostName}: {problem.Message}");
        }
    }

    private static SshTarget Of(string address, int? port, string? user, SshOptions options, HostKeyChecking checking, int depth)
    {
        var host = Checked(options["HostName"]?.Replace("%h", address, StringComparison.Ordinal) ?? address, "host name");
        var number = port ?? (options["Port"] is { } text ? int.TryParse(text, out var parsed) ? parsed : throw new FormatException($"'{text}' is not a port") : 22);
        var jump = options["ProxyJump"];
        return new SshTarget(host, number, Checked(user ?? options["User"] ?? Environment.UserName, "user name"))
        {
            KnownName = options["HostKeyAlias"] ?? KnownHosts.NameOf(host, number),
            KnownHostsFiles = [.. (options["UserKnownHostsFile"] ?? "~/.ssh/known_hosts ~/.ssh/known_hosts2").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SshPaths.Expand), "/etc/ssh/ssh_known_hosts"],
            Checking = options["StrictHostKeyChecking"]?.ToLowerInvariant() switch
            {
                "no" or "off" => HostKeyChecking.Off,
                "accept-new" => HostKeyChecking.AcceptNew,
                "yes" => HostKeyChecking.Strict,
                _ => checking,
            },
            Timeout = options["ConnectTimeout"] is { } seconds && int.TryParse(seconds, out var limit) ? TimeSpan.FromSeconds(limit) : TimeSpan.FromSeconds(10),
            Jump = jump is null or "none" ? null : JumpOf(jump, options, checking, depth),
            NamedKeys = [.. options.IdentityFiles.Select(SshPaths.Expand).Where(File.Exists)],
        };
    }

    private static SshTarget JumpOf(string jump, SshOptions outer, HostKeyChecking checking, int depth)
    {
        if (depth > 8)
        {
            throw new FormatException("ProxyJump goes round in a circle");
        }

        var hops = jump.Split(',');
        var match = Hop().Match(hops[^1].Trim());
        if (!match.Success)
        {
            throw new FormatException($"'{hops[^1]}' is not a jump host; write user@host:port");
        }

        var options = new SshOptions();
        foreach (var name in new[] { "UserKnownHostsFile", "StrictHostKeyChecking", "ConfigFile" })
        {
            if (outer[name] is { } value)
            {
                options.Add(name, value);
            }
        }

        foreach (var file in outer.IdentityFiles)
        {
            options.Add("IdentityFile", file);
        }

        if (hops.Length > 1)
        {
            options.Add("ProxyJump", string.Join(',', hops[..^1]));
        }

        SshConfigFile.Read(SshPaths.Expand(outer["ConfigFile"] ?? Path.Combine(SshPaths.Folder, "config")), match.Groups["host"].Value, options);
        return Of(match.Groups["host"].Value, match.Groups["port"].Success ? int.Parse(match.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : null, match.Groups["user"].Success ? match.Groups["user"].Value : null, options, checking, depth + 1);
    }

    private static bool IsYes(string? value) => string.Equals(value, "yes", StringComparison.OrdinalIgnoreCase);

    private static string Checked(string name, string what) =>
        name.Length > 0 && name[0] != '-' && !name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? name : throw new FormatException($"'{name}' is not a {what}");

    [GeneratedRegex(@"^(?:ssh://)?(?:(?<user>[^@\s]+)@)?(?<host>\[[^\]]+\]|[^:\s]+)(?::(?<port>\d+))?$")]
    private static partial Regex Hop();
}
