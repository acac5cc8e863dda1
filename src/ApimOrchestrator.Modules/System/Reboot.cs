using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("reboot", "Starts the host again and waits until it can be reached and works.")]
[Returns("rebooted", "Always true.")]
internal sealed record Reboot : IModule
{
    // The connection must not be cut while the program still runs in it: the host goes down a moment later, on its own.
    private const string StartScript = """
        if [ -z "$2" ]; then
          if command -v shutdown >/dev/null 2>&1; then set -- "$1" 'shutdown -r now "$MESSAGE"' "$3"; else set -- "$1" reboot "$3"; fi
        fi
        export MESSAGE="$3"
        if command -v setsid >/dev/null 2>&1; then session=setsid; else session=; fi
        nohup $session sh -c 'sleep "$1"; eval "$2"' sh "$1" "$2" </dev/null >/dev/null 2>&1 &
        """;

    [Argument("Seconds the host and its services have to come up again.", Aliases = ["reboot_timeout_sec"])]
    public int RebootTimeout { get; init; } = 600;

    [Argument("Seconds before the host goes down.", Aliases = ["pre_reboot_delay_sec"])]
    public int PreRebootDelay { get; init; }

    [Argument("Seconds to wait once the host is up again, before it is tested.", Aliases = ["post_reboot_delay_sec"])]
    public int PostRebootDelay { get; init; }

    [Argument("Accepted as Ansible has it; how long one attempt may take says the connection's own timeout (`-T`).", Aliases = ["connect_timeout_sec"])]
    public int? ConnectTimeout { get; init; }

    [Argument("A command line that must succeed before the host counts as up.")]
    public string TestCommand { get; init; } = "whoami";

    [Argument("What people who are logged in are told.")]
    public string Msg { get; init; } = "Reboot initiated by Ansible";

    [Argument("The command line that starts the host again; left out, `shutdown -r`.")]
    public string? RebootCommand { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var before = await host.LookAsync(BootState.Look(host.Name), cancellation);
        if ((await host.Peer(PeerNames.Control).LookAsync(BootState.Look(PeerNames.Control), cancellation)).Id == before.Id)
        {
            throw new TaskFailedException($"{host.Name} is the control machine: starting it again would end this run") { Subject = $"boot {host.Name}" };
        }

        var delay = Math.Max(1, PreRebootDelay).ToString(CultureInfo.InvariantCulture);
        var change = new Change(BootState.Look(host.Name).Subject, before, before with { Restarts = before.Restarts + 1 });
        await host.MustRunAsync(Command.Shell(StartScript, delay, RebootCommand ?? "", Msg), change, cancellation);
        await host.ExpectAsync(
            new Expectation<BootState>($"{host.Name} starts again", BootState.Look(host.Name), now => now != before, TimeSpan.FromSeconds(RebootTimeout))
            {
                Delay = TimeSpan.FromSeconds(PreRebootDelay),
                SurvivesLoss = true,
            },
            cancellation);
        var test = new CommandLook<bool>(new Subject("test", TestCommand), new Command("/bin/sh", "-c", TestCommand), static result => result.ExitCode == 0);
        await host.ExpectAsync(
            new Expectation<bool>($"'{TestCommand}' succeeds on {host.Name}", test, static works => works, TimeSpan.FromSeconds(RebootTimeout))
            {
                Delay = TimeSpan.FromSeconds(PostRebootDelay),
                SurvivesLoss = true,
            },
            cancellation);
        return Answer.Of("rebooted", true);
    }
}
