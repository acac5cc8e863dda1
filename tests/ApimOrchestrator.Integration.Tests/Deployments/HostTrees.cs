using ApimOrchestrator.Integration.Tests.Lab;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>What stands on hosts, to the last bit: files with owners and modes, crontabs, mounts, servers; to be compared before a run and after its undo.</summary>
internal static class HostTrees
{
    // the nodes wholly; of the Key Manager, whose folder was there before, what its server does not write itself. Not: journals, and the files in which the system keeps its last users.
    private const string TreeScript = """
        cd / && { find etc home opt root srv srv/apim usr/local var -xdev \( -path var/log -o -path var/cache -o -path var/tmp -o -path var/lib/sudo -o -path var/lib/apt -o -path var/lib/apim-orchestrator -o -name .apim-orchestrator -o -path 'opt/wso2is*' \) -prune \
          -o ! -path 'etc/*-' -printf '%y %m %u %g %p %l\n' | sort
        find etc home opt root srv/apim var/spool -xdev \( -name .apim-orchestrator -o -path 'opt/wso2is*' \) -prune -o -type f ! -path 'etc/*-' -exec sha256sum {} + | sort -k 2
        sha256sum opt/wso2is*/repository/conf/deployment.toml
        crontab -l -u root
        cat /etc/fstab /proc/self/mounts
        pgrep -c java; } 2>/dev/null
        """;

    /// <summary>A line a thing, each begun with the host's name.</summary>
    public static async Task<string> OfAsync(IReadOnlyDictionary<string, ILabHost> hosts, CancellationToken cancellation)
    {
        var trees = await Task.WhenAll(hosts.Select(async host => (await host.Value.OutputAsync(TreeScript + "\ntrue", cancellation)).Split('\n').Select(line => $"{host.Key} {line}")));
        return string.Join('\n', trees.SelectMany(lines => lines));
    }
}
