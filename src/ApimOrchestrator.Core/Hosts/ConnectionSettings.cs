using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>How a host is reached and as whom, read from the inventory's <c>ansible_*</c> variables and the command line.</summary>
/// <param name="HostName">The host's inventory name.</param>
/// <param name="Address">The name or address to connect to (<c>ansible_host</c>, else the inventory name).</param>
public sealed record ConnectionSettings(string HostName, string Address)
{
    /// <summary><c>ssh</c> or <c>local</c> (<c>ansible_connection</c>).</summary>
    public string Kind { get; init; } = "ssh";

    /// <summary>The TCP port (<c>ansible_port</c>); null for what the user's ssh configuration or the standard says.</summary>
    public int? Port { get; init; }

    /// <summary>The user to log in as (<c>ansible_user</c>, <c>-u</c>); null for what the ssh configuration or the local user name says.</summary>
    public string? User { get; init; }

    /// <summary>The login password (<c>ansible_password</c>, <c>-k</c>); null to use keys only.</summary>
    public Secret? Password { get; init; }

    /// <summary>A private key file on the control machine (<c>ansible_ssh_private_key_file</c>, <c>--private-key</c>); null for the agent's and the usual keys.</summary>
    public string? PrivateKeyFile { get; init; }

    /// <summary>Options in OpenSSH's spelling (<c>ansible_ssh_common_args</c>), for example <c>-o ProxyJump=gate -o UserKnownHostsFile=path</c>.</summary>
    public string SshArguments { get; init; } = "";

    /// <summary>How long to wait for the connection (<c>-T</c>), also the silence after which a host counts as lost.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How to become another user; null to stay who logged in.</summary>
    public BecomeSettings? Become { get; init; }
}
