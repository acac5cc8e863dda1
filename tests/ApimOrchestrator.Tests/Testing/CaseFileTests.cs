using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Testing;

public sealed class CaseFileTests
{
    private const string Full = """
        - name: Adds a line
          example: true
          host:
            paths:
              /case/a: "x\n"
              /case/d: {folder: true, mode: 0750}
              /case/l: {link: a}
            users: {wso2carbon: {group: wso2, uid: 802}}
            state: {cron: ""}
            commands:
              - run: crontab -u * -
                set: {cron: "{input}"}
          task:
            lineinfile: {path: /case/a, line: yes, mode: 0644}
          effects:
            - path: /case/a
              before: {state: file, content: "x\n"}
              after: {mode: 0644}
        """;

    [Fact]
    public void Reads_every_part_of_a_case()
    {
        var read = CaseFile.Parse("x.yaml", Full).ShouldHaveSingleItem();

        read.Module.ShouldBe("lineinfile");
        read.IsExample.ShouldBeTrue();
        read.Host.Paths[0].State.ShouldBeOfType<PathState.File>().Mode.ShouldBe(Convert.ToInt32("644", 8));
        read.Host.Paths[1].State.ShouldBe(new PathState.Folder(Convert.ToInt32("750", 8), "root", "root"));
        read.Host.Users[0].Group.ShouldBe("wso2");
        read.Host.Programs[0].Fits(new Command("crontab", "-u", "root", "-"), read.Host.State).ShouldBeTrue();
        read.Host.Programs[0].Fits(new Command("crontab", "-u", "root"), read.Host.State).ShouldBeFalse();
        read.Effects[0].After!.Mode.ShouldBe(Convert.ToInt32("644", 8));
        read.RunsAnywhere.ShouldBeFalse();
    }

    [Fact]
    public void Keeps_plain_scalars_of_arguments_as_written()
    {
        var arguments = CaseFile.Parse("x.yaml", Full)[0].Arguments.ShouldBeAssignableTo<IReadOnlyDictionary<string, object?>>()!;

        arguments["mode"].ShouldBe(new Written("0644", 420L));
        arguments["line"].ShouldBe(new Written("yes", true));
    }

    [Fact]
    public void Writes_another_folder_where_the_case_says_case() =>
        CaseFile.Parse("x.yaml", Full, "/tmp/t1")[0].Host.Paths[0].Path.ShouldBe(HostPath.Parse("/tmp/t1/a"));

    [Theory]
    [InlineData("- {name: a, task: {stat: {path: /case/x}}}", "proves nothing")]
    [InlineData("- {name: a, task: {stat: {path: /case/x}}, efects: []}", "'efects' is not known here")]
    [InlineData("- {name: a, task: {stat: {}, copy: {}}, effects: []}", "the module and nothing else")]
    public void Refuses_a_case_that_cannot_be_meant(string text, string message) =>
        Should.Throw<FormatException>(() => CaseFile.Parse("x.yaml", text)).Message.ShouldContain(message);

    [Fact]
    public void Every_case_file_of_the_project_can_be_read() =>
        CaseFile.All().GroupBy(found => (found.File, found.Name)).ShouldAllBe(group => group.Count() == 1);
}
