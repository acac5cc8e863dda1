using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Databases;

/// <summary>A host with MariaDB and PostgreSQL, the scripts of the stand-in in /opt/am/dbscripts, and playbooks of one task for it.</summary>
public sealed class DatabaseHost(LabImages images) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apim-databases-").FullName;
    private DockerHost? _host;
    private int _playbooks;

    /// <summary>The password of the login the product runs with.</summary>
    public const string Password = "Db-Canary'5\\x";

    /// <summary>The password of the owner.</summary>
    public const string OwnerPassword = "Owner-Canary$7";

    /// <summary>The host.</summary>
    public DockerHost Host => _host ?? throw new InvalidOperationException("no host");

    /// <summary>Where runs are journaled.</summary>
    public string Journal => Path.Combine(_folder, "runs");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!images.IsReady)
        {
            return;
        }

        _host = await DockerHost.StartAsync(images, LabImages.Database, "db", null, CancellationToken.None);
        var scripts = Path.Combine(LabImages.Root, "tests", "hosts", "standin", "pack", "am", "dbscripts");
        foreach (var file in Directory.EnumerateFiles(scripts, "*.sql", SearchOption.AllDirectories))
        {
            await _host.CopyAsync(file, "/opt/am/dbscripts/" + Path.GetRelativePath(scripts, file), CancellationToken.None);
        }

        await File.WriteAllTextAsync(
            Inventory,
            $"""
            all:
              hosts:
                db:
                  ansible_host: {DockerHost.Address}
                  ansible_port: {_host.SshPort}
                  ansible_user: ops
                  ansible_become: true
                  ansible_ssh_private_key_file: {LabImages.KeyPath}
                  ansible_ssh_common_args: -o UserKnownHostsFile={_host.KnownHostsPath}
                  db_password: "{Password.Replace("\\", "\\\\", StringComparison.Ordinal)}"
                  owner_password: "{OwnerPassword}"
            """);
    }

    /// <summary>Runs <c>apim_database</c> with the given arguments; <c>plan</c> or <c>apply</c>.</summary>
    public async Task<ToolRun> RunAsync(string command, string type, string name, string script, CancellationToken cancellation, string more = "")
    {
        var playbook = Path.Combine(_folder, $"play{Interlocked.Increment(ref _playbooks)}.yml");
        var password = more.Contains("\npassword:", StringComparison.Ordinal) ? "" : "\npassword: \"{{ db_password }}\"";
        var arguments = $"type: {type}\nname: {name}\nuser: {name}_app\nscript: {script}{password}{more}".Replace("\n", "\n        ", StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            playbook,
            $"""
            - hosts: db
              gather_facts: false
              tasks:
                - name: Database
                  apim_database:
                    {arguments}
                  register: made
                - debug:
                    var: made
            """,
            cancellation);
        return await Tool.EventsAsync(Inventory, cancellation, command, playbook, "--journal", Journal);
    }

    /// <summary>What the administrator sees, one value.</summary>
    public async Task<string> AskAsync(string type, string database, string sql, CancellationToken cancellation)
    {
        await Host.WriteAsync("/tmp/ask.sql", System.Text.Encoding.UTF8.GetBytes(sql), cancellation);
        var client = type == "postgresql" ? $"runuser -u postgres -- psql -X -A -t -v ON_ERROR_STOP=1 -d {database}" : $"mariadb -N -B {database}";
        return (await Host.OutputAsync($"{client} </tmp/ask.sql", cancellation)).Trim();
    }

    /// <summary>What somebody with a password is answered, with the exit code.</summary>
    public async Task<(long ExitCode, string Output)> AskAsAsync(string type, string database, string user, string password, string sql, CancellationToken cancellation)
    {
        await Host.WriteAsync("/tmp/ask.sql", System.Text.Encoding.UTF8.GetBytes(sql), cancellation);
        await Host.WriteAsync("/tmp/ask.password", System.Text.Encoding.UTF8.GetBytes(password), cancellation);
        var client = type == "postgresql"
            ? $"PGPASSWORD=$(cat /tmp/ask.password) psql -X -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -U {user} -d {database}"
            : $"MYSQL_PWD=$(cat /tmp/ask.password) mariadb -N -B -h 127.0.0.1 -u {user} {database}";
        var result = await Host.ExecAsync($"{client} </tmp/ask.sql", cancellation);
        return (result.ExitCode ?? -1, result.Stdout + result.Stderr);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Inventory => Path.Combine(_folder, "hosts.yml");
}
