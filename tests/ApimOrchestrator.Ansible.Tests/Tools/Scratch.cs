namespace ApimOrchestrator.Ansible.Tests.Tools;

/// <summary>A folder for one test, gone with it.</summary>
public sealed class Scratch : IDisposable
{
    private static readonly string Root = MakeRoot();

    /// <summary>An empty folder of this name, which no other test may use.</summary>
    /// <param name="name">Its name.</param>
    public Scratch(string name)
    {
        Folder = Path.Combine(Root, name);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The folder's path.</summary>
    public string Folder { get; }

    /// <summary>A folder that all tests of this process share.</summary>
    /// <param name="name">Its name.</param>
    public static string OfProcess(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Writes a file, and the folders it stands in.</summary>
    /// <param name="path">The path below the folder.</param>
    /// <param name="text">What it says.</param>
    public void Write(string path, string text)
    {
        var whole = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string MakeRoot()
    {
        var root = Directory.CreateTempSubdirectory("apim-ansible-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }
}
