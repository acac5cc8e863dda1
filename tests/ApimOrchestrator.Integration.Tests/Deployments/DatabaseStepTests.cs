using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The nodes' side of the databases on real hosts; there is no database behind it.</summary>
public sealed class DatabaseStepTests(LabHosts lab, LabImages images) : IClassFixture<LabHosts>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_nodes_get_driver_and_keys_in_the_products_own_spelling()
    {
        images.Require();
        var driver = Path.Combine(lab.Folder, "driver-1.0.jar");
        await File.WriteAllTextAsync(driver, "a driver\n", Cancellation);
        var inventory = await InventoryAsync("mysql", $"apim_jdbc_driver: {driver}");
        foreach (var step in new[] { "00-prepare", "04-second-node" })
        {
            var made = await RunAsync("apply", inventory, step);
            made.ExitCode.ShouldBe(0, made.Output);
        }

        var plan = await RunAsync("plan", inventory, "03-database");
        var apply = await RunAsync("apply", inventory, "03-database");
        var again = await RunAsync("apply", inventory, "03-database");

        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => effect.ToString()).Order().ShouldBe(apply.Effects.Select(effect => effect.ToString()).Order());
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        apply.Warnings.ShouldBeEmpty();
        (plan.Output + apply.Output + again.Output).ShouldNotContain("Db-Canary-5");
        foreach (var node in lab.Hosts.Values)
        {
            var toml = await node.OutputAsync("sed -n '/^.database.apim_db/,/^$/p' /opt/wso2am-3.2.0/repository/conf/deployment.toml", Cancellation);
            toml.ShouldBe("""
                [database.apim_db]
                type = "mysql"
                url = "jdbc:mysql://db:3306/apim_db?useSSL=false&amp;autoReconnect=true"
                username = "apimadmin"
                password = "Db-Canary-5"
                driver = "com.mysql.cj.jdbc.Driver"
                validationQuery = "SELECT 1"


                """.ReplaceLineEndings("\n"));
            (await node.OutputAsync("cat /opt/wso2am-3.2.0/repository/components/lib/driver-1.0.jar", Cancellation)).ShouldBe("a driver\n");
        }
    }

    [Fact]
    public async Task A_kind_the_product_would_silently_take_for_none_is_refused()
    {
        images.Require();

        var run = await RunAsync("apply", await InventoryAsync("postgresql", ""), "03-database");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("the product calls PostgreSQL 'postgre'");
        run.Effects.ShouldBeEmpty();
    }

    private Task<ToolRun> RunAsync(string command, string inventory, string step) =>
        lab.RunAsync(inventory, Cancellation, command, Path.Combine(LabImages.Root, "playbooks", "steps", step + ".yml"));

    private Task<string> InventoryAsync(string type, string more) => lab.InventoryAsync(
        $"""
        apim_pack: {LabImages.PackPath}
        {more}
        apim_databases:
          apim_db:
            type: {type}
            url: "jdbc:mysql://db:3306/apim_db?useSSL=false&autoReconnect=true"
            username: apimadmin
            password: Db-Canary-5
        """,
        Cancellation);
}
