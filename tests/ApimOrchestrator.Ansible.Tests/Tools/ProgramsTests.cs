using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Tools;

/// <summary>Both programs are there and answer.</summary>
public sealed class ProgramsTests
{
    /// <summary>The Ansible whose language this project speaks.</summary>
    [Fact]
    public async Task Ansible_is_of_the_generation_whose_language_is_spoken()
    {
        using var scratch = new Scratch("programs");
        var run = await Programs.AnsibleAsync("ansible-playbook", ["--version"], scratch.Folder, "", TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldStartWith("ansible-playbook [core 2.14");
    }

    /// <summary>The program is beside the tests.</summary>
    [Fact]
    public async Task Our_program_starts()
    {
        using var scratch = new Scratch("programs-ours");
        var run = await Programs.OursAsync(["--help"], scratch.Folder, "", TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(0, run.ToString());
    }
}
