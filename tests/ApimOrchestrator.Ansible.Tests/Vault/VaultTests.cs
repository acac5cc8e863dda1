using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Vault;

/// <summary>Encrypted files and values go both ways between <c>ansible-vault</c> and our <c>vault</c>.</summary>
public sealed class VaultTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Scratch _scratch = new($"vault-{Guid.NewGuid():N}");

    public VaultTests()
    {
        _scratch.Write("password", "sesame\n");
        _scratch.Write("other", "another password \n\n");
    }

    public static TheoryData<string, string, string[]> Texts() => new()
    {
        { "a text", "user: admin\npassword: geheim ü €\n", ["--vault-password-file", "password"] },
        { "under an id", "a: 1\n", ["--vault-id", "dev@password"] },
        { "under the usual id", "a: 1\n", ["--vault-id", "default@password"] },
        { "under a file alone", "a: 1\n", ["--vault-id", "other"] },
        { "nothing", "", ["--vault-password-file", "other"] },
        { "no line end", "x", ["--vault-id", "a b@other"] },
        { "one block", "0123456789abcdef", ["--vault-password-file", "password"] },
        { "foreign line ends", "a\r\nb\r\n\0\u0001", ["--vault-password-file", "password"] },
        { "much", string.Concat(Enumerable.Range(0, 40_000).Select(i => $"line {i}\n")), ["--vault-password-file", "password"] },
    };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_we_encrypt_Ansible_decrypts(string name, string text, string[] password)
    {
        _scratch.Write("file.yml", text);

        (await OursAsync(["encrypt", "file.yml", .. password])).ExitCode.ShouldBe(0, name);
        Read("file.yml").ShouldStartWith("$ANSIBLE_VAULT;1.");
        File.GetUnixFileMode(At("file.yml")).ShouldBe(OwnerOnly);

        (await AnsibleAsync(["decrypt", "file.yml", .. password])).ExitCode.ShouldBe(0, name);
        Read("file.yml").ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_Ansible_encrypts_we_decrypt(string name, string text, string[] password)
    {
        _scratch.Write("file.yml", text);

        (await AnsibleAsync(["encrypt", "file.yml", .. password])).ExitCode.ShouldBe(0, name);
        (await OursAsync(["decrypt", "file.yml", .. password])).ExitCode.ShouldBe(0, name);

        Read("file.yml").ShouldBe(text);
        File.GetUnixFileMode(At("file.yml")).ShouldBe(OwnerOnly);
    }

    [Theory]
    [InlineData("default", "$ANSIBLE_VAULT;1.1;AES256")]
    [InlineData("prod", "$ANSIBLE_VAULT;1.2;AES256;prod")]
    public async Task Both_write_the_same_header_for_an_id(string id, string header)
    {
        _scratch.Write("ours", "x");
        _scratch.Write("ansibles", "x");
        await OursAsync(["encrypt", "ours", "--vault-id", $"{id}@password"]);
        await AnsibleAsync(["encrypt", "ansibles", "--vault-id", $"{id}@password"]);

        var (ours, ansibles) = (Read("ours"), Read("ansibles"));
        ours.Split('\n')[0].ShouldBe(header);
        ours.Split('\n').Select(line => line.Length).ShouldBe(ansibles.Split('\n').Select(line => line.Length));
    }

    [Fact]
    public async Task A_new_password_given_by_one_is_the_others_from_then_on()
    {
        _scratch.Write("file.yml", "a: 1\n");
        await OursAsync(["encrypt", "file.yml", "--vault-password-file", "password"]);
        File.SetUnixFileMode(At("file.yml"), OwnerOnly | UnixFileMode.GroupRead);

        (await OursAsync(["rekey", "file.yml", "--vault-password-file", "password", "--new-vault-id", "new@other"])).ExitCode.ShouldBe(0);
        (await AnsibleAsync(["rekey", "file.yml", "--vault-id", "other", "--new-vault-password-file", "password"])).ExitCode.ShouldBe(0);
        var view = await OursAsync(["view", "file.yml", "--vault-password-file", "password"]);

        view.Output.ShouldBe("a: 1\n");
        File.GetUnixFileMode(At("file.yml")).ShouldBe(OwnerOnly | UnixFileMode.GroupRead);
    }

    [Fact]
    public async Task Of_several_passwords_the_one_that_fits_opens_and_the_named_one_encrypts()
    {
        string[] both = ["--vault-id", "a@password", "--vault-id", "b@other"];
        _scratch.Write("file.yml", "a: 1\n");

        var unclear = await OursAsync(["encrypt", "file.yml", .. both]);
        (await OursAsync(["encrypt", "file.yml", "--encrypt-vault-id", "b", .. both])).ExitCode.ShouldBe(0);

        unclear.ExitCode.ShouldBe(1);
        unclear.Errors.ShouldContain("--encrypt-vault-id");
        Read("file.yml").ShouldStartWith("$ANSIBLE_VAULT;1.2;AES256;b\n");
        (await AnsibleAsync(["view", "file.yml", .. both])).Output.ShouldBe("a: 1\n");
    }

    [Fact]
    public async Task Values_are_encrypted_alike_and_read_by_the_other()
    {
        var ours = await OursAsync(["encrypt-string", "--vault-password-file", "password", "s3cret", "-n", "one"]);
        var ansibles = await AnsibleAsync(["encrypt_string", "--vault-password-file", "password", "--stdin-name", "one"], "s3cret");
        ours.Output.Split('\n')[..2].ShouldBe(ansibles.Output.Split('\n')[..2]);
        _scratch.Write("ours.yml", ours.Output);
        _scratch.Write("ansibles.yml", ansibles.Output);
        _scratch.Write("play.yml", "- hosts: localhost\n  connection: local\n  gather_facts: false\n  tasks:\n    - debug: {msg: \"{{ 'right' if one == 's3cret' else 'wrong' }}\"}\n");

        var byAnsible = await Programs.AnsibleAsync("ansible-playbook", ["-i", "localhost,", "-e", "@ours.yml", "--vault-password-file", "password", "play.yml"], _scratch.Folder, "", TestContext.Current.CancellationToken);
        var byUs = await Programs.ApplyAsync(["-e", "@ansibles.yml", "--vault-password-file", "password", "play.yml"], _scratch.Folder, "", TestContext.Current.CancellationToken);

        byAnsible.Output.ShouldContain("\"msg\": \"right\"", customMessage: byAnsible.ToString());
        byUs.Output.ShouldContain("\"msg\": \"right\"", customMessage: byUs.ToString());
    }

    [Theory]
    [InlineData("script", "#!/bin/sh\necho sesame\n")]
    [InlineData("script-client", "#!/bin/sh\n[ \"$1 $2\" = '--vault-id dev' ] && echo sesame\n")]
    [InlineData("script-client.sh", "#!/bin/sh\n[ \"$1 $2\" = '--vault-id dev' ] && echo sesame\n")]
    public async Task A_program_may_print_the_password(string file, string text)
    {
        _scratch.Write(file, text);
        File.SetUnixFileMode(At(file), OwnerOnly | UnixFileMode.UserExecute);
        _scratch.Write("file.yml", "a: 1\n");
        await AnsibleAsync(["encrypt", "file.yml", "--vault-id", $"dev@{file}"]);

        var view = await OursAsync(["view", "file.yml", "--vault-id", $"dev@{file}"]);

        view.Output.ShouldBe("a: 1\n", view.Errors);
    }

    [Theory]
    [InlineData("other", "", "none of the given vault passwords opens this")]
    [InlineData("password", "tamper", "none of the given vault passwords opens this")]
    [InlineData("password", "cut", "the encrypted text is incomplete or was changed")]
    [InlineData("password", "header", "this is not an encrypted text of the kinds that can be read")]
    [InlineData("password", "plain", "this is not encrypted")]
    [InlineData("nowhere", "", "there is no vault password file 'nowhere'")]
    public async Task What_Ansible_refuses_we_refuse_and_leave_the_file_alone(string password, string change, string message)
    {
        _scratch.Write("file.yml", "a: 1\n");
        await AnsibleAsync(["encrypt", "file.yml", "--vault-password-file", "password"]);
        var text = Read("file.yml");
        _scratch.Write("file.yml", change switch
        {
            "tamper" => text[..200] + (text[200] == '3' ? "62" : "35") + text[202..],
            "cut" => text[..^20],
            "header" => text.Replace("AES256", "AES512", StringComparison.Ordinal),
            "plain" => "a: 1\n",
            _ => text,
        });
        var before = Read("file.yml");

        var ansibles = await AnsibleAsync(["decrypt", "file.yml", "--vault-password-file", password]);
        var ours = await OursAsync(["decrypt", "file.yml", "--vault-password-file", password]);

        ansibles.ExitCode.ShouldNotBe(0);
        ours.ExitCode.ShouldBe(1);
        ours.Errors.ShouldContain(message);
        ours.Errors.ShouldNotContain("   at ");
        Read("file.yml").ShouldBe(before);
    }

    private string At(string file) => Path.Combine(_scratch.Folder, file);

    private string Read(string file) => File.ReadAllText(At(file));

    private Task<ToolRun> OursAsync(IEnumerable<string> words, string input = "") => Programs.OursAsync(words.Prepend("vault"), _scratch.Folder, input, TestContext.Current.CancellationToken);

    private Task<ToolRun> AnsibleAsync(IEnumerable<string> words, string input = "") => Programs.AnsibleAsync("ansible-vault", words, _scratch.Folder, input, TestContext.Current.CancellationToken);
}
