using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Where a crontab is kept: a user's, reached through crontab(1), or a file.</summary>
internal abstract class CronTable
{
    /// <summary>The text; empty where there is none.</summary>
    public required string Text { get; init; }

    public static async Task<CronTable> OpenUserAsync(IHost host, string? user, CancellationToken cancellation)
    {
        var identity = await host.LookAsync(new IdentityLook(), cancellation);
        var name = user ?? identity.User;
        if (name != identity.User && identity.Uid != 0)
        {
            throw new TaskFailedException($"only root may change the crontab of {name}; use 'become: true'");
        }

        string[] whose = identity.Uid == 0 ? ["-u", name] : [];
        var look = new CommandLook<CronState?>(new Subject("cron", name), new Command("crontab", ["-l", .. whose]), result => Read(name, result));
        var (state, account) = name == identity.User
            ? (await host.LookAsync(look, cancellation), null)
            : await host.LookAsync(look, AccountLooks.User(name), cancellation);
        if (state is { IsUserUnknown: true })
        {
            // a user whom an earlier task makes has no crontab yet
            state = account is null ? throw new TaskFailedException($"there is no user {name}; add it with the module 'user' first") { Subject = look.Subject.ToString() } : null;
        }

        return new OfUser(look.Subject, whose, state?.Text) { Text = state?.Text ?? "" };
    }

    public static async Task<CronTable> OpenFileAsync(IHost host, HostPath path, CancellationToken cancellation)
    {
        var (state, identity) = await host.LookAsync(new PathLook(path, PathDetail.Bytes, Follow: true), new IdentityLook(), cancellation);
        return state switch
        {
            PathState.File file => new OfFile(path, state, identity) { Text = (await TextLines.ReadAsync(file.Content, cancellation)).Text },
            PathState.Absent => new OfFile(path, state, identity) { Text = "" },
            _ => throw new TaskFailedException($"{path} is a {state.Kind}, not a file") { Subject = path.Text },
        };
    }

    /// <summary>Writes the text where it differs.</summary>
    public abstract Task SaveAsync(IHost host, string text, CancellationToken cancellation);

    /// <summary>Removes the whole table.</summary>
    public abstract Task RemoveAsync(IHost host, CancellationToken cancellation);

    private static CronState? Read(string user, CommandResult result) => result.ExitCode switch
    {
        0 => new CronState(result.Output),
        1 when result.Error.Contains("unknown", StringComparison.Ordinal) => new CronState("") { IsUserUnknown = true },
        1 when result.Error.Contains("no crontab", StringComparison.Ordinal) || result.Error.Contains("can't open", StringComparison.Ordinal) => null,
        127 => throw new TaskFailedException("there is no crontab program on the host; install the package 'cron'") { Result = result },
        _ => throw new TaskFailedException($"the crontab of {user} cannot be read") { Result = result },
    };

    private sealed class OfUser(Subject subject, string[] whose, string? before) : CronTable
    {
        public override Task SaveAsync(IHost host, string text, CancellationToken cancellation)
        {
            var after = text.Length == 0 && before is null ? null : text;
            return after == before ? Task.CompletedTask : host.MustRunAsync(Install(text), new Change(subject, StateOf(before), StateOf(after)) { Undo = before is null ? Drop() : Install(before) }, cancellation);
        }

        public override Task RemoveAsync(IHost host, CancellationToken cancellation) =>
            before is null ? Task.CompletedTask : host.MustRunAsync(Drop(), new Change(subject, StateOf(before), null) { Undo = Install(before) }, cancellation);

        private static CronState? StateOf(string? text) => text is null ? null : new CronState(text);

        private Command Install(string text) => new("crontab", [.. whose, "-"]) { Input = Content.Of(text) };

        private Command Drop() => new("crontab", [.. whose, "-r"]);
    }

    private sealed class OfFile(HostPath path, PathState before, HostIdentity identity) : CronTable
    {
        public override Task SaveAsync(IHost host, string text, CancellationToken cancellation)
        {
            // cron(8) reads files of /etc/cron.d only where nobody but root may write them
            var after = before is PathState.File file ? file with { Content = Content.Of(text) } : new PathState.File(Content.Of(text), 0x1A4, identity.User, identity.Group);
            return text.Length == 0 && before is PathState.Absent ? Task.CompletedTask : host.PutAsync(new PathChange(path, before, after), cancellation);
        }

        public override Task RemoveAsync(IHost host, CancellationToken cancellation) => host.PutAsync(new PathChange(path, before, new PathState.Absent()), cancellation);
    }
}
