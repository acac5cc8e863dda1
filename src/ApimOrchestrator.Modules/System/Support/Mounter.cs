using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Brings a mount point and its line of the mount table to what the task says.</summary>
/// <param name="task">The arguments.</param>
internal sealed class Mounter(Mount task)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Subject _subject = new("mount", task.Path.Text);

    private MountState Wished => new(task.Src ?? "", task.Fstype ?? "", task.Opts);

    public async Task ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var (file, mounted, identity) = await host.LookAsync(new PathLook(task.Fstab, PathDetail.Bytes, Follow: true), MountTable.Look(task.Path, task.Src), new IdentityLook(), cancellation);
        var text = file is PathState.File table ? await TextLines.ReadAsync(table.Content, cancellation) : TextLines.Empty();
        var original = text.ToContent();
        var isListed = Edit(text);
        var change = new PathChange(task.Fstab, file, file is PathState.File old ? old with { Content = text.ToContent() } : new PathState.File(text.ToContent(), 0x1A4, identity.User, identity.Group));
        if (task.State is MountWish.Absent or MountWish.Unmounted)
        {
            await UnmountAsync(host, mounted, cancellation);
        }

        var isEdited = isListed && !text.ToContent().SameAs(original);
        if (isEdited)
        {
            await host.PutAsync(change, cancellation);
        }

        if (task.State is MountWish.Mounted or MountWish.Ephemeral or MountWish.Remounted)
        {
            await MountAsync(host, mounted, isEdited ? change : null, identity, cancellation);
        }
    }

    /// <summary>Edits the line; answers whether the task speaks of the table at all.</summary>
    private bool Edit(TextLines text)
    {
        var at = text.Lines.FindLastIndex(line => Fields(line) is { Length: >= 2 } fields && MountTable.Unescape(fields[1]) == task.Path.Text);
        switch (task.State)
        {
            case MountWish.Absent:
                text.Lines.RemoveAll(line => Fields(line) is { Length: >= 2 } fields && MountTable.Unescape(fields[1]) == task.Path.Text);
                return true;
            case MountWish.Mounted or MountWish.Present:
                string[] wished = [MountTable.Escape(task.Src!), MountTable.Escape(task.Path.Text), task.Fstype!, task.Opts, Number(task.Dump), Number(task.Passno)];
                if (at < 0)
                {
                    text.Insert(text.Lines.Count, string.Join(' ', wished));
                }
                else if (!Fields(text.Lines[at])!.Concat(["0", "0"]).Take(6).SequenceEqual(wished))
                {
                    text.Lines[at] = string.Join(' ', wished) + (text.Lines[at].EndsWith('\n') ? "\n" : "");
                }

                return true;
            default:
                return false;
        }
    }

    private async Task MountAsync(IHost host, MountState? mounted, PathChange? table, HostIdentity identity, CancellationToken cancellation)
    {
        if (task.State == MountWish.Remounted)
        {
            var again = mounted ?? throw new TaskFailedException($"nothing is mounted at {task.Path}") { Subject = _subject.ToString() };
            await RunAsync(host, Patient("mount", ["-o", "remount", task.Path.Text]), new Change(_subject, again, again with { Options = "remounted" }), cancellation);
            return;
        }

        if (mounted is not null && !IsSame(mounted))
        {
            await UnmountAsync(host, mounted, cancellation);
            mounted = null;
        }

        if (mounted is not null)
        {
            if (table is not null)
            {
                await RunAsync(host, Patient("mount", ["-o", "remount", .. Table(), task.Path.Text]), new Change(_subject, mounted, Wished), cancellation);
            }

            return;
        }

        await host.PutAsync(await FolderChain.MissingAsync(host, task.Path, () => new PathState.Folder(0x1FF & ~identity.Umask, identity.User, identity.Group), cancellation), cancellation);
        var command = task.State == MountWish.Ephemeral ? Patient("mount", ["-t", task.Fstype!, "-o", task.Opts, task.Src!, task.Path.Text]) : Patient("mount", [.. Table(), task.Path.Text]);
        var result = await host.RunAsync(command, new Change(_subject, null, Wished) { Undo = new Command("umount", task.Path.Text) }, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            if (table is not null)
            {
                await host.PutAsync(new PathChange(table.Path, table.After, table.Before), cancellation);
            }

            throw Failure(command, result);
        }
    }

    private async Task UnmountAsync(IHost host, MountState? mounted, CancellationToken cancellation)
    {
        if (mounted is not null)
        {
            await RunAsync(host, Patient("umount", [task.Path.Text]), new Change(_subject, mounted, null) { Undo = new Command("mount", [.. Table(), task.Path.Text]) }, cancellation);
        }
    }

    private async Task RunAsync(IHost host, Command command, Change change, CancellationToken cancellation)
    {
        var result = await host.RunAsync(command, change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw Failure(command, result);
        }
    }

    private bool IsSame(MountState mounted) =>
        (mounted.Source == task.Src || mounted.Source.TrimEnd('/') == task.Src!.TrimEnd('/') || IsLabel(task.Src!))
        && (task.Fstype is "auto" or "none" or "bind" || IsBind() || Family(mounted.FsType) == Family(task.Fstype!));

    private bool IsBind() => task.Opts.Split(',').Any(option => option is "bind" or "rbind");

    private static bool IsLabel(string source) => source.IndexOf('=', StringComparison.Ordinal) > 0 && !source.StartsWith('/');

    private static string Family(string type) => type == "nfs4" ? "nfs" : type;

    private string[] Table() => task.Fstab.Text == "/etc/fstab" ? [] : ["-T", task.Fstab.Text];

    private static Command Patient(string program, IReadOnlyList<string> words) => new(program, words) { Timeout = Patience };

    private TaskFailedException Failure(Command command, CommandResult result) =>
        new($"{_subject}: '{command}' failed: {result.Error.Trim().Split('\n')[0]}") { Result = result, Subject = _subject.ToString() };

    private static string[]? Fields(string line) => line.TrimStart().StartsWith('#') ? null : line.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
