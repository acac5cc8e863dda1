using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What the host gives new users: useradd(8) reads <c>/etc/default/useradd</c>, <c>/etc/login.defs</c> and <c>/etc/skel</c>. The home is made here, not by useradd, so that what is in it is known beforehand.</summary>
internal sealed class UserDefaults
{
    private static readonly HostPath Skeleton = HostPath.Parse("/etc/skel");

    private readonly IReadOnlyDictionary<HostPath, PathState> _skeleton;
    private readonly int _homeMode;

    private UserDefaults(IReadOnlyDictionary<HostPath, PathState> skeleton, int homeMode) => (_skeleton, _homeMode) = (skeleton, homeMode);

    public required string Shell { get; init; }

    public required HostPath HomeFolder { get; init; }

    public static async Task<UserDefaults> LookAsync(IHost host, CancellationToken cancellation)
    {
        var seen = await host.LookAsync(
            [new PathLook(HostPath.Parse("/etc/default/useradd"), PathDetail.Bytes, Follow: true), new PathLook(HostPath.Parse("/etc/login.defs"), PathDetail.Bytes, Follow: true), new TreeLook(Skeleton)], cancellation);
        var useradd = await ReadAsync(seen[0], '=', cancellation);
        var login = await ReadAsync(seen[1], ' ', cancellation);
        var mode = login.TryGetValue("HOME_MODE", out var given) ? Mode.Parse(given).Bits : 0x1FF & ~Mode.Parse(login.GetValueOrDefault("UMASK", "022")).Bits;
        return new UserDefaults((IReadOnlyDictionary<HostPath, PathState>)seen[2]!, mode ?? 0x1ED)
        {
            Shell = useradd.GetValueOrDefault("SHELL", "/bin/sh"),
            HomeFolder = HostPath.Parse(useradd.GetValueOrDefault("HOME", "/home")),
        };
    }

    /// <summary>The changes that make a new user's home; none where something is there already.</summary>
    public async Task<IReadOnlyList<PathChange>> HomeOfAsync(IHost host, UserState user, CancellationToken cancellation)
    {
        var seen = (await host.LookAsync([.. FolderChain.Looks(user.Home)], cancellation)).Cast<PathState>().ToList();
        if (seen.Count == 0 || seen[^1] is not PathState.Absent)
        {
            return [];
        }

        var absent = new PathState.Absent();
        var changes = FolderChain.Missing(user.Home.Parent, seen, static () => new PathState.Folder(0x1ED, "root", "root")).ToList();
        changes.Add(new PathChange(user.Home, absent, new PathState.Folder(_homeMode, user.Name, user.Group)));
        foreach (var (path, state) in _skeleton.Where(pair => pair.Key != Skeleton).OrderBy(pair => pair.Key))
        {
            PathState? after = state switch
            {
                PathState.File file => new PathState.File(file.Content, file.Mode, user.Name, user.Group),
                PathState.Folder folder => new PathState.Folder(folder.Mode, user.Name, user.Group),
                PathState.Link link => new PathState.Link(link.Target, user.Name, user.Group),
                _ => null,
            };
            if (after is not null)
            {
                changes.Add(new PathChange(user.Home.Combine(path.Text[(Skeleton.Text.Length + 1)..]), absent, after));
            }
        }

        return changes;
    }

    private static async Task<Dictionary<string, string>> ReadAsync(object? state, char separator, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>();
        if (state is PathState.File file)
        {
            foreach (var line in Encoding.UTF8.GetString(await file.Content.ReadAsync(cancellation)).Split('\n').Select(line => line.Trim().Replace('\t', ' ')))
            {
                if (!line.StartsWith('#') && line.IndexOf(separator) is > 0 and var at)
                {
                    settings[line[..at]] = line[(at + 1)..].Trim();
                }
            }
        }

        return settings;
    }
}
