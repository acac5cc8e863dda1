using System.Globalization;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Brings a user to what the task says.</summary>
/// <param name="task">The arguments.</param>
/// <param name="sight">What was seen.</param>
internal sealed class UserEditor(User task, UserSight sight)
{
    public async Task<UserState> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var after = sight.User is { } before ? await ChangeAsync(host, before, cancellation) : await AddAsync(host, cancellation);
        if (task.Password is { } hash && (sight.User is null || task.UpdatePassword == PasswordUpdate.Always) && !hash.Equals(sight.Password?.Hash))
        {
            var change = new Change(PasswordHash.SubjectOf(task.Name), sight.User is null ? null : "another", new PasswordHash(hash));
            await host.MustRunAsync(new Command("chpasswd", "-e") { Input = Content.Of($"{task.Name}:{hash.Reveal()}\n", secret: true), IsSecret = true }, change, cancellation);
        }

        return after;
    }

    private async Task<UserState> AddAsync(IHost host, CancellationToken cancellation)
    {
        var defaults = await UserDefaults.LookAsync(host, cancellation);
        var makesGroup = task.Group is null && sight.Groups[task.Name] is null;
        var group = makesGroup ? task.Name : sight.MustHave(task.Group ?? task.Name);
        var after = new UserState(task.Name, task.Uid, group, task.Home ?? defaults.HomeFolder.Combine(task.Name), task.Shell ?? defaults.Shell)
        {
            Groups = Sorted((task.OtherGroups ?? []).Select(sight.MustHave).Where(other => other != group)),
            Comment = task.Comment ?? "",
        };
        string[] words = ["-M", "-d", after.Home.Text, "-s", after.Shell, .. makesGroup ? new[] { "-U" } : ["-g", group], .. Number(), .. Others(after), .. Comment(), .. task.System ? new[] { "-r" } : []];
        var change = new Change(sight.Subject, null, after) { Undo = new Command("userdel", task.Name) };
        var also = new Dictionary<Subject, object?>();
        if (makesGroup)
        {
            also[new Subject("group", group)] = new GroupState(group, null);
        }

        await host.MustRunAsync(new Command("useradd", [.. words, task.Name]), change with { Also = also }, cancellation);
        if (task.CreateHome)
        {
            await host.PutAsync(await defaults.HomeOfAsync(host, after, cancellation), cancellation);
        }

        return after;
    }

    private async Task<UserState> ChangeAsync(IHost host, UserState before, CancellationToken cancellation)
    {
        var after = before with
        {
            Uid = task.Uid ?? before.Uid,
            Group = task.Group is null ? before.Group : sight.MustHave(task.Group),
            Home = task.Home ?? before.Home,
            Shell = task.Shell ?? before.Shell,
            Comment = task.Comment ?? before.Comment,
        };
        if (task.OtherGroups is { } others)
        {
            after = after with { Groups = Sorted(others.Select(sight.MustHave).Concat(task.Append ? before.Groups : []).Where(other => other != after.Group)) };
        }

        if (!after.Equals(before))
        {
            var change = new Change(sight.Subject, before, after) { Undo = new Command("usermod", [.. Words(after, before), task.Name]) };
            await host.MustRunAsync(new Command("usermod", [.. Words(before, after), task.Name]), change, cancellation);
        }

        return after;
    }

    private List<string> Words(UserState from, UserState to)
    {
        var words = new List<string>();
        void Add(bool differs, params string[] more) => words.AddRange(differs ? more : []);
        Add(from.Uid != to.Uid && to.Uid is not null, "-u", (to.Uid ?? 0).ToString(CultureInfo.InvariantCulture));
        Add(from.Group != to.Group, "-g", to.Group);
        Add(!from.Groups.SequenceEqual(to.Groups), "-G", string.Join(',', to.Groups));
        Add(from.Home != to.Home, "-d", to.Home.Text);
        Add(from.Home != to.Home && task.MoveHome, "-m");
        Add(from.Shell != to.Shell, "-s", to.Shell);
        Add(from.Comment != to.Comment, "-c", to.Comment);
        return words;
    }

    private string[] Number() => task.Uid is { } uid ? ["-u", uid.ToString(CultureInfo.InvariantCulture)] : [];

    private static string[] Others(UserState after) => after.Groups.Count == 0 ? [] : ["-G", string.Join(',', after.Groups)];

    private string[] Comment() => task.Comment is { } comment ? ["-c", comment] : [];

    private static List<string> Sorted(IEnumerable<string> groups) => [.. groups.Distinct().Order(StringComparer.Ordinal)];
}
