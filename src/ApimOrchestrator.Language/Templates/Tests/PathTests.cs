using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>Ansible's tests of paths on the control machine; <c>stat</c> looks at those of hosts.</summary>
internal static class PathTests
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("abs", c => Path(c).StartsWith('/'));
        table.Add("exists", c => System.IO.Path.Exists(Path(c)));
        table.Add("file", c => File.Exists(Path(c)));
        table.Add("directory", c => Directory.Exists(Path(c)));
        table.Add("link", c => IsLink(Path(c)));
        table.Add("link_exists", c => System.IO.Path.Exists(Path(c)) || IsLink(Path(c)));
        foreach (var name in (string[])["abs", "file", "directory", "link"])
        {
            table.Alias(name, "is_" + name);
        }

        table.Alias("directory", "is_dir");
    }

    private static string Path(Arguments call) => call.Input as string ?? throw call.Wrong("a path", call.Input);

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
