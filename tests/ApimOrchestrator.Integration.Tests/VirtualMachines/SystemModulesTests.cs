using ApimOrchestrator.Integration.Tests.Deployments;
using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>The modules that need a whole system: units, the kernel's settings, the host's name, a reboot.</summary>
[Collection<NfsCollection>]
public sealed class SystemModulesTests(NfsDeployment deployment)
{
    private const string State = """
        hostname; cat /etc/hostname; cat /proc/sys/vm/swappiness
        systemctl is-active lab-clock; systemctl is-enabled lab-clock 2>/dev/null || echo not enabled
        ls /etc/sysctl.d/99-lab.conf /etc/security/limits.d/lab.conf /etc/systemd/system/lab-clock.service 2>/dev/null
        true
        """;

    private const string Settings = """
        - hosts: node2
          gather_facts: false
          tasks:
            - hostname: {name: renamed}
            - copy:
                dest: /etc/systemd/system/lab-clock.service
                content: |
                  [Service]
                  ExecStart=/bin/sleep infinity
                  [Install]
                  WantedBy=multi-user.target
            - systemd: {name: lab-clock, state: started, enabled: true, daemon_reload: true}
            - service: {name: lab-clock, state: started}
            - sysctl: {name: vm.swappiness, value: 17, sysctl_file: /etc/sysctl.d/99-lab.conf}
            - pam_limits: {dest: /etc/security/limits.d/lab.conf, domain: ops, limit_type: soft, limit_item: nofile, value: 5000}
        """;

    private const string Reboot = """
        - hosts: node2
          gather_facts: false
          tasks:
            - command: cat /proc/sys/kernel/random/boot_id
              register: before
              check_mode: false
              changed_when: false
            - reboot: {reboot_timeout: 300}
            - wait_for_connection:
            - command: cat /proc/sys/kernel/random/boot_id
              register: after
              changed_when: false
            - assert: {that: before.stdout != after.stdout}
              when: not ansible_check_mode
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Units_kernel_settings_and_the_hosts_name_become_as_planned_once_and_go_back()
    {
        deployment.Require();
        var before = await deployment.Node2.OutputAsync(State, Cancellation);
        var playbook = await PlaybookAsync(Settings);

        var plan = await deployment.RunAsync(["plan", playbook], Cancellation);
        var apply = await deployment.RunAsync(["apply", playbook], Cancellation);
        var again = await deployment.RunAsync(["apply", playbook], Cancellation);
        var changed = await deployment.Node2.OutputAsync(State, Cancellation);
        var undo = await deployment.RunAsync(["undo", (string)apply.Events[0]["run"]!], Cancellation);

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => $"{effect} {effect.After}").ShouldBe(apply.Effects.Select(effect => $"{effect} {effect.After}"));
        again.Effects.Select(effect => effect.ToString()).ShouldBeEmpty();
        changed.ShouldBe("""
            renamed
            renamed
            17
            active
            enabled
            /etc/security/limits.d/lab.conf
            /etc/sysctl.d/99-lab.conf
            /etc/systemd/system/lab-clock.service

            """.ReplaceLineEndings("\n"));
        undo.ExitCode.ShouldBe(0, undo.Output);
        (await deployment.Node2.OutputAsync(State, Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task A_run_goes_on_after_the_reboot_it_asked_for()
    {
        deployment.Require();
        var playbook = await PlaybookAsync(Reboot);

        var plan = await deployment.RunAsync(["plan", playbook], Cancellation);
        var apply = await deployment.RunAsync(["apply", playbook], Cancellation);
        var start = await deployment.RunAsync(["apply", ActiveActive.Playbook("steps/10-start")], Cancellation);

        plan.ExitCode.ShouldBe(0, plan.Output);
        apply.ExitCode.ShouldBe(0, apply.Output);
        plan.Effects.Select(effect => effect.ToString()).ShouldBe(apply.Effects.Select(effect => effect.ToString()));
        start.ExitCode.ShouldBe(0, start.Output);
    }

    private async Task<string> PlaybookAsync(string text)
    {
        var file = Path.Combine(Path.GetDirectoryName(deployment.Inventory)!, "system.yml");
        await File.WriteAllTextAsync(file, text, Cancellation);
        return file;
    }
}
