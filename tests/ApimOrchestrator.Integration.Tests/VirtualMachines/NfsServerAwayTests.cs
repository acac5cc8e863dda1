using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>What happens while the file server is away: nobody waits for ever, and nothing is written where the share should be.</summary>
[Collection<NfsCollection>]
public sealed class NfsServerAwayTests(NfsDeployment deployment)
{
    private const string Folder = "/opt/wso2am-3.2.0/repository/deployment/server/executionplans";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_the_cable_of_the_file_server_pulled_every_run_ends_and_says_what_is_wrong()
    {
        deployment.Require();
        string[][] commands =
        [
            ["plan", ActiveActive.Playbook("active-active")],
            ["apply", ActiveActive.Playbook("active-active")],
            ["apply", ActiveActive.Playbook("steps/06-content-sync")],
            ["apply", ActiveActive.Playbook("steps/10-start")],
            ["apply", ActiveActive.Playbook("verify")],
        ];
        await deployment.Nfs.UnplugAsync(Cancellation);
        try
        {
            // A run that waited for a file of the share would wait as long as the share is away.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(TimeSpan.FromMinutes(15));
            foreach (var command in commands)
            {
                var run = await deployment.RunAsync(command, patience.Token);

                run.ExitCode.ShouldBe(2, run.Output);
                run.Output.ShouldContain("the file server nfs does not answer on port 2049");
                run.Effects.ShouldBeEmpty();
            }
        }
        finally
        {
            await deployment.Nfs.PlugAsync(Cancellation);
            await deployment.ShareIsBackAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_node_that_cannot_mount_NFS_is_told_what_to_install_before_anything_changes()
    {
        deployment.Require();
        await deployment.Node2.OutputAsync("mv /sbin/mount.nfs4 /sbin/mount.nfs4.away", Cancellation);
        var run = await deployment.RunAsync(["plan", ActiveActive.Playbook("active-active")], Cancellation);
        await deployment.Node2.OutputAsync("mv /sbin/mount.nfs4.away /sbin/mount.nfs4", Cancellation);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("node2 has no /sbin/mount.nfs4: install nfs-common (Debian, Ubuntu)");
        run.Effects.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_is_not_started_where_no_shared_folders_are_set_up()
    {
        deployment.Require();
        var run = await deployment.RunAsync(["plan", ActiveActive.Playbook("steps/10-start"), "-e", "{apim_shared_directories: [repository/deployment/server/elsewhere]}"], Cancellation);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("repository/deployment/server/elsewhere is not in the mount table of node1");
        run.Output.ShouldContain("--tags content_sync,start");
    }

    [Fact]
    public async Task A_server_is_not_started_where_the_share_cannot_be_mounted()
    {
        deployment.Require();
        var node = deployment.Node2;
        await NfsDeployment.StopServerAsync(node, Cancellation);
        ToolRun run;
        string below;
        // Before the file server is gone: to unmount, the kernel may ask it once more, and waits without end.
        await node.OutputAsync($"for at in $(awk '/nfs:/ {{ print $5 }}' /proc/self/mountinfo | sort -r); do umount -l $at; done", Cancellation);
        await deployment.Nfs.OutputAsync("systemctl stop nfs-server", Cancellation);
        try
        {
            var before = await node.OutputAsync($"find {Folder}", Cancellation);
            run = await deployment.RunAsync(["apply", ActiveActive.Playbook("steps/10-start")], Cancellation);
            below = await node.OutputAsync($"find {Folder}; pidof java || echo no server", Cancellation);
            below.ShouldBe(before + "no server\n");
        }
        finally
        {
            await deployment.Nfs.OutputAsync("systemctl start nfs-server", Cancellation);
        }

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("the file server nfs does not answer on port 2049");
        run.Effects.Where(effect => effect.Kind == "server").ShouldBeEmpty();
        var next = await deployment.RunAsync(["apply", ActiveActive.Playbook("steps/10-start")], Cancellation);
        next.ExitCode.ShouldBe(0, next.Output);
        (await NfsDeployment.MountsAsync(node, Cancellation)).ShouldBe(NfsDeployment.AllMounts);
        (await node.OutputAsync("pidof java", Cancellation)).ShouldNotBeEmpty();
    }
}
