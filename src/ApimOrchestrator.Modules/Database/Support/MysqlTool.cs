using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>MySQL and MariaDB through <c>mariadb</c> or <c>mysql</c>. Each statement that makes a table is final: half a script cannot be taken back.</summary>
internal sealed class MysqlTool(ApimDatabase wish) : DatabaseTool(wish)
{
    private const string FindClient =
        """
        # mysql
        client=$(command -v mariadb || command -v mysql) || { echo 'neither mariadb nor mysql is installed here' >&2; exit 127; }
        exec "$client" "$@"
        """;

    private static readonly string[] Rights = ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE", "CREATE TEMPORARY TABLES", "LOCK TABLES"];

    public override string? Owner => Wish.OwnerPassword is null ? null : base.Owner;

    public override string DropSql => $"DROP DATABASE `{Wish.Name}`;";

    protected override int DefaultPort => 3306;

    protected override string RefusedText => "ERROR 1045";

    // In a grant '_' stands for any letter.
    private string Pattern => Wish.Name.Replace("_", "\\_", StringComparison.Ordinal);

    protected override string LookSql =>
        $"""
        SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES';
        SELECT 'database', SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = {Quoted(Wish.Name)};
        SELECT 'table', TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = {Quoted(Wish.Name)} AND TABLE_TYPE = 'BASE TABLE';
        SELECT 'granted' FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = {Quoted(Quoted(Wish.User) + "@" + Quoted(Wish.UserHost))}
          AND TABLE_SCHEMA IN ({Quoted(Wish.Name)}, {Quoted(Pattern)}) AND PRIVILEGE_TYPE IN ({string.Join(", ", Rights.Select(Quoted))}) HAVING count(*) >= {Rights.Length};
        SET @kept = (SELECT count(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = {Quoted(Wish.Name)} AND TABLE_NAME = '{Record}');
        SET @look = IF(@kept, 'SELECT ''script'', name, sha256, state FROM `{Wish.Name}`.{Record}', 'DO 0');
        PREPARE look FROM @look;
        EXECUTE look;

        """;

    public override Command Run(DatabaseScript script)
    {
        var sql =
            $"""
            CREATE TABLE IF NOT EXISTS {Record} (name VARCHAR(200) NOT NULL PRIMARY KEY, sha256 CHAR(64) NOT NULL, state VARCHAR(20) NOT NULL, at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);
            REPLACE INTO {Record} (name, sha256, state) VALUES ({Quoted(script.Name)}, {Quoted(script.Sha256)}, 'started');
            COMMIT;

            """ + script.Text +
            $"""
            UPDATE {Record} SET state = 'done', at = CURRENT_TIMESTAMP WHERE name = {Quoted(script.Name)};
            COMMIT;

            """;
        return Owner is { } owner ? Client(owner, Wish.OwnerPassword, Wish.Name, sql) : AsAdministrator(Wish.Name, sql);
    }

    protected override Command Client(string? user, Secret? password, string? database, string sql)
    {
        string[] server = Wish.Host is null ? [] : ["--protocol=tcp", $"--host={Wish.Host}"];
        string[] port = Wish.Port is null ? [] : [$"--port={Port}"];
        string[] login = user is null ? [] : [$"--user={user}"];
        string[] words = ["--batch", "--skip-column-names", "--connect-timeout=15", "--default-character-set=utf8", .. server, .. port, .. login, .. database is null ? Array.Empty<string>() : [$"--database={database}"]];
        var environment = new Dictionary<string, string>();
        if (password is not null)
        {
            environment["MYSQL_PWD"] = password.Reveal();
        }

        return Command.Shell(FindClient, words) with { Input = Content.Of(sql, secret: true), Environment = environment };
    }

    protected override string LoginSql(string name) => $"SELECT 'login', User FROM mysql.user WHERE User = {Quoted(name)} AND Host = {Quoted(Wish.UserHost)};\n";

    protected override string MakeLoginSql(string name, Secret? password) =>
        $"SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES';\nCREATE USER {Account(name)} IDENTIFIED BY {Quoted(password!.Reveal())};\n";

    protected override string PrepareSql(bool exists) =>
        (exists ? "" : $"CREATE DATABASE `{Wish.Name}` CHARACTER SET {Wish.CharacterSet} COLLATE {Wish.Collation};\n")
        + (Owner is { } owner ? $"GRANT ALL ON `{Pattern}`.* TO {Account(owner)};\n" : "")
        + $"GRANT {string.Join(", ", Rights)} ON `{Pattern}`.* TO {Account(Wish.User)};\n";

    private string Account(string name) => $"{Quoted(name)}@{Quoted(Wish.UserHost)}";
}
