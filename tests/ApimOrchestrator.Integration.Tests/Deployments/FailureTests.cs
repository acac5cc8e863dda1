using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>What goes wrong on real hosts: one clear line, the right exit code, nothing lost.</summary>
public sealed class FailureTests(FailingHost failing, LabImages images) : IClassFixture<FailingHost>
{
    private const string Ping = "- hosts: all\n  gather_facts: false\n  tasks:\n    - ping:\n";
    private const string PingAsRoot = "- hosts: all\n  gather_facts: false\n  become: true\n  tasks:\n    - ping:\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_whose_key_is_not_known_is_not_spoken_to()
    {
        var run = await ApplyAsync(Ping, "ansible_ssh_common_args: -o UserKnownHostsFile=/dev/null");

        run.ExitCode.ShouldBe(4, run.Output);
        run.Output.ShouldContain("UNREACHABLE! => host: the host key of [127.0.0.1]");
        run.Output.ShouldContain("is not known");
        run.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_host_whose_key_has_changed_is_not_spoken_to_and_the_line_is_named()
    {
        images.Require();
        var other = Path.Combine(failing.Folder, "other_known_hosts");
        var real = await File.ReadAllLinesAsync(failing.Host.KnownHostsPath, Cancellation);
        var key = real[0].Split(' ');
        var bytes = Convert.FromBase64String(key[2]);
        bytes[^1] ^= 1;
        await File.WriteAllTextAsync(other, $"{key[0]} {key[1]} {Convert.ToBase64String(bytes)}\n", Cancellation);

        var run = await ApplyAsync(Ping, $"ansible_ssh_common_args: -o UserKnownHostsFile={other}");

        run.ExitCode.ShouldBe(4, run.Output);
        run.Output.ShouldContain("HAS CHANGED");
        run.Output.ShouldContain($"{other}:1");
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_one_line()
    {
        var run = await ApplyAsync(Ping, "ansible_ssh_private_key_file: null", "ansible_password: not-it-7", "ansible_ssh_extra_args: -o IdentitiesOnly=yes");

        run.ExitCode.ShouldBe(4, run.Output);
        run.Output.ShouldContain("does not let us in");
        run.Output.ShouldNotContain("not-it-7");
    }

    [Fact]
    public async Task The_right_password_works()
    {
        var run = await ApplyAsync(Ping, "ansible_ssh_private_key_file: null", $"ansible_password: {DockerHost.PasswordOf("ops")}");

        run.ExitCode.ShouldBe(0, run.Output);
    }

    [Fact]
    public async Task A_user_without_the_right_to_sudo_is_told_so()
    {
        var run = await ApplyAsync(PingAsRoot, "ansible_user: nosudo", $"ansible_become_password: {DockerHost.PasswordOf("nosudo")}");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("cannot become 'root'");
        run.Output.ShouldContain("sudo");
    }

    [Fact]
    public async Task A_wrong_password_for_sudo_is_told_and_not_shown()
    {
        var run = await ApplyAsync(PingAsRoot, "ansible_user: pwsudo", "ansible_become_password: wrong-one-8");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("the password for 'sudo' was refused");
        run.Output.ShouldNotContain("wrong-one-8");
    }

    [Fact]
    public async Task The_right_password_for_sudo_works()
    {
        var run = await ApplyAsync(PingAsRoot, "ansible_user: pwsudo", $"ansible_become_password: {DockerHost.PasswordOf("pwsudo")}");

        run.ExitCode.ShouldBe(0, run.Output);
    }

    [Theory]
    [InlineData("[server\nhostname = 1\n", "1:")]
    [InlineData("[apim.throttling]\nx = 1\n[apim]\ny = 2\n", "3:1")]
    public async Task A_deployment_toml_the_server_would_refuse_is_left_alone_and_the_place_is_told(string text, string place)
    {
        images.Require();
        await failing.Host.OutputAsync("mkdir -p /srv/broken", Cancellation);
        await failing.Host.WriteAsync("/srv/broken/deployment.toml", System.Text.Encoding.UTF8.GetBytes(text), Cancellation);

        var run = await ApplyAsync("- hosts: all\n  become: true\n  gather_facts: false\n  tasks:\n    - toml: {path: /srv/broken/deployment.toml, key: server.offset, value: 1}\n");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain($"/srv/broken/deployment.toml:{place}");
        (await failing.Host.OutputAsync("cat /srv/broken/deployment.toml", Cancellation)).ShouldBe(text);
    }

    [Fact]
    public async Task A_full_disk_keeps_the_old_file_and_leaves_nothing_behind()
    {
        images.Require();
        await failing.Host.OutputAsync("mkdir -p /mnt/small && mount -t tmpfs -o size=64k tmpfs /mnt/small && echo old >/mnt/small/file", Cancellation);

        var run = await ApplyAsync("- hosts: all\n  become: true\n  gather_facts: false\n  tasks:\n    - copy: {dest: /mnt/small/file, content: \"{{ 'x' * 200000 }}\"}\n");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("/mnt/small/file");
        (await failing.Host.OutputAsync("cat /mnt/small/file; ls -A /mnt/small", Cancellation)).ShouldBe("old\nfile\n");
    }

    [Fact]
    public async Task A_server_that_never_comes_up_fails_with_what_its_log_waits_for()
    {
        images.Require();
        var playbook = $$"""
            - hosts: all
              become: true
              gather_facts: false
              tasks:
                - apim_pack: {src: "{{LabImages.PackPath}}", dest: /opt/wso2am-3.2.0, owner: wso2carbon, group: wso2}
                - toml: {path: /opt/wso2am-3.2.0/repository/conf/deployment.toml, key: apim.key_manager.service_url, value: "https://nobody.invalid:9443/services/"}
                - apim_server: {home: /opt/wso2am-3.2.0, state: started, user: wso2carbon, timeout: 100}
            """;

        var run = await ApplyAsync(playbook);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("the server in /opt/wso2am-3.2.0 is up: not within 100 s");
        run.Output.ShouldMatch("(unsatisfied items|Retrying after 15 seconds|nobody.invalid)");
    }

    private async Task<ToolRun> ApplyAsync(string playbook, params string[] variables)
    {
        images.Require();
        var file = await failing.WriteAsync(playbook, variables, Cancellation);
        return await Tool.RunAsync(["apply", file, "-i", Path.Combine(Path.GetDirectoryName(file)!, "hosts.yml"), "--journal", Path.Combine(failing.Folder, "runs")], Cancellation);
    }
}
