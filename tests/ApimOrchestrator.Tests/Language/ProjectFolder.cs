using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Tests.Language;

/// <summary>A folder of a user's files that lives as long as a test.</summary>
internal sealed class ProjectFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("project-").FullName;

    public ProjectFolder(params IEnumerable<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
        {
            Write(path, text);
        }
    }

    public IReadOnlyList<VaultSecret> VaultSecrets { get; init; } = [];

    public string this[string path] => Path.Combine(_folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text.ReplaceLineEndings("\n"));
    }

    public Project Open() => new(new ProjectOptions(new TemplateParsers(Raw, Raw, Raw)) { VaultSecrets = VaultSecrets });

    /// <summary>Reads an inventory that has nothing wrong.</summary>
    public Inventory Inventory(params string[] sources)
    {
        var project = Open();
        var inventory = project.LoadInventory([.. sources.Select(source => source.Contains(',') ? source : this[source])]);
        project.ThrowIfErrors();
        return inventory;
    }

    /// <summary>What people are told about something wrong, with this folder's name taken out.</summary>
    public string Told(DiagnosticException exception) => exception.Message.Replace(_folder + "/", "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RawTemplate Raw(string text, Place place) => new(place, text);

    private sealed record RawTemplate(Place Place, string Text) : ITemplate
    {
        public object? Evaluate(IScope scope) => Text;
    }
}
