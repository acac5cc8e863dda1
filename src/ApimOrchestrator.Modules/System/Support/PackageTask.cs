using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What <c>package</c> and <c>dnf</c> do.</summary>
internal static class PackageTask
{
    /// <summary>Looks at packages and brings them to what is wished.</summary>
    public static async Task<PackageWork> ApplyAsync(IHost host, IPackageTool tool, IReadOnlyList<string> names, PackageWish wish, bool updates, CancellationToken cancellation)
    {
        var seen = await host.LookAsync([.. names.Select(name => tool.Look(tool.Split(name).Name))], cancellation);
        return await ApplyAsync(host, tool, names, [.. seen.Cast<PackageState?>()], wish, updates, cancellation);
    }

    /// <summary>Brings packages that were looked at to what is wished.</summary>
    public static async Task<PackageWork> ApplyAsync(
        IHost host, IPackageTool tool, IReadOnlyList<string> names, IReadOnlyList<PackageState?> seen, PackageWish wish, bool updates, CancellationToken cancellation)
    {
        var work = new PackageWork(host, tool);
        if (updates && (wish == PackageWish.Latest || seen.Contains(null)))
        {
            await work.UpdateAsync(isShown: false, cancellation);
        }

        await (wish switch
        {
            PackageWish.Absent or PackageWish.Removed => work.RemoveAsync(names, seen, purges: false, cancellation),
            PackageWish.Latest => work.UpgradeAsync(names, seen, cancellation),
            _ => work.InstallAsync(names, seen, cancellation),
        });
        return work;
    }
}
