using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Reads how to reach a host from its variables, the task's keywords and the command line, the variables being strongest as they are with Ansible.</summary>
/// <param name="context">The run.</param>
public sealed class ConnectionReader(RunContext context)
{
    private static readonly string[] LocalNames = ["localhost", "127.0.0.1", "::1"];

    /// <summary>The settings of a host for a task.</summary>
    /// <param name="host">The host that does the work.</param>
    /// <param name="scope">That host's variables.</param>
    /// <param name="task">The task; null where there is none yet.</param>
    public ConnectionSettings Read(string host, IScope scope, TaskDefinition? task)
    {
        var options = context.Options;
        var isImplicitLocal = context.Memory.Inventory.Find(host) is null && LocalNames.Contains(host);
        return options.Connection with
        {
            HostName = host,
            Address = Text(scope, "ansible_host", "ansible_ssh_host") ?? host,
            Kind = Text(scope, "ansible_connection") ?? Text(scope, task?.Connection) ?? (isImplicitLocal ? "local" : "ssh"),
            Port = Text(scope, "ansible_port", "ansible_ssh_port") is { } port ? ArgumentTypes.Integer.Read(port, null!) : options.Connection.Port,
            User = Text(scope, "ansible_user", "ansible_ssh_user") ?? Text(scope, task?.RemoteUser) ?? options.Connection.User,
            Password = SecretOf(scope, "ansible_password", "ansible_ssh_pass", "ansible_ssh_password") ?? options.Connection.Password,
            PrivateKeyFile = Text(scope, "ansible_ssh_private_key_file", "ansible_private_key_file") ?? options.Connection.PrivateKeyFile,
            SshArguments = string.Join(' ', new[] { Text(scope, "ansible_ssh_common_args"), Text(scope, "ansible_ssh_extra_args"), options.Connection.SshArguments }.Where(text => !string.IsNullOrEmpty(text))),
            Timeout = Text(scope, "ansible_timeout", "ansible_ssh_timeout") is { } seconds ? TimeSpan.FromSeconds(ArgumentTypes.Integer.Read(seconds, null!)) : options.Connection.Timeout,
            Become = ReadBecome(scope, task),
        };
    }

    private BecomeSettings? ReadBecome(IScope scope, TaskDefinition? task)
    {
        var options = context.Options;
        var wanted = Value(scope, "ansible_become") ?? (task?.Become is { } keyword ? keyword.Evaluate(scope) : options.Become);
        if (!ArgumentTypes.Boolean.Read(wanted, null!))
        {
            return null;
        }

        return new BecomeSettings(
            Text(scope, "ansible_become_user") ?? Text(scope, task?.BecomeUser) ?? options.BecomeUser,
            Text(scope, "ansible_become_method") ?? Text(scope, task?.BecomeMethod) ?? "sudo",
            SecretOf(scope, "ansible_become_password", "ansible_become_pass", "ansible_sudo_pass") ?? options.BecomePassword);
    }

    private Secret? SecretOf(IScope scope, params ReadOnlySpan<string> names)
    {
        if (Text(scope, names) is not { } text)
        {
            return null;
        }

        context.Events.Mask.Add(text);
        return new Secret(text);
    }

    private static string? Text(IScope scope, ITemplate? keyword) => keyword?.Evaluate(scope) is { } value and not Omit ? ArgumentTypes.TextOf(value) : null;

    private static string? Text(IScope scope, params ReadOnlySpan<string> names) => Value(scope, names) is { } value ? ArgumentTypes.TextOf(value) : null;

    private static object? Value(IScope scope, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (scope.TryGet(name, out var value) && value is not (null or Undefined or Omit))
            {
                return value is Unknown unknown ? throw new UnknownStateException(unknown.Why) : value;
            }
        }

        return null;
    }
}
