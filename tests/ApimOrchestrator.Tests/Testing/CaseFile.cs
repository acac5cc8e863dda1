using System.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>Reads the files of <c>Modules/Cases</c>; what it does not know in them is an error that names the line.</summary>
public static class CaseFile
{
    /// <summary>The text that stands for the folder a case works in.</summary>
    public const string Root = "/case";

    private static readonly string[] CaseKeys = ["name", "example", "host", "peers", "files", "variables", "task", "effects", "answer", "fails", "unknown", "again", "undo", "secrets"];

    /// <summary>The folder the case files lie in.</summary>
    public static string Folder => Path.Combine(Repository.Root, "tests", "ApimOrchestrator.Tests", "Modules", "Cases");

    /// <summary>Every case of every module.</summary>
    /// <param name="root">What to write for <see cref="Root"/>.</param>
    public static IReadOnlyList<ModuleCase> All(string root = Root) =>
        [.. Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(file => Load(file, root))];

    /// <summary>The cases of one file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="root">What to write for <see cref="Root"/>.</param>
    public static IReadOnlyList<ModuleCase> Load(string file, string root = Root) => Parse(Path.GetFileName(file), File.ReadAllText(file), root);

    /// <summary>The cases of a text.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="root">What to write for <see cref="Root"/>.</param>
    public static IReadOnlyList<ModuleCase> Parse(string name, string text, string root = Root)
    {
        var source = new SourceText(name, text.Replace(Root, root, StringComparison.Ordinal));
        return [.. CaseNode.Of(YamlTree.Parse(source)).Items().Select(item => ReadCase(name, item))];
    }

    private static ModuleCase ReadCase(string file, CaseNode node)
    {
        node.AllowOnly(CaseKeys);
        var task = node.Require("task").Entries();
        if (task.Count != 1)
        {
            throw node.Wrong("'task:' must hold the module and nothing else");
        }

        if (node.Find("effects") is null && node.Find("fails") is null && node.Find("unknown") is null)
        {
            throw node.Wrong("the case has no 'effects:', 'fails:' or 'unknown:', so it proves nothing");
        }

        return new ModuleCase(file, node.Require("name").Text(), CaseHostReader.Read(node.Find("host")), task[0].Key, task[0].Value.Argument())
        {
            IsExample = node.Find("example")?.Flag() ?? false,
            Peers = node.Entries("peers").ToDictionary(peer => peer.Key, peer => CaseHostReader.Read(peer.Value)),
            Files = node.Entries("files").ToDictionary(file => file.Key, file => ReadFile(file.Value)),
            Variables = node.Entries("variables").ToDictionary(pair => pair.Key, pair => pair.Value.Value()),
            Effects = [.. node.Items("effects").Select(ReadEffect)],
            Answer = node.Find("answer")?.Entries().ToDictionary(pair => pair.Key, pair => pair.Value.Value()),
            Fails = node.Find("fails")?.Text(),
            Unknown = node.Find("unknown")?.Text(),
            MayChangeAgain = node.Find("again")?.Choice("rest", "changes") == "changes",
            CanUndo = node.Find("undo")?.Choice("full", "none") != "none",
            Secrets = [.. node.Items("secrets").Select(secret => secret.Text())],
        };
    }

    private static byte[] ReadFile(CaseNode node) =>
        node.IsMapping ? Convert.FromBase64String(node.Require("base64").Text()) : System.Text.Encoding.UTF8.GetBytes(node.Text());

    private static ExpectedEffect ReadEffect(CaseNode node)
    {
        node.AllowOnly("path", "subject", "before", "after", "host");
        if (node.Find("path") is null == node.Find("subject") is null)
        {
            throw node.Wrong("an effect has either 'path:' or 'subject:'");
        }

        var isPath = node.Find("path") is not null;
        return new ExpectedEffect
        {
            Path = node.Find("path")?.Text(),
            Subject = node.Find("subject")?.Text(),
            Host = node.Find("host")?.Text(),
            Before = ReadState(node.Find("before"), isPath),
            After = ReadState(node.Find("after"), isPath),
        };
    }

    private static ExpectedState? ReadState(CaseNode? node, bool isPath)
    {
        if (node is null)
        {
            return null;
        }

        if (!node.IsMapping)
        {
            return isPath ? new ExpectedState { State = node.Choice("absent") } : new ExpectedState { Text = node.Text() };
        }

        node.AllowOnly("state", "content", "base64", "sha256", "mode", "owner", "group", "target");
        return new ExpectedState
        {
            State = node.Find("state")?.Choice("file", "folder", "link", "absent", "other"),
            Content = node.Find("content") is { } text ? Encoding.UTF8.GetBytes(text.Text())
                : node.Find("base64") is { } bytes ? Convert.FromBase64String(bytes.Text()) : (ReadOnlyMemory<byte>?)null,
            Sha256 = node.Find("sha256")?.Text(),
            Mode = node.Find("mode")?.Octal(),
            Owner = node.Find("owner")?.Text(),
            Group = node.Find("group")?.Text(),
            Target = node.Find("target")?.Text(),
        };
    }
}
