using System.Globalization;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Makes facts of what <see cref="FactScript"/> printed, under the names Ansible gives them.</summary>
internal sealed class FactReader
{
    private readonly Dictionary<string, List<string>> _sections = [];

    public FactReader(string output)
    {
        List<string>? section = null;
        foreach (var line in output.Split('\n'))
        {
            if (line.StartsWith('@'))
            {
                _sections[line[1..]] = section = [];
            }
            else if (line.Length > 0)
            {
                section?.Add(line);
            }
        }
    }

    public Dictionary<string, object?> Read()
    {
        var facts = new Dictionary<string, object?>();
        AddSystem(facts);
        AddMachine(facts);
        AddTime(facts);
        new NetworkFacts(Lines("addresses"), Lines("links"), Lines("route")).AddTo(facts);
        facts["ansible_mounts"] = Lines("mounts").Select(MountOf).OfType<object>().ToList();
        facts["ansible_env"] = Lines("environment").Where(line => line.IndexOf('=', StringComparison.Ordinal) > 0).DistinctBy(line => line.Split('=')[0]).ToDictionary(line => line.Split('=')[0], line => (object?)line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        facts["ansible_dns"] = new Dictionary<string, object?> { ["nameservers"] = Lines("dns").Where(line => line.StartsWith("nameserver ", StringComparison.Ordinal)).Select(line => (object?)line[11..].Trim()).ToList() };
        facts["ansible_java_homes"] = Lines("java").Select(home => home.EndsWith("/bin/java", StringComparison.Ordinal) ? home[..^9] : home).Distinct().Cast<object?>().ToList();
        facts["ansible_user_ids"] = Lines("users").Select(line => line.Split(':')).Where(user => user.Length == 2).DistinctBy(user => user[0]).ToDictionary(user => user[0], user => (object?)Number(user[1]));
        facts["gather_subset"] = new List<object?> { "all" };
        return facts;
    }

    private void AddSystem(Dictionary<string, object?> facts)
    {
        var release = Lines("release").Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1].Trim('"', '\''));
        var (id, like) = (release.GetValueOrDefault("ID", ""), release.GetValueOrDefault("ID_LIKE", ""));
        var version = id == "debian" && Line("debian") is { Length: > 0 } point && char.IsAsciiDigit(point[0]) ? point : release.GetValueOrDefault("VERSION_ID", "");
        facts["ansible_system"] = Line("uname");
        (facts["ansible_nodename"], facts["ansible_hostname"]) = (Line("uname", 1), Line("uname", 1).Split('.')[0]);
        facts["ansible_fqdn"] = Line("fqdn");
        facts["ansible_domain"] = Line("fqdn").IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Line("fqdn")[(dot + 1)..] : "";
        (facts["ansible_kernel"], facts["ansible_kernel_version"], facts["ansible_architecture"], facts["ansible_machine"]) = (Line("uname", 2), Line("uname", 4), Line("uname", 3), Line("uname", 3));
        facts["ansible_distribution"] = DistributionNames.Of(id, release.GetValueOrDefault("NAME", ""));
        (facts["ansible_distribution_version"], facts["ansible_distribution_major_version"]) = (version, version.Split('.')[0]);
        facts["ansible_distribution_release"] = release.GetValueOrDefault("VERSION_CODENAME", "");
        facts["ansible_os_family"] = DistributionNames.Family(id, like);
        facts["ansible_pkg_mgr"] = DistributionNames.PackageManager(id, like);
        facts["ansible_service_mgr"] = Lines("init").Contains("systemd") ? "systemd" : Line("init") == "init" ? "sysvinit" : "service";
        facts["ansible_machine_id"] = Line("machine");
        facts["ansible_virtualization_type"] = Lines("virtual").FirstOrDefault(kind => kind != "none") ?? "";
        facts["ansible_virtualization_role"] = Lines("virtual").Any(kind => kind != "none") ? "guest" : "NA";
        facts["ansible_user_shell"] = Line("shell");
    }

    private void AddMachine(Dictionary<string, object?> facts)
    {
        var memory = Lines("memory").Select(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 1).DistinctBy(words => words[0]).ToDictionary(words => words[0], words => Number(words[1]) / 1024);
        facts["ansible_memtotal_mb"] = memory.GetValueOrDefault("MemTotal");
        facts["ansible_memfree_mb"] = memory.GetValueOrDefault("MemFree");
        facts["ansible_swaptotal_mb"] = memory.GetValueOrDefault("SwapTotal");
        facts["ansible_swapfree_mb"] = memory.GetValueOrDefault("SwapFree");
        var count = Number(Line("processors"));
        (facts["ansible_processor_vcpus"], facts["ansible_processor_nproc"], facts["ansible_processor_count"]) = (count, count, count);
        facts["ansible_processor"] = Lines("processors").Skip(1).Select(line => (object?)line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).ToList();
    }

    private void AddTime(Dictionary<string, object?> facts)
    {
        if (Line("date").Split(' ') is [var date, var time, var zone, var offset, var epoch, var weekday] && date.Split('-') is [var year, var month, var day] && time.Split(':') is [var hour, var minute, var second])
        {
            facts["ansible_date_time"] = new Dictionary<string, object?>
            {
                ["date"] = date, ["time"] = time, ["tz"] = zone, ["tz_offset"] = offset, ["epoch"] = epoch, ["weekday"] = weekday,
                ["year"] = year, ["month"] = month, ["day"] = day, ["hour"] = hour, ["minute"] = minute, ["second"] = second,
                ["iso8601"] = DateTimeOffset.FromUnixTimeSeconds(Number(epoch)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            };
        }

        facts["ansible_uptime_seconds"] = Number(Line("uptime").Split('.')[0]);
    }

    private static Dictionary<string, object?>? MountOf(string line)
    {
        var fields = line.Split(' ');
        var dash = Array.IndexOf(fields, "-");
        return dash < 6 || fields.Length < dash + 3 || (!fields[dash + 2].StartsWith('/') && !fields[dash + 2].Contains(':', StringComparison.Ordinal)) ? null : new Dictionary<string, object?>
        {
            ["mount"] = MountTable.Unescape(fields[4]), ["device"] = MountTable.Unescape(fields[dash + 2]), ["fstype"] = fields[dash + 1], ["options"] = fields[5],
        };
    }

    private List<string> Lines(string section) => _sections.GetValueOrDefault(section) ?? [];

    private string Line(string section, int index = 0) => Lines(section).ElementAtOrDefault(index) ?? "";

    private static long Number(string text) => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
