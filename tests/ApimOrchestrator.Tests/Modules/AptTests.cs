using System.Diagnostics;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Effects;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules;

/// <summary>The real APT and dpkg on a repository made for the test, in a root folder of their own: the machine's packages are not touched.</summary>
public sealed class AptTests : AgentTest
{
    [Fact]
    public async Task Installs_upgrades_and_removes_as_it_said_beforehand()
    {
        Assert.SkipUnless(IsRoot && File.Exists("/usr/bin/apt-get"), "APT runs as root on Debian");
        await PrepareAsync();
        await using var looking = await Shells.StartAsync("dash", lookOnly: true);
        await using var changing = await Shells.StartAsync("dash");
        var world = new SimulatedWorld();
        var (claims, facts) = (new List<string>(), new List<string>());
        foreach (var arguments in new Dictionary<string, object?>[]
        {
            new() { ["name"] = "hello-tool", ["update_cache"] = true },
            new() { ["name"] = "hello-tool" },
            new() { ["name"] = "hello-data=1.0" },
            new() { ["name"] = "hello-tool", ["state"] = "absent", ["purge"] = true },
            new() { ["name"] = "no-such-package" },
        })
        {
            claims.Add(Text(await RunAsync(world.Over(Shells.Host(looking)), arguments)));
            facts.Add(Text(await RunAsync(Shells.Host(changing), arguments)));
        }

        facts.ShouldBe(
        [
            "packages hello-tool: hello-tool absent, hello-data absent -> hello-tool 2.0, hello-data 1.0",
            "",
            "",
            "packages hello-tool: hello-tool 2.0 -> hello-tool absent",
            "failed: Unable to locate package no-such-package",
        ]);
        // the lists were not fetched by a run that only looks, so it says that it does not know
        claims[0].ShouldBe("unknown: what the updated package lists offer");
        claims[^1].ShouldBe(facts[^1]);
        File.Exists(Folder.Combine("root/usr/share/hello-data").Text).ShouldBeTrue();
    }

    [Fact]
    public async Task Says_beforehand_what_it_does_once_the_lists_are_there()
    {
        Assert.SkipUnless(IsRoot && File.Exists("/usr/bin/apt-get"), "APT runs as root on Debian");
        await PrepareAsync();
        await using var looking = await Shells.StartAsync("dash", lookOnly: true);
        await using var changing = await Shells.StartAsync("dash");
        await RunAsync(Shells.Host(changing), new() { ["update_cache"] = true });
        var world = new SimulatedWorld();
        var arguments = new Dictionary<string, object?> { ["name"] = "hello-tool" };

        var claimed = await RunAsync(world.Over(Shells.Host(looking)), arguments);
        Text(await RunAsync(world.Over(Shells.Host(looking)), arguments)).ShouldBe("");
        Text(await RunAsync(world.Over(Shells.Host(looking)), new() { ["name"] = "hello-data" })).ShouldBe("");

        Text(await RunAsync(Shells.Host(changing), arguments)).ShouldBe(Text(claimed));
        var deb = Folder.Combine("repo/hello-extra_3.0_all.deb").Text;
        var file = await RunAsync(Shells.Host(changing), new() { ["deb"] = deb });
        Text(file).ShouldBe($"packages {deb}: hello-extra absent -> hello-extra 3.0");
        Text(await RunAsync(Shells.Host(changing), new() { ["deb"] = deb })).ShouldBe("");
    }

    private static string Text(CaseRun run) =>
        run.Failure is not null ? $"failed: {run.Failure}" : run.Unknown is not null ? $"unknown: {run.Unknown}" : string.Join('\n', run.Effects.Select(effect => $"{effect.Kind} {effect.Subject}: {effect.Before.State} -> {effect.After.State}"));

    private Task<CaseRun> RunAsync(IHost host, Dictionary<string, object?> arguments)
    {
        var environment = new Dictionary<string, string> { ["APT_CONFIG"] = Folder.Combine("apt.conf").Text, ["DPKG_ADMINDIR"] = Folder.Combine("root/var/lib/dpkg").Text };
        return CaseRun.OnAsync(new RecordingHost(host, new TaskOptions { Environment = environment }), new ModuleCase("test", "test", HostCase.Empty, "apt", arguments));
    }

    private async Task PrepareAsync()
    {
        const string script = """
            set -e
            cd "$1"
            mkdir -p repo root/var/lib/dpkg/info root/var/lib/apt/lists/partial root/var/cache/apt/archives/partial root/etc/apt/preferences.d root/var/log/apt root/tmp
            : >root/var/lib/dpkg/status
            build() {
              mkdir -p "build/$1/DEBIAN" "build/$1/usr/share"
              printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: test <test@example.org>\nDescription: test\n%s' "$1" "$2" "$3" >"build/$1/DEBIAN/control"
              : >"build/$1/usr/share/$1"
              dpkg-deb -Zgzip --build --root-owner-group "build/$1" "repo/$1_$2_all.deb" >/dev/null
            }
            build hello-data 1.0 ''
            build hello-tool 2.0 'Depends: hello-data
            '
            build hello-extra 3.0 ''
            cd repo
            for p in hello-data_1.0 hello-tool_2.0; do
              dpkg-deb -f "${p}_all.deb"
              printf 'Filename: ./%s_all.deb\nSize: %s\nSHA256: %s\n\n' "$p" "$(stat -c %s "${p}_all.deb")" "$(sha256sum <"${p}_all.deb" | cut -d ' ' -f 1)"
            done >Packages
            cd ..
            echo "deb [trusted=yes] file:$1/repo ./" >root/etc/apt/sources.list
            cat >apt.conf <<END
            Dir "$1/root";
            Dir::State::status "$1/root/var/lib/dpkg/status";
            Dir::Etc::sourcelist "$1/root/etc/apt/sources.list";
            Dir::Etc::sourceparts "-";
            Dir::Etc::parts "-";
            Dir::Bin::methods "/usr/lib/apt/methods";
            Dir::Bin::solvers:: "/usr/lib/apt/solvers";
            Dir::Bin::planners:: "/usr/lib/apt/planners";
            Dir::Bin::dpkg "/usr/bin/dpkg";
            DPkg::Options { "--root=$1/root"; "--admindir=$1/root/var/lib/dpkg"; "--force-script-chrootless"; "--log=$1/root/dpkg.log"; };
            DPkg::Path "/usr/sbin:/usr/bin:/sbin:/bin";
            APT::Sandbox::User "root";
            END
            """;
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script, "sh", Folder.Text]) { RedirectStandardError = true })!;
        var errors = await shell.StandardError.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        shell.ExitCode.ShouldBe(0, errors);
    }
}
