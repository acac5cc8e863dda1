using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The step of the databases with real servers: databases, tables, drivers and both nodes' configuration.</summary>
public sealed class DatabaseServerTests(LabHosts lab, LabImages images) : IClassFixture<LabHosts>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mariadb", "mysql", "jdbc:mariadb://db:3306/", "org.mariadb.jdbc.Driver", "mariadb-java-client.jar")]
    [InlineData("postgresql", "postgre", "jdbc:postgresql://db:5432/", "org.postgresql.Driver", "postgresql.jar")]
    public async Task A_database_host_gets_both_databases_and_the_nodes_use_them(string type, string word, string url, string driver, string jar)
    {
        images.Require();
        var db = await lab.WithAsync("database", "db", LabImages.Database, Cancellation);
        var inventory = await InventoryAsync($"  type: {type}", "database");
        await PreparedAsync(inventory);

        var plan = await RunAsync("plan", inventory, "steps/03-database");
        var apply = await RunAsync("apply", inventory, "steps/03-database");
        var again = await RunAsync("apply", inventory, "steps/03-database");

        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => $"{effect} {effect.After.State} {effect.After.Sha256}").ShouldBe(apply.Effects.Select(effect => $"{effect} {effect.After.State} {effect.After.Sha256}"), ignoreOrder: true);
        again.ExitCode.ShouldBe(0, again.Output);
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        (plan.Output + apply.Output + again.Output).ShouldNotContain("Canary");
        (await CountAsync(db, type, "apim_db")).ShouldBe("10");
        (await CountAsync(db, type, "shared_db")).ShouldBe("5");
        foreach (var node in lab.Hosts.Values)
        {
            var toml = await node.OutputAsync("sed -n '/^.database.shared_db/,/^$/p' /opt/wso2am-3.2.0/repository/conf/deployment.toml", Cancellation);
            toml.ShouldContain($"type = \"{word}\"\nurl = \"{url}shared_db\"\nusername = \"apimadmin\"\n");
            toml.ShouldContain($"driver = \"{driver}\"");
            (await node.OutputAsync($"head -c 2 /opt/wso2am-3.2.0/repository/components/lib/{jar}; stat -c %U /opt/wso2am-3.2.0/repository/components/lib/{jar}", Cancellation)).ShouldBe("PKwso2carbon\n");
        }
    }

    [Fact]
    public async Task A_server_of_somebody_else_is_worked_on_from_node_1_with_its_administrators_name()
    {
        images.Require();
        var db = await lab.WithAsync("database", "db", LabImages.Database, Cancellation);
        await db.OutputAsync("runuser -u postgres -- psql -qc \"CREATE ROLE dba LOGIN CREATEDB CREATEROLE PASSWORD 'Dba-Canary-1'\"", Cancellation);
        await lab.Hosts["node1"].OutputAsync("apt-get -qq update", Cancellation);
        var inventory = await InventoryAsync("  type: postgresql\n  host: db\n  apim_db: remote_am\n  shared_db: remote_shared\n  admin_username: dba\n  admin_password: Dba-Canary-1\n  owner_username: remote_owner");
        await PreparedAsync(inventory);

        var plan = await RunAsync("plan", inventory, "steps/03-database");
        var apply = await RunAsync("apply", inventory, "steps/03-database");
        var again = await RunAsync("apply", inventory, "steps/03-database");

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        again.ExitCode.ShouldBe(0, again.Output);
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        (plan.Output + apply.Output + again.Output).ShouldNotContain("Canary");
        (await db.OutputAsync("runuser -u postgres -- psql -X -At -d remote_am -c \"SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'\"", Cancellation)).ShouldBe("remote_owner\n");
    }

    [Fact]
    public async Task Preflight_tells_whether_each_node_reaches_the_server_and_what_became_of_the_tables()
    {
        images.Require();
        await lab.WithAsync("database", "db", LabImages.Database, Cancellation);
        var inventory = await InventoryAsync("  type: mariadb\n  apim_db: early_am\n  shared_db: early_shared", "database");
        await PreparedAsync(inventory);

        var before = await Tool.RunAsync(["apply", ActiveActive.Playbook("preflight"), "-i", inventory], Cancellation);
        (await RunAsync("apply", inventory, "steps/03-database")).ExitCode.ShouldBe(0);
        var after = await Tool.RunAsync(["apply", ActiveActive.Playbook("preflight"), "-i", inventory], Cancellation);
        var nowhere = await Tool.RunAsync(["apply", ActiveActive.Playbook("preflight"), "-i", await InventoryAsync("  type: mariadb\n  host: db\n  port: 3307")], Cancellation);

        before.ExitCode.ShouldBe(0, before.Output);
        before.Output.ShouldContain("db             database     ok    early_am will be made");
        before.Output.ShouldContain("node1          services     ok    db:3306");
        after.Output.ShouldContain("db             database     ok    early_am is there with 10 tables");
        after.Output.ShouldContain("db             database     ok    early_shared is there with 5 tables");
        nowhere.ExitCode.ShouldBe(2, nowhere.Output);
        nowhere.Output.ShouldContain("node2          services     FAIL  not in reach: db:3307");
    }

    [Fact]
    public async Task What_is_missing_in_the_inventory_is_said_before_anything_is_done()
    {
        images.Require();

        var run = await RunAsync("apply", await InventoryAsync("  type: postgres\n  host: db"), "steps/03-database");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("'type' is one of h2, mysql, mariadb, postgresql, mssql, oracle (it is 'postgres')");
        run.Effects.ShouldBeEmpty();
    }

    private async Task PreparedAsync(string inventory)
    {
        foreach (var step in new[] { "steps/00-prepare", "steps/04-second-node" })
        {
            var made = await RunAsync("apply", inventory, step);
            made.ExitCode.ShouldBe(0, made.Output);
        }
    }

    private Task<ToolRun> RunAsync(string command, string inventory, string playbook) => lab.RunAsync(inventory, Cancellation, command, ActiveActive.Playbook(playbook));

    private static async Task<string> CountAsync(DockerHost db, string type, string name)
    {
        const string sql = "SELECT count(*) FROM information_schema.tables WHERE table_schema IN ('public', '{0}') AND table_name <> 'apim_orchestrator_scripts'";
        var client = type == "postgresql" ? $"runuser -u postgres -- psql -X -At -d {name} -c" : $"mariadb -NB {name} -e";
        return (await db.OutputAsync($"{client} \"{sql.Replace("{0}", name, StringComparison.Ordinal)}\"", Cancellation)).Trim();
    }

    private Task<string> InventoryAsync(string database, params IEnumerable<string> groups) => lab.InventoryAsync(
        $"apim_pack: {LabImages.PackPath}\napim_checked_disk: 1\napim_checked_memory: 1\napim_checked_processors: 1\napim_database:\n  username: apimadmin\n  password: Db-Canary-5\n{database}", Cancellation, groups);
}
