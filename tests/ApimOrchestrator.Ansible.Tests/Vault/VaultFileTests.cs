using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Vault;

/// <summary>What <c>vault</c> does to the files on the disk, and how it asks.</summary>
public sealed class VaultFileTests : IDisposable
{
    private readonly Scratch _scratch = new($"vault-files-{Guid.NewGuid():N}");

    public VaultFileTests()
    {
        _scratch.Write("password", "sesame\n");
        _scratch.Write("file.yml", "a: 1\n");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Editing_shows_the_text_to_its_owner_only_and_leaves_nothing_behind()
    {
        // An editor that tells where the text is, leaves a backup beside it and adds a line.
        _scratch.Write("editor", "#!/bin/sh\nstat -c '%a' \"$(dirname \"$2\")\" \"$2\" > seen; dirname \"$2\" >> seen; cat \"$2\" >> seen; cp \"$2\" \"$2~\"; echo \"$1\" >> \"$2\"\n");
        File.SetUnixFileMode(At("editor"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await OursAsync(["encrypt", "file.yml", "--vault-id", "dev@password"]);
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(At("file.yml"), mode);

        var edit = await OursAsync(["edit", "file.yml", "--vault-id", "dev@password"], editor: "./editor 'b: 2'");

        edit.ExitCode.ShouldBe(0, edit.ToString());
        var seen = File.ReadAllLines(At("seen"));
        seen[..2].ShouldBe(["700", "600"]);
        seen[3].ShouldBe("a: 1");
        Directory.Exists(seen[2]).ShouldBeFalse();
        Directory.EnumerateFiles(_scratch.Folder).Select(Path.GetFileName).Order().ShouldBe(["editor", "file.yml", "password", "seen"]);
        File.GetUnixFileMode(At("file.yml")).ShouldBe(mode);
        File.ReadAllText(At("file.yml")).ShouldStartWith("$ANSIBLE_VAULT;1.2;AES256;dev\n");
        (await Programs.AnsibleAsync("ansible-vault", ["view", "file.yml", "--vault-id", "dev@password"], _scratch.Folder, "", TestContext.Current.CancellationToken)).Output.ShouldBe("a: 1\nb: 2\n");
    }

    [Fact]
    public async Task A_text_that_was_not_changed_is_not_written_again()
    {
        await OursAsync(["encrypt", "file.yml", "--vault-password-file", "password"]);
        var before = File.ReadAllText(At("file.yml"));

        await OursAsync(["edit", "file.yml", "--vault-password-file", "password"], editor: "true");

        File.ReadAllText(At("file.yml")).ShouldBe(before);
    }

    [Theory]
    [InlineData("/nowhere/vi", "the editor '/nowhere/vi' cannot be used")]
    [InlineData("'", "the editor ''' cannot be used")]
    public async Task An_editor_that_is_not_there_is_named(string editor, string message)
    {
        await OursAsync(["encrypt", "file.yml", "--vault-password-file", "password"]);

        var edit = await OursAsync(["edit", "file.yml", "--vault-password-file", "password"], editor: editor);

        edit.ExitCode.ShouldBe(1);
        edit.Errors.ShouldContain(message);
    }

    [Fact]
    public async Task Behind_a_link_the_file_it_leads_to_is_encrypted_and_its_old_text_is_wiped()
    {
        Directory.CreateDirectory(At("deep"));
        File.CreateSymbolicLink(At("deep/link.yml"), "../file.yml");
        await Programs.RunAsync("ln", ["file.yml", "kept"], _scratch.Folder, "", new Dictionary<string, string>(), TestContext.Current.CancellationToken);

        (await OursAsync(["encrypt", "deep/link.yml", "--vault-password-file", "password"])).ExitCode.ShouldBe(0);

        new FileInfo(At("deep/link.yml")).LinkTarget.ShouldBe("../file.yml");
        File.ReadAllText(At("file.yml")).ShouldStartWith("$ANSIBLE_VAULT;");
        File.ReadAllText(At("kept")).ShouldBe("\0\0\0\0\0");
    }

    [Fact]
    public async Task Nothing_is_written_where_one_of_several_files_is_wrong()
    {
        _scratch.Write("second.yml", "b: 2\n");
        await OursAsync(["encrypt", "second.yml", "--vault-password-file", "password"]);

        var run = await OursAsync(["encrypt", "file.yml", "second.yml", "--vault-password-file", "password"]);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("this is encrypted already");
        File.ReadAllText(At("file.yml")).ShouldBe("a: 1\n");
    }

    [Fact]
    public async Task Standard_input_and_output_serve_in_place_of_files()
    {
        var encrypted = await OursAsync(["encrypt", "--vault-password-file", "password"], input: "a: 1\n");
        var plain = await OursAsync(["decrypt", "-", "--output", "-", "--vault-password-file", "password"], input: encrypted.Output);

        plain.Output.ShouldBe("a: 1\n");
    }

    [Fact]
    public async Task A_new_password_is_asked_for_twice_at_the_terminal()
    {
        string[] words = ["-qec", $"dotnet {Path.Combine(AppContext.BaseDirectory, "apim-orchestrator.dll")} vault encrypt file.yml", "/dev/null"];
        async Task<ToolRun> TypeAsync(string typed) => await Programs.RunAsync("script", words, _scratch.Folder, typed, new Dictionary<string, string>(), TestContext.Current.CancellationToken);

        var wrong = await TypeAsync("sesame\nsesane\n");
        var right = await TypeAsync("sesame\nsesame\n");

        wrong.Output.ShouldContain("the two passwords are not the same");
        right.Output.ShouldContain("New vault password: ");
        (await OursAsync(["view", "file.yml", "--vault-password-file", "password"])).Output.ShouldBe("a: 1\n", right.ToString());
    }

    private string At(string file) => Path.Combine(_scratch.Folder, file);

    private Task<ToolRun> OursAsync(IEnumerable<string> words, string editor = "false", string input = "") => Programs.RunAsync(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "apim-orchestrator.dll"), "vault", .. words], _scratch.Folder, input, new Dictionary<string, string> { ["EDITOR"] = editor }, TestContext.Current.CancellationToken);
}
