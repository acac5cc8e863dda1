using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
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

    public IReadOnlyList<string> ExtraVars { get; init; } = [];

    public string this[string path] => Path.Combine(_folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllBytes(this[path], System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
    }

    public Project Open() => new(new ProjectOptions { VaultSecrets = VaultSecrets, Modules = TestModules.All, ExtraVars = ExtraVars });

    /// <summary>Reads an inventory that has nothing wrong.</summary>
    public Inventory Inventory(params string[] sources)
    {
        var project = Open();
        var inventory = project.LoadInventory([.. sources.Select(source => source.Contains(',') ? source : this[source])]);
        project.ThrowIfErrors();
        return inventory;
    }

    /// <summary>Reads a playbook that has nothing wrong.</summary>
    public Playbook Playbook(string path)
    {
        var project = Open();
        project.LoadInventory(["localhost,"]);
        var playbook = project.LoadPlaybook(this[path]);
        project.ThrowIfErrors();
        return playbook;
    }

    /// <summary>What people are told about something wrong, with this folder's name taken out.</summary>
    public string Told(DiagnosticException exception) => exception.Message.Replace(_folder + "/", "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
