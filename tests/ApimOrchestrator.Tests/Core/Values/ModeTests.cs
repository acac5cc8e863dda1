using System.Diagnostics;
using ApimOrchestrator.Core.Values;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Core.Values;

public sealed class ModeTests
{
    [Theory]
    [InlineData("0644", 0x1A4)]
    [InlineData("644", 0x1A4)]
    [InlineData("2755", 0x5ED)]
    [InlineData("0", 0)]
    public void Octal_digits_are_read_as_octal(string text, int bits) => Mode.Parse(text).Bits.ShouldBe(bits);

    [Theory]
    [InlineData("rw-r--r--")]
    [InlineData("0999")]
    [InlineData("u=rq")]
    [InlineData("")]
    public void What_is_neither_octal_nor_symbolic_is_refused(string text) =>
        Should.Throw<FormatException>(() => Mode.Parse(text)).Message.ShouldContain("0644");

    [Theory]
    [InlineData("u=rw,g=r,o=", "0777")]
    [InlineData("a+x", "0640")]
    [InlineData("go-w", "0666")]
    [InlineData("u+s,g+s", "0755")]
    [InlineData("+t", "0755")]
    [InlineData("a+X", "0644")]
    [InlineData("a+X", "0744")]
    [InlineData("g=u", "0750")]
    [InlineData("o=g,u-x", "0751")]
    public void Symbolic_modes_mean_what_chmod_makes_of_them(string clauses, string before)
    {
        var file = Path.GetTempFileName();
        try
        {
            Run("chmod", before, file);
            Run("chmod", clauses, file);
            var expected = (int)File.GetUnixFileMode(file);

            Mode.Parse(clauses).Resolve(Mode.Parse(before).Bits!.Value, isFolder: false).ShouldBe(expected);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Run(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
