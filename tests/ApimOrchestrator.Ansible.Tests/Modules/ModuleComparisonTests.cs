using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Modules;

/// <summary>Modules do and answer what Ansible's modules of the same names do and answer.</summary>
public sealed class ModuleComparisonTests
{
    /// <summary>One playbook that runs each of them in several ways; its answers and the files it leaves are compared.</summary>
    [Fact]
    public async Task Modules_answer_and_leave_the_same()
    {
        Assert.SkipUnless(Environment.UserName == "root", "files of archives belong to root");
        var (theirs, ours) = (Prepare("modules-theirs"), Prepare("modules-ours"));
        var cancellation = TestContext.Current.CancellationToken;

        var ansible = await Programs.AnsibleAsync("ansible-playbook", ["-i", "hosts.ini", "modules.yml"], theirs.Folder, "", cancellation);
        var mine = await Programs.ApplyAsync(["modules.yml", "-i", "hosts.ini"], ours.Folder, "", cancellation);

        ansible.ExitCode.ShouldBe(0, ansible.ToString());
        mine.ExitCode.ShouldBe(0, mine.ToString());
        Lines(ours, "answers").ShouldBe(Lines(theirs, "answers"));
        Tree(ours).ShouldBe(Tree(theirs));
        theirs.Dispose();
        ours.Dispose();
    }

    private static Scratch Prepare(string name)
    {
        var scratch = new Scratch(name);
        var cases = Path.Combine(AppContext.BaseDirectory, "Modules", "Cases");
        foreach (var file in Directory.GetFiles(cases, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
        {
            scratch.Write(Path.GetRelativePath(cases, file), File.ReadAllText(file));
        }

        scratch.Write("hosts.ini", "node1 ansible_connection=local ansible_python_interpreter=/usr/bin/python3\n");
        return scratch;
    }

    private static string[] Lines(Scratch scratch, string file) => File.ReadAllLines(Path.Combine(scratch.Folder, file));

    private static IEnumerable<string> Tree(Scratch scratch)
    {
        var root = Path.Combine(scratch.Folder, "out");
        return Directory.GetFileSystemEntries(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(root, path).Replace(scratch.Folder[1..], "HERE", StringComparison.Ordinal)} {File.GetUnixFileMode(path)} {(Directory.Exists(path) ? "folder" : File.ReadAllText(path))}");
    }
}
