using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules;

/// <summary>Tasks that build on earlier tasks of the same run: what a run that only looks says of them.</summary>
public sealed class ModuleChainTests : AgentTest
{
    private const string Archive = "H4sIAAAAAAAAA+3W3wqCMBQG8F33FIvuazu4dtXDrCCUYhP/QI+fE4JSSLw4Su373UxQOIPPb+rK8iCYqY41pl87w3V8rRVZI6Th3ljU1o2rpBRVCM2356bu/yjX5X8uPOs7MD9/rTLkv4hX/lXr93XOM2Myf02D/ImUFlLxbOdT4vnvtn38db5Zeyewhtj/S/BXzhmx1Mdx7986nw3Pf00W/V/C46TR/ITF/t8Lf+Oc0X//rZ3x/0eKSEjiPpiixPsPAAAAAAAAAAAAAAAA/+UJqyKm7gAoAAA=";

    private static readonly Dictionary<string, byte[]> Files = new() { ["files/app.tgz"] = Convert.FromBase64String(Archive), ["files/parts/1"] = "one\n"u8.ToArray(), ["files/parts/2"] = "two\n"u8.ToArray() };

    [Fact]
    public async Task What_an_archive_would_leave_can_be_edited_copied_and_read()
    {
        Assert.SkipUnless(IsRoot, "owners can only be set by root");
        var opt = Folder.Combine("opt").Text;
        (string, Dictionary<string, object?>)[] tasks =
        [
            ("file", new() { ["path"] = opt, ["state"] = "directory", ["mode"] = "0750" }),
            ("unarchive", new() { ["src"] = "app.tgz", ["dest"] = opt }),
            ("lineinfile", new() { ["path"] = opt + "/app/conf", ["line"] = "y=2" }),
            ("copy", new() { ["src"] = opt + "/app/conf", ["dest"] = opt + "/conf.copy", ["remote_src"] = true, ["mode"] = "0644" }),
            ("copy", new() { ["src"] = opt + "/app/", ["dest"] = opt + "/twin", ["remote_src"] = true }),
            ("assemble", new() { ["src"] = opt + "/app", ["dest"] = opt + "/joined" }),
            ("assemble", new() { ["src"] = "parts", ["dest"] = opt + "/parts", ["remote_src"] = false }),
            ("slurp", new() { ["src"] = opt + "/joined" }),
            ("stat", new() { ["path"] = opt + "/app/bin/run.sh", ["checksum_algorithm"] = "sha256" }),
            ("find", new() { ["paths"] = opt, ["recurse"] = true }),
            ("pam_limits", new() { ["domain"] = "x", ["limit_type"] = "-", ["limit_item"] = "nofile", ["value"] = "1", ["dest"] = opt + "/parts" }),
            ("replace", new() { ["path"] = opt + "/joined", ["regexp"] = "^x=1$", ["replace"] = "x=3" }),
            ("unarchive", new() { ["src"] = "app.tgz", ["dest"] = opt, ["creates"] = opt + "/app/conf" }),
            ("unarchive", new() { ["src"] = "app.tgz", ["dest"] = opt + "/none" }),
            ("file", new() { ["path"] = opt + "/app", ["state"] = "absent" }),
            ("slurp", new() { ["src"] = opt + "/app/conf" }),
        ];
        await using var looking = await Shells.StartAsync("dash", lookOnly: true);
        await using var changing = await Shells.StartAsync("dash");
        var world = new SimulatedWorld();

        var claimed = await RunAsync(world.Over(Shells.Host(looking)), tasks);
        Directory.GetFileSystemEntries(Folder.Text).ShouldBeEmpty();
        var happened = await RunAsync(Shells.Host(changing), tasks);

        claimed.ShouldBe(happened);
        happened.Count(line => line.Contains("failed", StringComparison.Ordinal)).ShouldBe(2);
        (await CaseCheck.TreeAsync(world.Over(Shells.Host(looking)), Folder.Text)).ShouldBe(await CaseCheck.TreeAsync(Shells.Host(looking), Folder.Text));
    }

    [Fact]
    public async Task What_a_package_brings_is_unknown_and_not_missing()
    {
        var host = new HostCase
        {
            Paths = [(HostPath.Parse("/etc/hosts"), new PathState.File(Content.Empty, 0x1A4, "root", "root"))],
            Programs =
            [
                new CannedProgram(["dpkg-query", "-W", "-f", "*", "--", "*"]) { Exit = 1 },
                new CannedProgram(["apt-get", "-q", "-o", "*", "-o", "*", "-o", "*", "-s", "install", "--", "nginx"]) { Output = "Inst nginx-common (1.22 Debian [all])\nInst nginx (1.22 Debian [amd64])\n" },
                new CannedProgram(["systemctl", "show", "--", "nginx"]) { Output = "LoadState=not-found\n" },
            ],
        };

        (await ClaimAsync(host,
            ("apt", new() { ["name"] = "nginx" }),
            ("apt", new() { ["name"] = "nginx" }),
            ("apt", new() { ["name"] = "nginx-common" }),
            ("systemd", new() { ["name"] = "nginx", ["state"] = "started" }),
            ("copy", new() { ["content"] = "x", ["dest"] = "/etc/nginx/conf.d/apim.conf" }),
            ("file", new() { ["path"] = "/etc/hosts", ["owner"] = "www-data" }),
            ("stat", new() { ["path"] = "/usr/sbin/nginx" }),
            ("uri", new() { ["url"] = "http://localhost/" }),
            ("copy", new() { ["content"] = "x", ["dest"] = "/etc/apim.conf" }))).ShouldBe(
        [
            "packages nginx",
            "",
            "",
            "unknown: what the package nginx (or another) brings",
            "unknown: what the package nginx (or another) brings",
            "unknown: what the package nginx-common (or another) brings",
            "unknown: what the package nginx-common (or another) brings",
            "unknown: what the package nginx-common (or another) brings",
            "path /etc/apim.conf",
        ]);
    }

    [Fact]
    public async Task What_an_earlier_task_would_make_is_there_for_later_ones()
    {
        var host = new HostCase
        {
            Paths = [(HostPath.Parse("/etc/hostname"), new PathState.File(Content.Of("old\n"), 0x1A4, "root", "root")), (HostPath.Parse("/etc/systemd/system"), new PathState.Folder(0x1ED, "root", "root"))],
            Programs =
            [
                new CannedProgram(["systemctl", "show", "--", "wso2am"]) { Output = "LoadState=not-found\n" },
                new CannedProgram(["systemctl", "show", "-p", "NeedDaemonReload", "*"]) { Output = "NeedDaemonReload=no\n" },
                new CannedProgram(["cat", "/proc/sys/kernel/hostname"]) { Output = "old\n" },
                new CannedProgram(["cat", "/proc/sys/kernel/random/boot_id", "/proc/sys/kernel/hostname"]) { Output = "one\n" },
                new CannedProgram(["/bin/sh", "-c", "whoami"]) { Output = "root\n" },
                new CannedProgram(["/bin/sh", "-c", "*proc/sys*", "sh", "vm.swappiness"]) { Output = "60\n" },
            ],
        };
        var unit = new Dictionary<string, object?> { ["content"] = "[Service]\nExecStart=/bin/true\n", ["dest"] = "/etc/systemd/system/wso2am.service" };
        var sysctl = new Dictionary<string, object?> { ["name"] = "vm.swappiness", ["value"] = "10" };

        (await ClaimAsync(host,
            ("copy", unit),
            ("systemd", new() { ["name"] = "wso2am", ["state"] = "started", ["enabled"] = true, ["daemon_reload"] = true }),
            ("service", new() { ["name"] = "wso2am.service", ["state"] = "started", ["enabled"] = true }),
            ("hostname", new() { ["name"] = "node1" }),
            ("hostname", new() { ["name"] = "node1" }),
            ("sysctl", sysctl),
            ("sysctl", sysctl),
            ("reboot", []),
            ("reboot", []),
            ("tempfile", []),
            ("wait_for_connection", []))).ShouldBe(
        [
            "path /etc/systemd/system/wso2am.service",
            "service wso2am; service wso2am",
            "",
            "path /etc/hostname; hostname node1",
            "",
            "path /etc/sysctl.conf; sysctl vm.swappiness",
            "",
            "boot node1",
            "boot node1",
            "tempfile /tmp/ansible.XXXXXXXX",
            "",
        ]);
    }

    private static async Task<List<string>> ClaimAsync(HostCase host, params (string Module, Dictionary<string, object?> Arguments)[] tasks)
    {
        var lab = new MemoryLab();
        var live = lab.Add("node1", host);
        lab.Add("localhost", new HostCase { Programs = [new CannedProgram(["cat", "/proc/sys/kernel/random/boot_id", "/proc/sys/kernel/hostname"]) { Output = "control\n" }] });
        lab.Machines["node1"].IsLookOnly = true;
        var world = new SimulatedWorld();
        var said = new List<string>();
        foreach (var (module, arguments) in tasks)
        {
            var run = await CaseRun.OnAsync(world.Over(live), Case(module, arguments));
            said.Add(run.Failure is not null ? $"failed: {run.Failure}" : run.Unknown is not null ? $"unknown: {run.Unknown}" : string.Join("; ", run.Effects.Select(effect => $"{effect.Kind} {effect.Subject}")));
        }

        return said;
    }

    private static async Task<List<string>> RunAsync(IHost host, (string Module, Dictionary<string, object?> Arguments)[] tasks)
    {
        var said = new List<string>();
        foreach (var (module, arguments) in tasks)
        {
            var run = await CaseRun.OnAsync(host, Case(module, arguments));
            said.Add($"{module} {run.Outcome} {string.Join("; ", run.Effects)} {Answer(run)}");
        }

        return said;
    }

    // what nobody can know beforehand is left out on both sides
    private static string Answer(CaseRun run) => string.Join(", ", (run.Answer?.Values ?? new Dictionary<string, object?>())
        .Where(pair => pair.Key is not ("stat" or "files")).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={CaseRun.Text(pair.Value)}"));

    private static ModuleCase Case(string module, Dictionary<string, object?> arguments) => new("test", "test", HostCase.Empty, module, arguments) { Files = Files };
}
