using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>PostgreSQL through <c>psql</c> (10 or newer). The owner's role is taken on by <c>SET ROLE</c>, so that it needs no password; a script is one transaction.</summary>
internal sealed class PostgresqlTool(ApimDatabase wish) : DatabaseTool(wish)
{
    // psql 15: without ON_ERROR_STOP a script full of errors ends with exit code 0
    private static readonly string[] Options = ["-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"];

    public override string? LocalAdministrator => Wish.Host is null && Wish.AdminUsername is null ? "postgres" : null;

    public override string DropSql => $"DROP DATABASE {Name(Wish.Name)};";

    protected override int DefaultPort => 5432;

    protected override string RefusedText => "password authentication failed";

    protected override string LookSql =>
        $"""
        SELECT 'database', datname FROM pg_database WHERE datname = {Quoted(Wish.Name)};
        SELECT EXISTS (SELECT FROM pg_database WHERE datname = {Quoted(Wish.Name)}) AS there,
          (SELECT count(*) FROM pg_roles WHERE rolname IN ({Quoted(Owner!)}, {Quoted(Wish.User)})) = 2 AS known \gset
        \if :there
        \connect {Name(Wish.Name)}
        SELECT 'table', tablename FROM pg_tables WHERE schemaname = 'public';
        SELECT to_regclass('public.{Record}') IS NOT NULL AS kept \gset
        \if :kept
        SELECT 'script', name, sha256, state FROM public.{Record};
        \endif
        \if :known
        SELECT 'granted' WHERE has_database_privilege({Quoted(Wish.User)}, current_database(), 'CONNECT')
          AND has_schema_privilege({Quoted(Wish.User)}, 'public', 'USAGE') AND NOT has_schema_privilege({Quoted(Wish.User)}, 'public', 'CREATE')
          AND has_schema_privilege({Quoted(Owner!)}, 'public', 'CREATE')
          AND (SELECT count(*) FROM pg_default_acl d, aclexplode(d.defaclacl) a WHERE d.defaclrole = {Quoted(Name(Owner!))}::regrole AND a.grantee = {Quoted(Name(Wish.User))}::regrole
            AND d.defaclobjtype = 'r' AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')) = 4
          AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT (has_table_privilege({Quoted(Wish.User)}, c.oid, 'SELECT')
            AND has_table_privilege({Quoted(Wish.User)}, c.oid, 'INSERT') AND has_table_privilege({Quoted(Wish.User)}, c.oid, 'UPDATE') AND has_table_privilege({Quoted(Wish.User)}, c.oid, 'DELETE')));
        \endif
        \endif

        """;

    public override Command Run(DatabaseScript script) => AsAdministrator(
        Wish.Name,
        $"""
        SET client_min_messages = warning;
        SET ROLE {Name(Owner!)};
        CREATE TABLE IF NOT EXISTS public.{Record} (name varchar(200) PRIMARY KEY, sha256 char(64) NOT NULL, state varchar(20) NOT NULL, at timestamptz NOT NULL DEFAULT now());
        INSERT INTO public.{Record} VALUES ({Quoted(script.Name)}, {Quoted(script.Sha256)}, 'started')
          ON CONFLICT (name) DO UPDATE SET sha256 = EXCLUDED.sha256, state = 'started', at = now();
        BEGIN;

        """ + script.Text +
        $"""
        UPDATE public.{Record} SET state = 'done', at = now() WHERE name = {Quoted(script.Name)};
        COMMIT;

        """);

    protected override Command Client(string? user, Secret? password, string? database, string sql)
    {
        // A password cannot be tried by the local socket, where most servers ask the system who it is.
        var server = Wish.Host ?? (password is null ? null : "127.0.0.1");
        string[] host = server is null ? [] : ["-h", server];
        string[] port = Wish.Port is null ? [] : ["-p", Port];
        string[] login = user is null ? [] : ["-U", user];
        var environment = new Dictionary<string, string> { ["PGCONNECT_TIMEOUT"] = "15" };
        if (password is not null)
        {
            environment["PGPASSWORD"] = password.Reveal();
        }

        return new Command("psql", [.. Options, "-w", .. host, .. port, .. login, "-d", database ?? "postgres"]) { Input = Content.Of(sql, secret: true), Environment = environment };
    }

    protected override string LoginSql(string name) => $"SELECT 'login', rolname FROM pg_roles WHERE rolname = {Quoted(name)};\n";

    // The server is told the password's verifier only: the statement may stand in its log.
    protected override string MakeLoginSql(string name, Secret? password) =>
        $"CREATE ROLE {Name(name)} {(password is null ? "NOLOGIN" : $"LOGIN PASSWORD {Quoted(ScramVerifier.Of(password))}")};\n"
        + (name == Owner ? $"SELECT NOT rolsuper AS lesser FROM pg_roles WHERE rolname = current_user \\gset\n\\if :lesser\nGRANT {Name(name)} TO CURRENT_USER;\n\\endif\n" : "");

    protected override string PrepareSql(bool exists) =>
        (exists ? "" : $"CREATE DATABASE {Name(Wish.Name)} OWNER {Name(Owner!)} ENCODING 'UTF8' TEMPLATE template0;\n") +
        $"""
        \connect {Name(Wish.Name)}
        BEGIN;
        GRANT CONNECT, TEMPORARY ON DATABASE {Name(Wish.Name)} TO {Name(Wish.User)};
        GRANT USAGE, CREATE ON SCHEMA public TO {Name(Owner!)};
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO {Name(Wish.User)};
        ALTER DEFAULT PRIVILEGES FOR ROLE {Name(Owner!)} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {Name(Wish.User)};
        ALTER DEFAULT PRIVILEGES FOR ROLE {Name(Owner!)} IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {Name(Wish.User)};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {Name(Wish.User)};
        GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {Name(Wish.User)};
        COMMIT;

        """;

    // Between quotes a name keeps its capitals.
    private static string Name(string name) => $"\"{name}\"";
}
