using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>What every reader of playbooks needs. One for the loading before the run; a fresh one for each file read while it runs, so that its problems fail that task only.</summary>
internal sealed class LoadServices
{
    private const int MostFiles = 2000;

    private readonly VaultReader _vault;
    private int _filesRead;

    public LoadServices(Problems problems, VaultReader vault, TemplateEngine templates, ModuleCatalog modules, IReadOnlyDictionary<string, object?> extraVars)
    {
        (Problems, _vault, Templates, Modules, ExtraVars) = (problems, vault, templates, modules, extraVars);
        Files = new SourceFiles(problems, vault);
        Values = new ValueReader(templates, vault, problems);
        Variables = new VariableFiles(Files, Values, problems);
        Keywords = new KeywordReader(this);
    }

    public Problems Problems { get; }

    public TemplateEngine Templates { get; }

    public ModuleCatalog Modules { get; }

    public IReadOnlyDictionary<string, object?> ExtraVars { get; }

    public SourceFiles Files { get; }

    public ValueReader Values { get; }

    public VariableFiles Variables { get; }

    public KeywordReader Keywords { get; }

    /// <summary>The same with problems of its own.</summary>
    public LoadServices Fresh() => new(Problems.Fresh(), _vault, Templates, Modules, ExtraVars);

    /// <summary>Counts a file that is imported; imports that multiply one another are refused.</summary>
    /// <exception cref="DiagnosticException">Too many files are imported.</exception>
    public void CountFile(Place asked)
    {
        if (++_filesRead > MostFiles)
        {
            throw new DiagnosticException(new Diagnostic(asked, $"more than {MostFiles} files are imported"));
        }
    }

    /// <summary>Parses an expression; one that is wrong is reported and stands for nothing.</summary>
    public ITemplate Expression(string text, Place place)
    {
        try
        {
            return Templates.ParseExpression(text, place);
        }
        catch (DiagnosticException exception)
        {
            Problems.Add(exception);
            return new Constant(place, text, null);
        }
    }
}
