using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml.Editing;
using ApimOrchestrator.Modules.Toml.Tree;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>
/// A <c>deployment.toml</c> that can be read and edited. Every edit gives a new document; it changes the lines it must and no other letter: comments, order, spacing, line
/// ends and a missing last line end stay. A document is always valid TOML that the server's own parser reads (<see cref="TomlDialect"/>), before and after each edit.
/// </summary>
public sealed class TomlDocument
{
    private TomlDocument(string text, string file, TableNode root, IReadOnlyList<Section> sections) =>
        (Text, File, Root, Sections) = (text, file, root, sections);

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The file's name for people.</summary>
    public string File { get; }

    internal TableNode Root { get; }

    internal IReadOnlyList<Section> Sections { get; }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text; may be empty.</param>
    /// <param name="file">The file's name for people.</param>
    /// <exception cref="DiagnosticException">The text is not valid TOML, or holds what the server's parser refuses or crashes on: every problem with its place.</exception>
    public static TomlDocument Parse(string text, string file)
    {
        if (TomlDialect.Diagnose(text, file) is { Count: > 0 } problems)
        {
            throw new DiagnosticException(problems);
        }

        // Tomlyn 2.10 validates wrongly: it takes a key of one table of an array for a second definition of a table below another one. The dialect and the tree check that instead.
        var syntax = SyntaxParser.Parse(text, file, validate: false);
        if (syntax.Diagnostics.FirstOrDefault(problem => problem.Kind == DiagnosticMessageKind.Error) is { } invalid)
        {
            throw new DiagnosticException(Invalid(text, file, invalid));
        }

        var builder = new TreeBuilder(text, file);
        return new TomlDocument(text, file, builder.Build(syntax), builder.Sections);
    }

    /// <summary>The value at a path: text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="TomlMoment"/>, a list, or a map for a table.</summary>
    /// <param name="path">Where to look; a selector that matches several tables takes the first.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue(TomlPath path, out object? value)
    {
        var found = TreeWalk.FindAll(Root, path).Select(match => match.Node).FirstOrDefault();
        value = found?.Value;
        return found is not null;
    }

    /// <summary>All values that are not tables, under their paths; tables of an array are numbered from 0 (<c>apim.gateway.environment[0].name</c>).</summary>
    public IReadOnlyDictionary<string, object?> Leaves() => TreeWalk.Leaves(Root).ToDictionary(leaf => leaf.Path, leaf => leaf.Value, StringComparer.Ordinal);

    /// <summary>Gives a key a value. A value that means the same is left as it is written; a map sets the keys of a table; a list of maps sets an array of tables.</summary>
    /// <param name="path">The key; a selector must match exactly one table.</param>
    /// <param name="value">A value of the shapes variables have; <c>Written</c> plain scalars keep the kind and the digits they were written with.</param>
    /// <exception cref="DiagnosticException">The path leads through something that is no table, or the value cannot be written.</exception>
    public TomlDocument Set(TomlPath path, object? value) => KeyWriter.Set(this, path, TomlValue.Of(value, path));

    /// <summary>Takes a key, a table with everything below it, or tables of an array out. What is not there is no change.</summary>
    /// <param name="path">What to take out; a selector may match any number of tables.</param>
    /// <exception cref="DiagnosticException">The path leads through something that is no table.</exception>
    public TomlDocument Remove(TomlPath path) => KeyRemover.Remove(this, path);

    /// <summary>Makes the tables of an array those of a list: the same number, order, keys and values; tables that stay are edited in place.</summary>
    /// <param name="path">The array, without a selector.</param>
    /// <param name="tables">The tables it must have; none removes the array.</param>
    /// <exception cref="DiagnosticException">The path leads to something else, or a value cannot be written.</exception>
    public TomlDocument ReplaceTables(TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object?>> tables) =>
        TablesWriter.Replace(this, path, [.. tables.Select(table => TomlValue.MapOf(table, path))]);

    /// <summary>Adds the tables of a list to an array at its end, save those it has already: a table that holds all the keys and values given.</summary>
    /// <param name="path">The array, without a selector.</param>
    /// <param name="tables">The tables it must hold.</param>
    /// <exception cref="DiagnosticException">The path leads to something else, or a value cannot be written.</exception>
    public TomlDocument AppendTables(TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object?>> tables) =>
        TablesWriter.Append(this, path, [.. tables.Select(table => TomlValue.MapOf(table, path))]);

    /// <summary>The document with a stretch of its text replaced.</summary>
    internal TomlDocument Splice(int start, int end, string replacement) =>
        Text.AsSpan(start, end - start).SequenceEqual(replacement) ? this : Parse(string.Concat(Text.AsSpan(0, start), replacement, Text.AsSpan(end)), File);

    /// <summary>The document with another text.</summary>
    internal TomlDocument With(string text) => text == Text ? this : Parse(text, File);

    internal DiagnosticException Problem(int offset, string message, string? help = null) => new(TextLines.Problem(Text, File, offset, message, help));

    private static Diagnostic Invalid(string text, string file, DiagnosticMessage problem)
    {
        var (line, column) = (problem.Span.Start.Line + 1, problem.Span.Start.Column + 1);
        return new Diagnostic(new Place(file, line, column), $"this is not valid TOML: {problem.Message}", null, TextLines.Line(text, line));
    }
}
