using ApimOrchestrator.Language.Modules;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Modules;

public sealed class FreeFormTests
{
    [Theory]
    [InlineData("src=a dest=/b", "", "src=a|dest=/b")]
    [InlineData("msg=\"a b\" x='c d'", "", "msg=a b|x=c d")]
    [InlineData("msg={{ a | default('x y') }} n=1", "", "msg={{ a | default('x y') }}|n=1")]
    [InlineData("msg=it's{% if a %} b {% endif %}'", "", "msg=it's{% if a %} b {% endif %}'")]
    [InlineData("echo hi", "echo hi", "")]
    [InlineData("echo a\\=b", "echo a\\=b", "")]
    [InlineData("=x", "=x", "")]
    [InlineData("a=", "", "a=")]
    [InlineData("a=\"x\"y", "", "a=\"x\"y")]
    [InlineData("", "", "")]
    public void Words_with_an_equals_sign_are_arguments(string text, string rest, string arguments)
    {
        var form = FreeForm.Read(text, _ => true);
        form.Text.ShouldBe(rest);
        string.Join('|', form.Arguments.Select(argument => $"{argument.Name}={argument.Value}")).ShouldBe(arguments);
    }

    [Fact]
    public void A_command_keeps_its_text_but_for_what_is_an_argument()
    {
        var form = FreeForm.Read("env A=1 sh -c 'a   b'  chdir=/tmp  && c", name => name == "chdir");
        form.Text.ShouldBe("env A=1 sh -c 'a   b'  && c");
        form.Arguments.Single().ShouldBe(("chdir", "/tmp", 29));
    }

    [Theory]
    [InlineData("a='b")]
    [InlineData("a={{ b")]
    public void What_is_not_closed_is_refused(string text) => Should.Throw<FormatException>(() => FreeForm.Read(text, _ => true));
}
