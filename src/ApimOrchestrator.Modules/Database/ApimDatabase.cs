using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Database.Support;

namespace ApimOrchestrator.Modules.Database;

/// <summary>
/// Makes one of the product's databases: the database, the login that owns its tables, the login the server runs with, and, once, the tables by the pack's own script.
/// The script is run in an empty database only, and what was run is kept in the table <c>apim_orchestrator_scripts</c>: run a second time, WSO2's scripts drop tables or add rows twice.
/// Nothing is ever dropped, and a database somebody else has filled is only looked at.
/// </summary>
[Module("apim_database", "Makes a database with its logins and grants and runs the pack's script in it, once. Works through the database's own client on this host; never drops anything.")]
[Returns("managed", "Whether this module has made the tables; `false` for a database that was filled by hand.")]
[Returns("tables", "How many of the script's tables the database has.")]
public sealed record ApimDatabase : IModule
{
    /// <summary>The kind of server.</summary>
    [Argument("The kind of server. `mysql` and `mariadb` are the same here. SQL Server and Oracle have not been tried with real servers.")]
    public required DatabaseKind Type { get; init; }

    /// <summary>The database.</summary>
    [Argument("The database's name: letters, digits and `_`. With Oracle the schema's, which is also `user`.")]
    public required string Name { get; init; }

    /// <summary>The server.</summary>
    [Argument("The server's name or address; this host's own server, through its local socket, if left out.", Aliases = ["login_host"])]
    public string? Host { get; init; }

    /// <summary>The server's port.</summary>
    [Argument("The server's port; the kind's usual one if left out.", Aliases = ["login_port"])]
    public int? Port { get; init; }

    /// <summary>Oracle's service.</summary>
    [Argument("Oracle's service name.")]
    public string Service { get; init; } = "orcl";

    /// <summary>The administrator.</summary>
    [Argument("Who makes databases and logins; left out, the server's own administrator on this host: `root` by MariaDB's socket, the system user `postgres`.", Aliases = ["login_user"])]
    public string? AdminUsername { get; init; }

    /// <summary>The administrator's password.</summary>
    [Argument("The administrator's password.", Aliases = ["login_password"])]
    public Secret? AdminPassword { get; init; }

    /// <summary>The system user the client runs as.</summary>
    [Argument("The system user the client runs as; `postgres` for a PostgreSQL of this host without `admin_username`, otherwise who runs the task.")]
    public string? SystemUser { get; init; }

    /// <summary>Who owns the tables.</summary>
    [Argument("The login that owns the tables and may change them. MySQL's tables have no owner: without `owner_password` none is made there and the administrator runs the script.")]
    public string? Owner { get; init; }

    /// <summary>The owner's password.</summary>
    [Argument("The owner's password; without one nobody can log in as the owner.")]
    public Secret? OwnerPassword { get; init; }

    /// <summary>The login of the server.</summary>
    [Argument("The login the product runs with: it may read and write rows, and neither make, change nor drop tables.")]
    public required string User { get; init; }

    /// <summary>Its password.</summary>
    [Argument("That login's password. A login that is there already keeps its own, which must be this one.")]
    public required Secret Password { get; init; }

    /// <summary>Where MySQL's logins may come from.</summary>
    [Argument("MySQL: the hosts from which the logins may come, `%` for all.")]
    public string UserHost { get; init; } = "%";

    /// <summary>MySQL's character set.</summary>
    [Argument("MySQL: the character set of a database that is made; the product's page says latin1.")]
    public string CharacterSet { get; init; } = "latin1";

    /// <summary>MySQL's collation.</summary>
    [Argument("MySQL: the collation of a database that is made. One that tells `a` from `A`, or permissions get lost.")]
    public string Collation { get; init; } = "latin1_bin";

    /// <summary>The script.</summary>
    [Argument("The pack's script for this kind of database, such as `/opt/wso2am-3.2.0/dbscripts/apimgt/postgresql.sql`.")]
    public required HostPath Script { get; init; }

    /// <summary>The host the script is on.</summary>
    [Argument("The host of the inventory that has the script; this one if left out. Nothing is left behind here.")]
    public string? ScriptHost { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        DatabaseNames.Check(this);
        var tool = DatabaseTool.For(this);
        var script = ReadScriptAsync(ScriptHost is null ? host : host.Peer(ScriptHost), cancellation);
        var user = SystemUser ?? tool.LocalAdministrator;
        var work = new DatabaseWork(user is null ? host : host.As(user), this, tool, await script);
        return await work.ApplyAsync(cancellation);
    }

    private async Task<DatabaseScript> ReadScriptAsync(IHost host, CancellationToken cancellation) =>
        await host.StateOfAsync(Script, PathDetail.Bytes, cancellation) is PathState.File file
            ? await DatabaseScript.ReadAsync(Script, file.Content, cancellation)
            : throw new TaskFailedException($"there is no script {Script} on {host.Name}") { Subject = Script.Text };
}
