using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Databases;

/// <summary>What <c>apim_database</c> does with real servers.</summary>
public sealed class DatabaseTests(DatabaseHost lab, LabImages images) : IClassFixture<DatabaseHost>
{
    private const string CountTables = "SELECT count(*) FROM information_schema.tables WHERE table_schema IN ('public', '{0}') AND table_name <> 'apim_orchestrator_scripts'";

    public static TheoryData<string> Types => ["postgresql", "mariadb"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Types))]
    public async Task From_nothing_to_tables_as_planned_and_then_at_rest(string type)
    {
        images.Require();
        const string owner = "\nowner: made_owner\nowner_password: \"{{ owner_password }}\"";

        var plan = await lab.RunAsync("plan", type, "made", Script(type, "apimgt/"), Cancellation, owner);
        var apply = await lab.RunAsync("apply", type, "made", Script(type, "apimgt/"), Cancellation, owner);
        var again = await lab.RunAsync("apply", type, "made", Script(type, "apimgt/"), Cancellation, owner);
        var planned = await lab.RunAsync("plan", type, "made", Script(type, "apimgt/"), Cancellation, owner);

        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.ExitCode.ShouldBe(0, plan.Output);
        Texts(plan).ShouldBe(Texts(apply));
        Texts(apply).ShouldBe(
        [
            $"login {Server(type)}/made_owner: absent -> present",
            $"login {Server(type)}/made_app: absent -> present",
            $"database {Server(type)}/made: absent -> empty, granted",
            $"database {Server(type)}/made: empty, granted -> 10 tables of apimgt/{Word(type)}.sql, granted",
        ]);
        again.ExitCode.ShouldBe(0, again.Output);
        Texts(again).ShouldBeEmpty();
        Texts(planned).ShouldBeEmpty();
        (await CountAsync(type, "made")).ShouldBe("10");
        (await lab.AskAsync(type, "made", "SELECT count(*) FROM " + Table(type, "AM_ALERT_TYPES"), Cancellation)).ShouldBe("2");
    }

    [Theory, MemberData(nameof(Types))]
    public async Task The_login_the_product_runs_with_reads_and_writes_rows_and_nothing_else(string type)
    {
        images.Require();
        (await lab.RunAsync("apply", type, "rights", Script(type, ""), Cancellation)).ExitCode.ShouldBe(0);

        foreach (var allowed in new[] { "INSERT INTO {0} (UM_ID, UM_USER_NAME, UM_USER_PASSWORD) VALUES (7, 'a', 'b')", "UPDATE {0} SET UM_USER_NAME = 'c'", "SELECT * FROM {0}", "DELETE FROM {0}" })
        {
            var (exitCode, output) = await AsProductAsync(type, "rights", allowed);
            exitCode.ShouldBe(0, output);
        }

        foreach (var denied in new[] { "DROP TABLE {0}", "ALTER TABLE {0} ADD COLUMN more INTEGER", "CREATE TABLE other (id INTEGER)", "CREATE INDEX more ON {0} (UM_TENANT_ID)" })
        {
            var (exitCode, output) = await AsProductAsync(type, "rights", denied);
            exitCode.ShouldNotBe(0, denied);
            output.ShouldMatch("denied|must be owner");
        }
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Passwords_are_in_no_process_list_journal_or_output_and_not_in_the_servers_log(string type)
    {
        images.Require();
        await lab.Host.ExecAsync("rm -f /tmp/seen; nohup sh -c 'while [ ! -e /tmp/enough ]; do cat /proc/[0-9]*/cmdline >>/tmp/seen 2>/dev/null; done' >/dev/null 2>&1 &", Cancellation);
        const string owner = "\nowner: quiet_owner\nowner_password: \"{{ owner_password }}\"";

        var run = await lab.RunAsync("apply", type, "quiet", Script(type, ""), Cancellation, owner);

        run.ExitCode.ShouldBe(0, run.Output);
        var seen = await lab.Host.OutputAsync("touch /tmp/enough; sleep 1; rm /tmp/enough; tr '\\0' ' ' </tmp/seen", Cancellation);
        seen.ShouldContain(type == "postgresql" ? "psql" : "--batch");
        var kept = await lab.Host.OutputAsync("grep -rhsI . /var/lib/apim-orchestrator /tmp/apim* /var/log/postgresql || true", Cancellation);
        var journal = string.Concat(Directory.EnumerateFiles(lab.Journal, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        foreach (var canary in new[] { "Db-Canary", "Owner-Canary" })
        {
            (seen + run.Output + journal + kept).ShouldNotContain(canary);
        }
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_database_filled_by_hand_is_never_touched(string type)
    {
        images.Require();
        await lab.AskAsync(type, type == "postgresql" ? "postgres" : "mysql", "CREATE DATABASE byhand", Cancellation);
        await lab.AskAsync(type, "byhand", "CREATE TABLE um_user (um_id INTEGER); INSERT INTO um_user VALUES (42)", Cancellation);

        var run = await lab.RunAsync("apply", type, "byhand", Script(type, ""), Cancellation);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("1 tables that were not made here, and not those of");
        run.Output.ShouldContain("Nothing was touched");
        run.Effects.ShouldBeEmpty();
        (await lab.AskAsync(type, "byhand", "SELECT um_id FROM um_user", Cancellation)).ShouldBe("42");
        (await CountAsync(type, "byhand")).ShouldBe("1");
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_database_with_all_the_tables_made_by_hand_is_taken_as_it_is(string type)
    {
        images.Require();
        await lab.AskAsync(type, type == "postgresql" ? "postgres" : "mysql", "CREATE DATABASE complete", Cancellation);
        await lab.AskAsync(type, "complete", await lab.Host.OutputAsync($"cat {Script(type, "")}", Cancellation), Cancellation);
        await lab.AskAsync(type, "complete", $"INSERT INTO {Table(type, "UM_ROLE")} VALUES (42, 'mine')", Cancellation);

        var run = await lab.RunAsync("apply", type, "complete", Script(type, ""), Cancellation);

        run.ExitCode.ShouldBe(0, run.Output);
        run.Effects.ShouldBeEmpty();
        run.Warnings.Single().ShouldContain("was filled by hand and is left alone");
        (await lab.AskAsync(type, "complete", $"SELECT um_id FROM {Table(type, "UM_ROLE")}", Cancellation)).ShouldBe("42");
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_script_that_fails_half_way_is_resumed_where_that_is_safe_and_explained_where_it_is_not(string type)
    {
        images.Require();
        await lab.Host.ExecAsync($"mkdir -p /opt/broken/dbscripts && sed 's/^CREATE TABLE UM_USER/CREATE TABEL UM_USER/' {Script(type, "")} >/opt/broken/dbscripts/{Word(type)}.sql", Cancellation);

        var broken = await lab.RunAsync("apply", type, "half", $"/opt/broken/dbscripts/{Word(type)}.sql", Cancellation);
        var next = await lab.RunAsync("apply", type, "half", Script(type, ""), Cancellation);

        broken.ExitCode.ShouldBe(2, broken.Output);
        broken.Output.ShouldContain($"/opt/broken/dbscripts/{Word(type)}.sql stopped: ERROR");
        await ResumedOrExplainedAsync(type, "half", next);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_client_killed_half_way_leaves_what_can_be_resumed_or_is_explained(string type)
    {
        images.Require();
        var pause = type == "postgresql" ? "SELECT pg_sleep(60);" : "SELECT SLEEP(60);";
        await lab.Host.ExecAsync($"mkdir -p /opt/slow/dbscripts && sed 's/^CREATE TABLE UM_USER/{pause}\\n&/' {Script(type, "")} >/opt/slow/dbscripts/{Word(type)}.sql", Cancellation);
        var killer = lab.Host.ExecAsync(
            $"for i in $(seq 300); do {(type == "postgresql" ? "pgrep -x psql" : "pgrep -x mariadb")} | while read -r pid; do tr '\\0' ' ' </proc/$pid/cmdline | grep -q 'killed$\\|killed ' && sleep 2 && kill -KILL $pid; done; sleep 0.1; [ ! -e /tmp/killed ] || exit 0; done",
            Cancellation);

        var cut = await lab.RunAsync("apply", type, "killed", $"/opt/slow/dbscripts/{Word(type)}.sql", Cancellation);
        await lab.Host.ExecAsync("touch /tmp/killed", Cancellation);
        await killer;
        await lab.Host.ExecAsync("rm /tmp/killed", Cancellation);
        await EndSessionsAsync(type);
        var next = await lab.RunAsync("apply", type, "killed", Script(type, ""), Cancellation);

        cut.ExitCode.ShouldBe(2, cut.Output);
        await ResumedOrExplainedAsync(type, "killed", next);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_login_with_another_password_is_told_of_and_keeps_it(string type)
    {
        images.Require();
        (await lab.RunAsync("apply", type, "other", Script(type, ""), Cancellation)).ExitCode.ShouldBe(0);

        var run = await lab.RunAsync("apply", type, "other", Script(type, ""), Cancellation, "\npassword: wrong-Canary");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("exists with another password than the given one");
        run.Effects.ShouldBeEmpty();
        (await AsProductAsync(type, "other", "SELECT 1")).ExitCode.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_table_that_is_gone_is_noticed_and_not_made_again(string type)
    {
        images.Require();
        (await lab.RunAsync("apply", type, "gone", Script(type, ""), Cancellation)).ExitCode.ShouldBe(0);
        await lab.AskAsync(type, "gone", $"DROP TABLE {Table(type, "UM_ROLE")}", Cancellation);

        var run = await lab.RunAsync("apply", type, "gone", Script(type, ""), Cancellation);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain($"{Word(type)}.sql was run, but um_role is missing");
        run.Effects.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Capitals_in_names_are_kept(string type)
    {
        images.Require();

        var apply = await lab.RunAsync("apply", type, "Capital_Db", Script(type, ""), Cancellation);
        var again = await lab.RunAsync("apply", type, "Capital_Db", Script(type, ""), Cancellation);

        apply.ExitCode.ShouldBe(0, apply.Output);
        again.ExitCode.ShouldBe(0, again.Output);
        again.Effects.ShouldBeEmpty();
        (await AsProductAsync(type, "Capital_Db", "SELECT count(*) FROM {0}")).Output.ShouldContain("0");
    }

    [Fact]
    public async Task A_server_that_is_away_is_named_in_one_line()
    {
        images.Require();

        var run = await lab.RunAsync("apply", "postgresql", "away", Script("postgresql", ""), Cancellation, "\nhost: 127.0.0.1\nport: 1\nadmin_username: postgres\nadmin_password: x1-Canary");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("the database server was not to be asked: psql: error: connection to server at");
        run.Effects.ShouldBeEmpty();
    }

    private async Task ResumedOrExplainedAsync(string type, string name, ToolRun next)
    {
        if (type == "postgresql")
        {
            next.ExitCode.ShouldBe(0, next.Output);
            Texts(next).ShouldBe([$"database {Server(type)}/{name}: empty, granted -> 5 tables of postgresql.sql, granted"]);
            return;
        }

        next.ExitCode.ShouldBe(2, next.Output);
        next.Output.ShouldContain("mysql.sql was begun and did not end: 3 of its 5 tables are there");
        next.Output.ShouldContain($"remove it yourself (DROP DATABASE `{name}`;)");
        next.Effects.ShouldBeEmpty();
        (await CountAsync(type, name)).ShouldBe("3");
    }

    private Task<string> EndSessionsAsync(string type) => type == "postgresql"
        ? lab.AskAsync(type, "postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'killed'", Cancellation)
        : lab.AskAsync(type, "mysql", "SELECT 1", Cancellation);

    private Task<string> CountAsync(string type, string name) => lab.AskAsync(type, name, CountTables.Replace("{0}", name, StringComparison.Ordinal), Cancellation);

    private Task<(long ExitCode, string Output)> AsProductAsync(string type, string name, string sql) =>
        lab.AskAsAsync(type, name, name + "_app", DatabaseHost.Password, sql.Replace("{0}", Table(type, "UM_USER"), StringComparison.Ordinal), Cancellation);

    private static IEnumerable<string> Texts(ToolRun run) => run.Effects.Select(effect => $"{effect.Kind} {effect.Subject}: {effect.Before.State} -> {effect.After.State}");

    private static string Server(string type) => type == "postgresql" ? "postgresql://localhost:5432" : "mysql://localhost:3306";

    private static string Word(string type) => type == "postgresql" ? "postgresql" : "mysql";

    private static string Table(string type, string name) => type == "postgresql" ? name.ToLowerInvariant() : name;

    private static string Script(string type, string folder) => $"/opt/am/dbscripts/{folder}{Word(type)}.sql";
}
