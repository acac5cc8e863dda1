using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>SQL Server through <c>sqlcmd</c>. The owner is a member of <c>db_owner</c>, the login the product runs with of <c>db_datareader</c> and <c>db_datawriter</c>.</summary>
internal sealed class MssqlTool(ApimDatabase wish) : DatabaseTool(wish)
{
    public override string? Owner => Wish.OwnerPassword is null ? null : base.Owner;

    public override string DropSql => $"DROP DATABASE {Wish.Name};";

    protected override int DefaultPort => 1433;

    protected override string RefusedText => "Login failed";

    protected override string TrySql => "SELECT 1\nGO\n";

    protected override string LookSql =>
        $"""
        SET NOCOUNT ON
        SELECT 'database', name FROM sys.databases WHERE name = {Quoted(Wish.Name)}
        IF DB_ID({Quoted(Wish.Name)}) IS NOT NULL
        BEGIN
          EXEC({Quoted($"SELECT 'table', name FROM [{Wish.Name}].sys.tables")})
          EXEC({Quoted($"SELECT 'granted' FROM [{Wish.Name}].sys.database_role_members m JOIN [{Wish.Name}].sys.database_principals u ON u.principal_id = m.member_principal_id JOIN [{Wish.Name}].sys.database_principals r ON r.principal_id = m.role_principal_id WHERE u.name = {Quoted(Wish.User)} AND r.name IN ('db_datareader', 'db_datawriter') HAVING count(*) = 2")})
        END
        IF OBJECT_ID({Quoted($"{Wish.Name}.dbo.{Record}")}) IS NOT NULL EXEC({Quoted($"SELECT 'script', name, sha256, state FROM [{Wish.Name}].dbo.{Record}")})
        GO

        """;

    public override Command Run(DatabaseScript script)
    {
        var sql =
            $"""
            SET NOCOUNT ON
            IF OBJECT_ID('dbo.{Record}') IS NULL CREATE TABLE dbo.{Record} (name varchar(200) PRIMARY KEY, sha256 char(64) NOT NULL, state varchar(20) NOT NULL, at datetime2 NOT NULL DEFAULT sysutcdatetime())
            GO
            DELETE FROM dbo.{Record} WHERE name = {Quoted(script.Name)}
            INSERT INTO dbo.{Record} (name, sha256, state) VALUES ({Quoted(script.Name)}, {Quoted(script.Sha256)}, 'started')
            GO

            """ + script.Text +
            $"""

            GO
            UPDATE dbo.{Record} SET state = 'done', at = sysutcdatetime() WHERE name = {Quoted(script.Name)}
            GO

            """;
        return Owner is { } owner ? Client(owner, Wish.OwnerPassword, Wish.Name, sql) : AsAdministrator(Wish.Name, sql);
    }

    protected override Command Client(string? user, Secret? password, string? database, string sql)
    {
        string[] login = user is null ? ["-E"] : ["-U", user];
        string[] words = ["-S", $"{Wish.Host ?? "localhost"},{Port}", .. login, "-d", database ?? "master", "-b", "-I", "-h", "-1", "-W", "-s", "\t", "-l", "15", "-i", "/dev/stdin"];
        var environment = new Dictionary<string, string>();
        if (password is not null)
        {
            environment["SQLCMDPASSWORD"] = password.Reveal();
        }

        return new Command("sqlcmd", words) { Input = Content.Of(sql, secret: true), Environment = environment };
    }

    protected override string LoginSql(string name) => $"SET NOCOUNT ON\nSELECT 'login', name FROM sys.server_principals WHERE name = {Quoted(name)}\nGO\n";

    protected override string MakeLoginSql(string name, Secret? password) => $"CREATE LOGIN [{name}] WITH PASSWORD = {Quoted(password!.Reveal())}\nGO\n";

    protected override string PrepareSql(bool exists) =>
        (exists ? "" : $"CREATE DATABASE [{Wish.Name}]\nGO\n") + $"USE [{Wish.Name}]\nGO\n" + (Owner is { } owner ? MemberSql(owner, "db_owner") : "") + MemberSql(Wish.User, "db_datareader", "db_datawriter") + "GO\n";

    private static string MemberSql(string login, params string[] roles) =>
        $"IF USER_ID({Quoted(login)}) IS NULL CREATE USER [{login}] FOR LOGIN [{login}]\n" + string.Concat(roles.Select(role => $"ALTER ROLE {role} ADD MEMBER [{login}]\n"));
}
