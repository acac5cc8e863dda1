using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml.Dialect;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>
/// Says what the server's own TOML parser makes of a text. API-M 3.2.0 to 4.5.0 read <c>deployment.toml</c> with cava-toml 0.5.0, whose language differs from TOML 1.0:
/// it crashes on a table that comes after one of its sub-tables, and refuses mixed arrays, raw tabs in basic strings, a line break before a comma, empty arrays in inline
/// tables and more. The grammar behind this check is that of the library's lexer and parser, seen in its sources, and agrees with runs of the real library.
/// </summary>
public static class TomlDialect
{
    /// <summary>Everything in the text that the server does not take, in the order of the text. Wrong syntax ends the list; wrong structure does not.</summary>
    /// <param name="text">A whole file.</param>
    /// <returns>The problems; empty where the server reads the text.</returns>
    public static IReadOnlyList<TomlDialectProblem> Check(string text) => new DialectParser(text).Run();

    /// <summary>The verdict on a text: the worst of its problems.</summary>
    /// <param name="text">A whole file.</param>
    public static TomlVerdict VerdictOn(string text)
    {
        var problems = Check(text);
        return problems.Count == 0 ? TomlVerdict.Accepted
            : problems.Any(problem => problem.Verdict == TomlVerdict.Rejected) ? TomlVerdict.Rejected
            : TomlVerdict.Crashes;
    }

    /// <summary>The problems of a file as diagnostics with the file's name and the offending lines.</summary>
    /// <param name="text">A whole file.</param>
    /// <param name="file">The file's name for people.</param>
    public static IReadOnlyList<Diagnostic> Diagnose(string text, string file) =>
        [.. Check(text).Select(problem => new Diagnostic(new Place(file, problem.Line, problem.Column), problem.Message, problem.Help, TextLines.Line(text, problem.Line)))];
}
