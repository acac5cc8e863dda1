using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates.Filters;
using ApimOrchestrator.Language.Templates.Lookups;
using ApimOrchestrator.Language.Templates.Nodes;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;
using ApimOrchestrator.Language.Templates.Tests;

namespace ApimOrchestrator.Language.Templates;

/// <summary>Reads Jinja2 as Ansible configures it. One engine serves a whole run; its methods and the templates they give may be used by several threads.</summary>
/// <param name="options">What templates may reach and cost; null for the defaults.</param>
public sealed class TemplateEngine(TemplateOptions? options = null)
{
    private const string Header = "#jinja2:";

    /// <summary>What templates may reach and cost.</summary>
    public TemplateOptions Options { get; } = options ?? new TemplateOptions();

    internal FunctionTable Filters { get; } = FilterTables.All();

    internal FunctionTable Tests { get; } = TestTables.All();

    internal Patterns Patterns { get; } = new((options ?? new TemplateOptions()).RegexTimeout);

    internal FunctionTable Functions { get; } = GlobalFunctions.All();

    /// <summary>Whether a text holds any mark of a template; one that does not is its own value.</summary>
    /// <param name="text">Any text.</param>
    public static bool HasMarks(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal);

    /// <summary>Reads a text of a playbook. A lone <c>{{ expression }}</c> keeps the type of its value; backslashes in the strings of <c>{{ }}</c> stand for themselves, as in Ansible.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where its first character stands.</param>
    /// <param name="locate">Where the character of an offset stands, for texts that are not written in the file as they are (folded or escaped); null where each line starts in the same column.</param>
    /// <exception cref="DiagnosticException">The text is not a template: place and what was expected.</exception>
    public Template ParseText(string text, Place place, Func<int, Place>? locate = null)
    {
        var source = new Source(HasMarks(text) ? Normalised(text) : text, place, locate, Options.SourceLine);
        return HasMarks(text)
            ? Parse(source, TemplateSyntax.Ansible, literalBackslashes: true, isText: false)
            : new Template(this, source, text.Length == 0 ? [] : [new Data(new Mark(source, 0, text.Length), text)], new HashSet<string>(), isText: false);
    }

    /// <summary>Reads one expression without braces, as in <c>when:</c>. Written with braces all the same it is read too, as Ansible does.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="place">Where its first character stands.</param>
    /// <param name="locate">As for <see cref="ParseText"/>.</param>
    /// <exception cref="DiagnosticException">The text is not an expression: place and what was expected.</exception>
    public Template ParseExpression(string text, Place place, Func<int, Place>? locate = null)
    {
        if (text.TrimStart().StartsWith("{{", StringComparison.Ordinal) && text.TrimEnd().EndsWith("}}", StringComparison.Ordinal))
        {
            return ParseText(text, place, locate);
        }

        var source = new Source(text, place, locate, Options.SourceLine);
        var tokens = new List<Token>();
        new ExpressionLexer(source, tokens, literalBackslashes: false).ReadAll();
        var reader = new TokenReader(source, tokens);
        var parser = new ExpressionParser(reader, this);
        var expression = parser.Choice();
        reader.Expect(TokenKind.End, "an operator or the end of the expression");
        return new Template(this, source, [new Put(reader.Since(0), expression)], parser.Names, isText: false);
    }

    /// <summary>Reads a whole template file, for the template module and <c>lookup('template')</c>: its value is always a text. A first line <c>#jinja2: trim_blocks: False, …</c> changes how it is read.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="place">The file, line 1, column 1.</param>
    /// <param name="syntax">Marks and white space rules other than Ansible's; null for those.</param>
    /// <exception cref="DiagnosticException">The text is not a template: place and what was expected.</exception>
    public Template ParseTemplateFile(string text, Place place, TemplateSyntax? syntax = null) =>
        Parse(new Source(Normalised(text), place, null, Options.SourceLine), syntax ?? TemplateSyntax.Ansible, literalBackslashes: false, isText: true);

    /// <summary>Reads a whole template file; problems in one that was encrypted are told without its text.</summary>
    /// <param name="file">The file.</param>
    /// <param name="syntax">As for the other overload.</param>
    /// <exception cref="DiagnosticException">The text is not a template: place and what was expected.</exception>
    public Template ParseTemplateFile(SourceText file, TemplateSyntax? syntax = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = new Source(Normalised(file.Text), file.At(1, 1), null, place => file.Line(place.Line) ?? "");
        return Parse(source, syntax ?? TemplateSyntax.Ansible, literalBackslashes: false, isText: true);
    }

    /// <summary>Reads a template that another one names; null where no file of that name is found.</summary>
    internal Template? Load(string name, Place from, Frame frame)
    {
        var path = new SearchPath(frame, from).Find(name, "templates");
        return path is null ? null : ParseFile(path);
    }

    internal Template ParseFile(string path, TemplateSyntax? syntax = null) => ParseTemplateFile(FileText.Read(path, Options), syntax);

    internal static string SearchedText(Frame frame, string kind, Place from) => new SearchPath(frame, from).Describe(kind);

    private Template Parse(Source source, TemplateSyntax syntax, bool literalBackslashes, bool isText)
    {
        (syntax, var start) = source.Text.StartsWith(Header, StringComparison.Ordinal) ? SyntaxHeader.Read(source, Header.Length, syntax) : (syntax, 0);
        var reader = new TokenReader(source, new Lexer(source, start, syntax, literalBackslashes).Tokens());
        var expressions = new ExpressionParser(reader, this);
        var statements = new StatementParser(reader, expressions);
        var body = statements.Template();
        expressions.Names.ExceptWith(statements.Assigned);
        expressions.Names.ExceptWith(Functions.Names);
        return new Template(this, source, body, expressions.Names, isText);
    }

    /// <summary>Jinja2 reads every kind of line end as a newline.</summary>
    private static string Normalised(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}
