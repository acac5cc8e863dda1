using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The playbook that looks at hosts before anything is done to them.</summary>
public sealed class PreflightTests(LabHosts lab, LabImages images) : IClassFixture<LabHosts>
{
    private static readonly string Playbook = Path.Combine(LabImages.Root, "playbooks", "preflight.yml");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fit_hosts_pass_and_what_is_only_advised_is_a_warning()
    {
        images.Require();
        var inventory = await lab.InventoryAsync($"apim_pack: {LabImages.PackPath}\napim_checked_disk: 1\napim_checked_memory: 1\napim_checked_processors: 1", Cancellation);

        var run = await Tool.RunAsync(["apply", Playbook, "-i", inventory], Cancellation);

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("node1          rights       ok    root");
        run.Output.ShouldContain("node1          ports        ok    free: 9443 9763 8243");
        run.Output.ShouldContain("node2          java         WARN  17.");
        run.Output.ShouldContain("node2          neighbours   ok    node1:22");
        run.Output.ShouldContain("node2          names        WARN  not known here, though clients use them: api.am.lab gw.am.lab");
        run.Output.ShouldMatch("all +clocks +ok +[0-5] s apart");
        run.Output.ShouldMatch("this machine +pack +WARN +not checked: set apim_pack_sha256 .it is [0-9a-f]{64}");
    }

    [Fact]
    public async Task What_stands_in_the_way_is_in_the_table_and_ends_the_run()
    {
        images.Require();
        await lab.Hosts["node1"].OutputAsync("nohup busybox nc -ll -p 9611 -e cat >/dev/null 2>&1 & sleep 1", Cancellation);
        var inventory = await lab.InventoryAsync(
            $"""
            apim_pack: {LabImages.PackPath}
            apim_pack_sha256: {new string('0', 64)}
            apim_java_home: /opt/no-java
            apim_checked_services: ["node2:3306"]
            apim_sync_mode: nfs
            apim_nfs_source: nobody.invalid:/srv/apim
            """,
            Cancellation);

        var run = await Tool.RunAsync(["apply", Playbook, "-i", inventory], Cancellation);

        await lab.Hosts["node1"].ExecAsync("pkill -f 'nc -ll'", Cancellation);
        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("node1          ports        FAIL  taken by something else: 9611");
        run.Output.ShouldContain("node2          ports        ok ");
        run.Output.ShouldContain("node1          java         FAIL  no Java found in /opt/no-java");
        run.Output.ShouldContain("node1          programs     FAIL  missing: mount.nfs4");
        run.Output.ShouldContain("node1          services     FAIL  not in reach: node2:3306 nobody.invalid:2049");
        run.Output.ShouldContain($"this machine   pack         FAIL  its SHA-256 is ");
        run.Output.ShouldContain("of the checks failed: see the table");
    }
}
