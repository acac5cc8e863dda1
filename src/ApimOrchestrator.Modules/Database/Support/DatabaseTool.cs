using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>
/// One kind of server: its client's command line and its SQL. Statements go by the client's input, passwords to log in with by its environment or input, never by a word.
/// What a look asks for comes back as lines of words with tabs between: <c>database NAME</c>, <c>table NAME</c>, <c>script NAME SHA256 STATE</c>, <c>granted</c>, <c>login NAME</c>.
/// </summary>
/// <param name="wish">The task's arguments.</param>
internal abstract class DatabaseTool(ApimDatabase wish)
{
    /// <summary>The table that keeps the record.</summary>
    protected const string Record = "apim_orchestrator_scripts";

    /// <summary>The system user who is the administrator of this host's own server; null for who runs the task.</summary>
    public virtual string? LocalAdministrator => null;

    protected ApimDatabase Wish { get; } = wish;

    protected string Port => (Wish.Port ?? DefaultPort).ToString(CultureInfo.InvariantCulture);

    protected abstract int DefaultPort { get; }

    /// <summary>The owner there is to be; null where the kind of server needs none.</summary>
    public virtual string? Owner => Wish.Owner ?? Wish.User + "_owner";

    /// <summary>Whether failed log-ins of this text say that the password is wrong.</summary>
    protected abstract string RefusedText { get; }

    /// <summary>What nobody but a person may do, written down for them.</summary>
    public abstract string DropSql { get; }

    protected abstract string LookSql { get; }

    public static DatabaseTool For(ApimDatabase wish) => wish.Type switch
    {
        DatabaseKind.Postgresql => new PostgresqlTool(wish),
        DatabaseKind.Mssql => new MssqlTool(wish),
        DatabaseKind.Oracle => new OracleTool(wish),
        _ => new MysqlTool(wish),
    };

    public CommandLook<DatabaseState?> Look() => new(SubjectOf("database", Wish.Name), AsAdministrator(null, LookSql), Read);

    public CommandLook<LoginState?> LookAtLogin(string name) =>
        new(SubjectOf("login", name), AsAdministrator(null, LoginSql(name)), result => Lines(result).Any(words => words[0] == "login") ? new LoginState() : null);

    /// <summary>Logs in as the user the product runs with; answers what the server says to a wrong password, else null.</summary>
    public CommandLook<string?> TryLogin() =>
        new(SubjectOf("password", Wish.User), Client(Wish.User, Wish.Password, null, TrySql), result => result.ExitCode != 0 && Said(result).Contains(RefusedText, StringComparison.OrdinalIgnoreCase) ? Complaint(result) : null);

    public Command MakeLogin(string name, Secret? password) => AsAdministrator(null, MakeLoginSql(name, password));

    /// <summary>Makes the database where it is missing and gives both logins their rights.</summary>
    public Command Prepare(bool exists) => AsAdministrator(null, PrepareSql(exists));

    /// <summary>Runs the script between its two entries in the record; stops at the first statement that fails.</summary>
    public abstract Command Run(DatabaseScript script);

    /// <summary>A command line of the client.</summary>
    protected abstract Command Client(string? user, Secret? password, string? database, string sql);

    protected abstract string LoginSql(string name);

    protected abstract string MakeLoginSql(string name, Secret? password);

    protected abstract string PrepareSql(bool exists);

    /// <summary>Any statement that needs nothing but a log-in.</summary>
    protected virtual string TrySql => "SELECT 1;\n";

    protected Command AsAdministrator(string? database, string sql) => Client(Wish.AdminUsername, Wish.AdminPassword, database, sql);

    /// <summary>A text between quotes.</summary>
    protected static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>What went wrong, as the client says it. MariaDB's repeats the statement first.</summary>
    public static string Complaint(CommandResult result)
    {
        List<string> lines = [.. Said(result).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        return lines.Find(line => line.Contains("ERROR", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? $"exit code {result.ExitCode}";
    }

    private static string Said(CommandResult result) => result.Error + result.Output;

    private static IEnumerable<string[]> Lines(CommandResult result) => result.ExitCode == 0
        ? result.Output.Split('\n').Select(line => line.Trim('\r', ' ').Split('\t'))
        : throw new TaskFailedException($"the database server was not to be asked: {Complaint(result)}") { Result = result };

    private static DatabaseState? Read(CommandResult result)
    {
        var lines = Lines(result).ToLookup(words => words[0]);
        return lines["database"].Any()
            ? new DatabaseState
            {
                Tables = [.. lines["table"].Select(words => words[1].ToLowerInvariant()).Where(name => name != Record).Order(StringComparer.Ordinal)],
                Scripts = [.. lines["script"].Select(words => new ScriptRun(words[1], words[2], words[3] == "done"))],
                IsGranted = lines["granted"].Any(),
            }
            : null;
    }

    private Subject SubjectOf(string kind, string name) =>
        new(kind, $"{(Wish.Type == DatabaseKind.Mariadb ? DatabaseKind.Mysql : Wish.Type).ToString().ToLowerInvariant()}://{Wish.Host ?? "localhost"}:{Port}/{name}");
}
