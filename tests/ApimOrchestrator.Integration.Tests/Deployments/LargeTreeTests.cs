using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>A folder as large as an installation in use, copied from one host to another through the control machine.</summary>
public sealed class LargeTreeTests(LabImages images) : IAsyncLifetime
{
    private const string Sums = "cd /opt/big && ls | wc -l && sha256sum * | sha256sum";

    private readonly LabHosts _lab = new(images);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => _lab.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Of_2000_files_and_a_gibibyte_a_copy_that_broke_off_is_continued_and_what_has_arrived_is_not_copied_again()
    {
        images.Require();
        var (node1, node2) = (_lab.Hosts["node1"], _lab.Hosts["node2"]);
        await node1.OutputAsync("mkdir /opt/big && head -c 1073741824 /dev/urandom | split -b 536871 -a 4 -d - /opt/big/file-", Cancellation);
        var inventory = await _lab.InventoryAsync("", Cancellation);
        var playbook = Path.Combine(_lab.Folder, "big.yml");
        await File.WriteAllTextAsync(playbook, "- hosts: node2\n  gather_facts: false\n  tasks:\n    - tree_copy: {from: node1, dest: /opt/big}\n      diff: false\n", Cancellation);

        var broken = _lab.RunAsync(inventory, Cancellation, "apply", playbook);
        var arrived = await node2.OutputAsync("until [ $(ls /opt/big 2>/dev/null | wc -l) -gt 300 ]; do sleep 0.1; done; pkill -KILL -f '[s]shd: ops'; cd /opt/big && ls -i | head -n 250", Cancellation);
        var first = await broken;
        var next = await _lab.RunAsync(inventory, Cancellation, "apply", playbook);
        var again = await _lab.RunAsync(inventory, Cancellation, "apply", playbook);

        first.ExitCode.ShouldBe(4, first.Output);
        next.ExitCode.ShouldBe(0, next.Output);
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        (await node2.OutputAsync(Sums, Cancellation)).ShouldBe(await node1.OutputAsync(Sums, Cancellation));
        (await node2.OutputAsync("cd /opt/big && ls -i | head -n 250", Cancellation)).ShouldBe(arrived, "what had arrived was written again");
    }
}
