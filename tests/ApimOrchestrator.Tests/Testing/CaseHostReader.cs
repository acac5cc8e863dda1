using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>Reads <c>host:</c> and <c>peers:</c> of a case.</summary>
internal static class CaseHostReader
{
    public static HostCase Read(CaseNode? node)
    {
        if (node is null)
        {
            return HostCase.Empty;
        }

        node.AllowOnly("paths", "users", "groups", "user", "state", "commands");
        return new HostCase
        {
            Paths = Paths(node),
            Users = [.. node.Entries("users").Select(user => ReadUser(user.Key, user.Value))],
            Groups = [.. node.Entries("groups").Select(group => new GroupState(group.Key, group.Value.Number()))],
            User = node.Find("user")?.Text() ?? "root",
            State = node.Texts("state"),
            Programs = [.. node.Items("commands").Select(ReadProgram)],
        };
    }

    private static List<(HostPath Path, PathState State)> Paths(CaseNode node) =>
        [.. node.Entries("paths").Select(entry => (HostPath.Parse(entry.Key), ReadPath(entry.Value)))];

    private static PathState ReadPath(CaseNode node)
    {
        if (!node.IsMapping)
        {
            return node.IsPlain && node.Text() == "absent" ? new PathState.Absent() : new PathState.File(Content.Of(node.Text()), 0x1A4, "root", "root");
        }

        node.AllowOnly("content", "base64", "mode", "owner", "group", "folder", "link", "other");
        var (owner, group) = (node.Find("owner")?.Text() ?? "root", node.Find("group")?.Text() ?? "root");
        if (node.Find("link") is { } target)
        {
            return new PathState.Link(target.Text(), owner, group);
        }

        if (node.Find("other") is { } other)
        {
            return new PathState.Other(other.Text());
        }

        var isFolder = node.Find("folder")?.Flag() ?? false;
        var mode = node.Find("mode")?.Octal() ?? (isFolder ? 0x1ED : 0x1A4);
        var content = node.Find("base64") is { } bytes ? Content.Of(Convert.FromBase64String(bytes.Text())) : Content.Of(node.Find("content")?.Text() ?? "");
        return isFolder ? new PathState.Folder(mode, owner, group) : new PathState.File(content, mode, owner, group);
    }

    private static UserState ReadUser(string name, CaseNode node)
    {
        if (!node.IsMapping)
        {
            return new UserState(name, node.Number(), name, HostPath.Parse($"/home/{name}"), "/bin/sh");
        }

        node.AllowOnly("uid", "group", "home", "shell", "groups", "comment");
        return new UserState(
            name,
            node.Find("uid")?.Number() ?? 1000,
            node.Find("group")?.Text() ?? name,
            HostPath.Parse(node.Find("home")?.Text() ?? $"/home/{name}"),
            node.Find("shell")?.Text() ?? "/bin/sh")
        {
            Groups = [.. node.Items("groups").Select(group => group.Text())],
            Comment = node.Find("comment")?.Text() ?? "",
        };
    }

    private static CannedProgram ReadProgram(CaseNode node)
    {
        node.AllowOnly("run", "when", "input", "exit", "output", "error", "set", "paths", "once");
        var run = node.Require("run");
        return new CannedProgram(run.IsSequence ? [.. run.Items().Select(word => word.Text())] : run.Text().Split(' '))
        {
            When = node.Texts("when"),
            Input = node.Find("input")?.Text(),
            Exit = (int)(node.Find("exit")?.Number() ?? 0),
            Output = node.Find("output")?.Text() ?? "",
            Error = node.Find("error")?.Text() ?? "",
            Set = node.Texts("set"),
            Paths = Paths(node),
            Once = node.Find("once")?.Flag() ?? false,
        };
    }
}
