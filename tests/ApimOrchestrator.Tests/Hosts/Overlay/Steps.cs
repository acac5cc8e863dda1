using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Overlay;

/// <summary>Small modules for tests: each looks first and then changes what differs.</summary>
internal static class Steps
{
    public const int PlainMode = 0x1A4;
    public const int FolderMode = 0x1ED;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Func<IHost, Task> Copy(string path, string text, string owner = "root", int mode = PlainMode) => host =>
        PutAsync(host, path, _ => new PathState.File(Content.Of(text), mode, owner, "root"));

    public static Func<IHost, Task> Folder(string path, int mode = FolderMode) => host => PutAsync(host, path, _ => new PathState.Folder(mode, "root", "root"));

    public static Func<IHost, Task> Remove(string path) => host => PutAsync(host, path, _ => new PathState.Absent());

    public static Func<IHost, Task> Link(string path, string target) => host => PutAsync(host, path, _ => new PathState.Link(target, "root", "root"));

    /// <summary>Changes the mode only, having looked at no content.</summary>
    public static Func<IHost, Task> Chmod(string path, int mode) => host => PutAsync(
        host,
        path,
        seen => seen switch
        {
            PathState.File file => file with { Mode = mode },
            PathState.Folder folder => folder with { Mode = mode },
            _ => seen,
        },
        PathDetail.Attributes);

    /// <summary>Adds a line at the end; the file must exist.</summary>
    public static Func<IHost, Task> AddLine(string path, string line) => async host =>
    {
        var seen = await host.StateOfAsync(HostPath.Parse(path), PathDetail.Bytes, Cancellation);
        var file = seen as PathState.File ?? throw new TaskFailedException($"{path} does not exist");
        var text = Encoding.UTF8.GetString(await file.Content.ReadAsync(Cancellation));
        if (!text.Split('\n').Contains(line))
        {
            await host.PutAsync(new PathChange(HostPath.Parse(path), seen, file with { Content = Content.Of($"{text}{line}\n") }), Cancellation);
        }
    };

    /// <summary>Copies a file of the host, opening the content only while it is put.</summary>
    public static Func<IHost, Task> CopyOnHost(string from, string to) => async host =>
    {
        var source = await host.StateOfAsync(HostPath.Parse(from), PathDetail.Hash, Cancellation) as PathState.File ?? throw new TaskFailedException($"{from} does not exist");
        await PutAsync(host, to, _ => source);
    };

    /// <summary>Fails unless something stands at a path.</summary>
    public static Func<IHost, Task> Expect(string path, string kind, bool follow = false) => async host =>
    {
        var seen = await host.LookAsync(new PathLook(HostPath.Parse(path), PathDetail.Attributes, follow), Cancellation);
        _ = seen.Kind == kind ? seen : throw new TaskFailedException($"{path} is {seen.Kind}");
    };

    public static Func<IHost, Task> Mount(string source, string point) => async host =>
    {
        var look = new CommandLook<MountState?>(new Subject("mount", point), new Command("cat", "/proc/self/mounts"), result =>
            result.Output.Split('\n').Select(line => line.Split(' ')).Where(words => words.Length > 3 && words[1] == point).Select(words => new MountState(words[0], "nfs4", "rw")).LastOrDefault());
        var wished = new MountState(source, "nfs4", "rw");
        var before = await host.LookAsync(look, Cancellation);
        if (before != wished)
        {
            await host.MustRunAsync(new Command("mount", "-t", "nfs4", source, point), new Change(look.Subject, before, wished), Cancellation);
        }
    };

    public static Func<IHost, Task> AddUser(string name) => host =>
        host.MustRunAsync(new Command("useradd", name), new Change(new Subject("user", name), null, new UserState(name, null, name, HostPath.Parse($"/home/{name}"), "/bin/sh")), Cancellation);

    private static async Task PutAsync(IHost host, string path, Func<PathState, PathState> wish, PathDetail detail = PathDetail.Hash)
    {
        var seen = await host.StateOfAsync(HostPath.Parse(path), detail, Cancellation);
        await host.PutAsync(new PathChange(HostPath.Parse(path), seen, wish(seen)), Cancellation);
    }
}
