using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>What the playbooks write for the versions that are not 3.2.0. The packs have each version's layout and shipped files; their servers are 3.2.0's stand-in, so that only 4.1.0's start script is run.</summary>
public sealed class VersionTests(LabHosts lab, LabImages images) : IClassFixture<LabHosts>
{
    private static readonly string Approved = Path.Combine(LabImages.Root, "tests", "ApimOrchestrator.Integration.Tests", "Deployments", "Approved");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("3.0.0")]
    [InlineData("3.1.0")]
    [InlineData("4.1.0")]
    public async Task The_steps_up_to_the_start_write_exactly_the_documented_files(string version)
    {
        images.RequireStandIn();
        var inventory = await lab.InventoryAsync(
            $$"""
            apim_version: {{version}}
            apim_pack: {{LabImages.PackOf(version)}}
            apim_key_manager: {service_url: "https://km:9443/services/", username: admin, password: admin}
            """,
            Cancellation);
        string[] steps = [ActiveActive.Playbook("active-active"), "--skip-tags", "start"];

        var plan = await lab.RunAsync(inventory, Cancellation, ["plan", .. steps]);
        var apply = await lab.RunAsync(inventory, Cancellation, ["apply", .. steps]);
        var again = await lab.RunAsync(inventory, Cancellation, ["apply", .. steps]);

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => effect.ToString()).Order().ShouldBe(apply.Effects.Select(effect => effect.ToString()).Order());
        again.Effects.Select(effect => $"{effect}: {effect.Before} -> {effect.After}").ShouldBeEmpty();
        apply.Warnings.ShouldBeEmpty("no key is written that this version does not read");
        foreach (var node in lab.Hosts.Keys)
        {
            await CompareAsync(version, node);
        }
    }

    [Fact]
    public async Task A_4_x_server_is_started_and_stopped_by_its_own_script()
    {
        images.RequireStandIn();
        var inventory = await lab.InventoryAsync("apim_version: 4.1.0", Cancellation);
        var playbook = Path.Combine(lab.Folder, "start.yml");
        await File.WriteAllTextAsync(playbook, $$"""
            - hosts: node1
              gather_facts: false
              tasks:
                - apim_pack: {src: "{{LabImages.PackOf("4.1.0")}}", home: /opt/started, owner: wso2carbon, group: wso2}
                - apim_server: {home: /opt/started, state: started, user: wso2carbon, timeout: 120}
                - command: pgrep -u wso2carbon -f /opt/started/bin/api-manager.sh
                - apim_server: {home: /opt/started, state: stopped}
            """, Cancellation);

        var run = await lab.RunAsync(inventory, Cancellation, "apply", playbook);

        run.ExitCode.ShouldBe(0, run.Output);
    }

    private async Task CompareAsync(string version, string node)
    {
        string[] files =
        [
            "repository/conf/deployment.toml", "repository/conf/jndi2.properties",
            "repository/deployment/server/eventpublishers/jmsEventPublisher-2.xml", "repository/deployment/server/eventpublishers/jmsEventPublisher_1.10.0-2.xml",
        ];
        foreach (var file in files)
        {
            var seen = await lab.Hosts[node].ExecAsync($"cat /opt/wso2am-{version}/{file}", Cancellation);
            var approved = Path.Combine(Approved, version, node, Path.GetFileName(file));
            if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1" && seen.ExitCode == 0)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
                await File.WriteAllTextAsync(approved, seen.Stdout, Cancellation);
            }

            (seen.ExitCode == 0).ShouldBe(File.Exists(approved), $"{version}, {node}: {file}");
            if (seen.ExitCode == 0)
            {
                seen.Stdout.ShouldBe(await File.ReadAllTextAsync(approved, Cancellation), $"{version}, {node}: {file}");
            }
        }
    }
}
