using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Modules;

/// <summary>Gives a task's module the project's files and the task's variables.</summary>
internal sealed class ArgumentSource(FileSearch search, TemplateEngine templates, VaultReader vault, IScope scope, Place place) : IArgumentSource
{
    /// <inheritdoc/>
    public IReadOnlyList<(string RelativePath, Content Content, int Mode)> OpenFile(string name)
    {
        var path = search.Find(name, "files");
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (Path.GetRelativePath(path, file), ContentOf(file), ModeOf(file)))]
            : [("", ContentOf(path), ModeOf(path))];
    }

    /// <inheritdoc/>
    public string PathOf(string name) => search.Place(name);

    /// <inheritdoc/>
    public Content Render(string name)
    {
        var path = search.Find(name, "templates");
        if (Directory.Exists(path))
        {
            throw new FormatException($"'{name}' is a folder, not a template");
        }

        var problems = new Problems();
        var source = new SourceFiles(problems, vault).Read(path, place);
        problems.ThrowIfErrors();
        var template = templates.ParseTemplateFile(source!);
        return template.Evaluate(new TemplateFileScope(scope, path)) switch
        {
            Unknown unknown => Content.Unknown(unknown.Why),
            Secret secret => Content.Of(secret.Reveal(), secret: true),
            var text => Content.Of(ValueText.Of(text), source!.IsSecret),
        };
    }

    /// <inheritdoc/>
    public object? Evaluate(string expression)
    {
        try
        {
            return templates.ParseExpression(expression, place).Evaluate(scope);
        }
        catch (DiagnosticException) when (IsUndefined(expression))
        {
            return new Undefined(expression);
        }
    }

    // Only what is undefined as a whole counts; anything wrong inside the expression fails again.
    private bool IsUndefined(string expression)
    {
        try
        {
            return templates.ParseExpression($"({expression}) is undefined", place).Evaluate(scope) is true;
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    // An encrypted file is copied in the clear, as Ansible does.
    private Content ContentOf(string path)
    {
        var header = new byte[VaultReader.Header.Length];
        using (var stream = File.OpenRead(path))
        {
            stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        }

        return VaultReader.IsEncrypted(Encoding.ASCII.GetString(header))
            ? Content.Of(vault.Decrypt(File.ReadAllText(path), Place.Of(SourceFiles.NameOf(path))), secret: true)
            : new LocalContent(path);
    }

    private static int ModeOf(string path) => (int)File.GetUnixFileMode(path);
}
