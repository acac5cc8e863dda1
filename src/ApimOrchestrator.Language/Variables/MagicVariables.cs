using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Variables;

/// <summary>The variables the run itself supplies; nobody can override them.</summary>
internal static class MagicVariables
{
    /// <summary>The version of Ansible whose language this is, for playbooks that ask.</summary>
    private static readonly Dictionary<string, object?> Version = new() { ["full"] = "2.14.18", ["major"] = 2L, ["minor"] = 14L, ["revision"] = 18L, ["string"] = "2.14.18" };

    private static readonly Dictionary<string, Func<ScopeRequest, object?>> OfRun = new(StringComparer.Ordinal)
    {
        ["groups"] = request => request.Memory.Inventory.Groups.ToDictionary(pair => pair.Key, pair => (object?)Texts(pair.Value.Hosts)),
        ["omit"] = _ => Omit.Value,
        ["ansible_check_mode"] = request => request.Memory.IsCheck,
        ["ansible_diff_mode"] = request => request.Memory.IsDiff,
        ["ansible_run_tags"] = request => Texts(request.Memory.Tags.Only is { Count: > 0 } only ? only : ["all"]),
        ["ansible_skip_tags"] = request => Texts(request.Memory.Tags.Skip),
        ["ansible_forks"] = request => (long)request.Memory.Forks,
        ["ansible_play_name"] = request => request.PlayName,
        ["ansible_verbosity"] = request => (long)request.Memory.Verbosity,
        ["ansible_version"] = _ => Version,
        ["ansible_play_hosts"] = request => Texts(request.PlayHosts),
        ["ansible_play_hosts_all"] = request => Texts(request.AllPlayHosts),
        ["ansible_play_batch"] = request => Texts(request.Batch),
        ["play_hosts"] = request => Texts(request.PlayHosts),
        ["playbook_dir"] = request => FolderOf(request.Play),
        ["inventory_dir"] = request => request.Memory.Inventory.Folder,
        ["inventory_file"] = request => request.Memory.Inventory.File,
    };

    private static readonly Dictionary<string, Func<HostEntry, object?>> OfHost = new(StringComparer.Ordinal)
    {
        ["inventory_hostname"] = host => host.Name,
        ["inventory_hostname_short"] = host => host.Name.Split('.')[0],
        ["group_names"] = host => Texts(host.Groups.Order(StringComparer.Ordinal)),
    };

    private static readonly Dictionary<string, Func<string, object?>> OfRole = new(StringComparer.Ordinal)
    {
        ["role_path"] = path => path,
        ["role_name"] = Path.GetFileName,
        ["ansible_role_name"] = Path.GetFileName,
    };

    /// <summary>The folder of a play's playbook.</summary>
    public static string FolderOf(Play play) => Path.GetDirectoryName(Path.GetFullPath(play.File))!;

    /// <summary>The variables for a request, but for <c>hostvars</c>.</summary>
    public static LazyMap For(ScopeRequest request, HostEntry? host)
    {
        var role = request.Task?.RolePath;
        IEnumerable<string> names = OfRun.Keys;
        names = host is null ? names : names.Concat(OfHost.Keys);
        names = role is null ? names : names.Concat(OfRole.Keys);
        return new LazyMap([.. names], name =>
            OfRun.TryGetValue(name, out var ofRun) ? ofRun(request)
            : OfHost.TryGetValue(name, out var ofHost) ? ofHost(host!)
            : OfRole[name](role!));
    }

    private static List<object?> Texts(IEnumerable<string> names) => [.. names];
}
