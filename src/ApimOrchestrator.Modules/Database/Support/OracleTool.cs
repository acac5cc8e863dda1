using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>Oracle through <c>sqlplus</c>. A database is a schema, and the schema is the login: it owns its tables, because the product names them without a schema.</summary>
internal sealed class OracleTool(ApimDatabase wish) : DatabaseTool(wish)
{
    private static readonly string[] Rights = ["CREATE SESSION", "CREATE TABLE", "CREATE SEQUENCE", "CREATE TRIGGER", "CREATE PROCEDURE"];

    public override string? Owner => null;

    public override string DropSql => $"DROP USER {Wish.Name} CASCADE;";

    protected override int DefaultPort => 1521;

    protected override string RefusedText => "ORA-01017";

    protected override string TrySql => "SELECT 1 FROM dual;\n";

    // Names without quotes are kept in upper case.
    private string Schema => Wish.Name.ToUpperInvariant();

    protected override string LookSql =>
        $"""
        SELECT 'database' || CHR(9) || username FROM dba_users WHERE username = {Quoted(Schema)};
        SELECT 'table' || CHR(9) || table_name FROM dba_tables WHERE owner = {Quoted(Schema)};
        SELECT 'granted' FROM dba_sys_privs WHERE grantee = {Quoted(Schema)} AND privilege IN ({string.Join(", ", Rights.Select(Quoted))}) HAVING COUNT(*) = {Rights.Length};
        BEGIN
          FOR kept IN (SELECT 1 FROM dba_tables WHERE owner = {Quoted(Schema)} AND table_name = {Quoted(Record.ToUpperInvariant())}) LOOP
            EXECUTE IMMEDIATE {Quoted($"BEGIN FOR run IN (SELECT name, sha256, state FROM {Schema}.{Record}) LOOP DBMS_OUTPUT.PUT_LINE('script' || CHR(9) || run.name || CHR(9) || run.sha256 || CHR(9) || run.state); END LOOP; END;")};
          END LOOP;
        END;
        /

        """;

    public override Command Run(DatabaseScript script) => Client(
        Wish.User,
        Wish.Password,
        null,
        $"""
        BEGIN
          FOR missing IN (SELECT 1 FROM dual WHERE NOT EXISTS (SELECT 1 FROM user_tables WHERE table_name = {Quoted(Record.ToUpperInvariant())})) LOOP
            EXECUTE IMMEDIATE 'CREATE TABLE {Record} (name VARCHAR2(200) PRIMARY KEY, sha256 CHAR(64) NOT NULL, state VARCHAR2(20) NOT NULL, at TIMESTAMP DEFAULT SYSTIMESTAMP)';
          END LOOP;
        END;
        /
        DELETE FROM {Record} WHERE name = {Quoted(script.Name)};
        INSERT INTO {Record} (name, sha256, state) VALUES ({Quoted(script.Name)}, {Quoted(script.Sha256)}, 'started');
        COMMIT;

        """ + script.Text +
        $"""

        UPDATE {Record} SET state = 'done', at = SYSTIMESTAMP WHERE name = {Quoted(script.Name)};
        COMMIT;

        """);

    protected override Command Client(string? user, Secret? password, string? database, string sql)
    {
        var login = user is null ? "/ AS SYSDBA" : $"{user}/\"{password?.Reveal()}\"@//{Wish.Host ?? "localhost"}:{Port}/{Wish.Service}{(user.Equals("sys", StringComparison.OrdinalIgnoreCase) ? " AS SYSDBA" : "")}";
        var settings = "SET DEFINE OFF\nSET HEADING OFF FEEDBACK OFF PAGESIZE 0 LINESIZE 1000 TRIMSPOOL ON TAB OFF SERVEROUTPUT ON SQLBLANKLINES ON\n";
        return new Command("sqlplus", "-S", "-L", "/nolog") { Input = Content.Of($"WHENEVER SQLERROR EXIT FAILURE\nSET DEFINE OFF\nCONNECT {login}\n{settings}{sql}\nEXIT\n", secret: true) };
    }

    protected override string LoginSql(string name) => $"SELECT 'login' || CHR(9) || username FROM dba_users WHERE username = {Quoted(name.ToUpperInvariant())};\n";

    protected override string MakeLoginSql(string name, Secret? password) => $"CREATE USER {name} IDENTIFIED BY \"{password!.Reveal()}\";\n";

    protected override string PrepareSql(bool exists) => $"GRANT {string.Join(", ", Rights)}, UNLIMITED TABLESPACE TO {Wish.Name};\n";
}
