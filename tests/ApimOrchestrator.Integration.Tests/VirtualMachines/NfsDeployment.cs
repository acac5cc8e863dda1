using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>As <see cref="ActiveActive"/>, in virtual machines, with the content on a real NFS export of the machine nfs.</summary>
public sealed class NfsDeployment(LabImages images) : ActiveActive(images, LabInventory.Nfs)
{
    private const string Home = "/opt/wso2am-3.2.0";

    private readonly MachineLab _lab = new();

    /// <summary>What <see cref="MountsAsync"/> answers where everything is mounted.</summary>
    public static readonly string[] AllMounts =
    [
        $"{Home}/repository/deployment/server/executionplans nfs:/srv/apim/executionplans",
        $"{Home}/repository/deployment/server/synapse-configs nfs:/srv/apim/synapse-configs",
        $"{Home}/repository/deployment/server/userstores nfs:/srv/apim/userstores",
        $"{Home}/repository/tenants nfs:/srv/apim/tenants",
        "/srv/apim-shared nfs:/srv/apim",
    ];

    /// <summary>The undo of the first run, before which nothing was there; the deployment was made once more after it.</summary>
    public ToolRun Undo { get; private set; } = null!;

    /// <summary>What stood on the hosts before that run and after its undo.</summary>
    public (string Before, string After) UndoneTrees { get; private set; }

    /// <summary>The first node.</summary>
    public VirtualMachine Node1 => Machine("node1");

    /// <summary>The second node.</summary>
    public VirtualMachine Node2 => Machine("node2");

    /// <summary>The file server.</summary>
    public VirtualMachine Nfs => Machine("nfs");

    /// <summary>A process takes ten times as long here, and a look as well.</summary>
    protected override string SecondsBetweenLooks => "1";

    /// <inheritdoc/>
    public override void Require()
    {
        base.Require();
        Assert.SkipWhen(_lab.WhyNot is not null, _lab.WhyNot ?? "");
    }

    /// <summary>What of the share a node has mounted: the place and what is there, in the order of the places.</summary>
    public static async Task<string[]> MountsAsync(VirtualMachine node, CancellationToken cancellation) =>
        (await node.OutputAsync("awk '/ nfs4 nfs:.srv.apim/ { print $5, $(NF - 1) }' /proc/self/mountinfo | sort", cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Waits until both nodes can read the share again; the kernel tries at growing intervals.</summary>
    public async Task ShareIsBackAsync(CancellationToken cancellation)
    {
        foreach (var node in new[] { Node1, Node2 })
        {
            await node.OutputAsync("until timeout -s KILL 10 ls /srv/apim-shared/synapse-configs >/dev/null; do sleep 1; done", cancellation);
        }
    }

    /// <summary>Ends the server of a node and waits for its end.</summary>
    public static async Task StopServerAsync(VirtualMachine node, CancellationToken cancellation) =>
        await node.OutputAsync("pkill -u wso2carbon java; while pidof java >/dev/null; do sleep 0.5; done", cancellation);

    /// <summary>Takes from node 2 all that makes it a node, but not what is on the share.</summary>
    public async Task ForgetNode2Async(CancellationToken cancellation)
    {
        await StopServerAsync(Node2, cancellation);
        await Node2.OutputAsync($"for at in $(awk '/ nfs:/ {{ print $5 }}' /proc/self/mountinfo | sort -r); do umount $at; done; sed -i '/apim/d' /etc/fstab; rm -rf {Home}; sync", cancellation);
    }

    /// <inheritdoc/>
    protected override async Task StartHostsAsync(CancellationToken cancellation)
    {
        foreach (var machine in await _lab.StartAsync(cancellation))
        {
            Hosts[machine.Name] = machine;
        }

        UndoneTrees = (await HostTrees.OfAsync(Hosts, cancellation), "");
    }

    /// <inheritdoc/>
    protected override async Task AfterwardsAsync(CancellationToken cancellation)
    {
        if (Apply.ExitCode == 0)
        {
            Undo = await ElsewhereAsync(["undo", (string)Apply.Events[0]["run"]!, "--force"], cancellation);
            UndoneTrees = (UndoneTrees.Before, await HostTrees.OfAsync(Hosts, cancellation));
            await RunAsync(["apply", Playbook("active-active")], cancellation);
        }
    }

    /// <inheritdoc/>
    protected override Task EndHostsAsync() => _lab.EndAsync();

    private VirtualMachine Machine(string name) => (VirtualMachine)Hosts[name];
}
