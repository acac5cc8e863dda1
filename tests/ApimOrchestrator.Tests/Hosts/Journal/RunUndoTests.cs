using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Tests.Hosts.Overlay;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Journal;

public sealed class RunUndoTests
{
    private static readonly HostPath Home = HostPath.Parse("/journal");

    private static readonly HostCase Start = new()
    {
        Paths = [(HostPath.Parse("/etc/app.conf"), new PathState.File(Content.Of("alpha=1\n"), Steps.PlainMode, "root", "root"))],
        State = new Dictionary<string, string> { ["cron"] = "old" },
        Programs = [new CannedProgram(["crontab", "-"]) { Set = new Dictionary<string, string> { ["cron"] = "{input}" } }],
    };

    private readonly MemoryLab _lab = new() { Journal = new HostJournal("run", TimeProvider.System) { Home = Home } };

    public RunUndoTests() => _lab.Add("node1", Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MemoryMachine Machine => _lab.Machines["node1"];

    [Fact]
    public async Task Many_edits_of_a_file_go_back_to_what_it_was_before_the_first()
    {
        var before = Machine.Snapshot();
        await Steps.AddLine("/etc/app.conf", "beta=2")(_lab.Host("node1"));
        await Steps.Chmod("/etc/app.conf", 0x180)(_lab.Host("node1"));
        await Steps.AddLine("/etc/app.conf", "gamma=3")(_lab.Host("node1"));

        await (await PrepareAsync()).ApplyAsync(force: false, Cancellation);

        Machine.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task A_path_somebody_changed_since_is_named_and_left_alone()
    {
        await Steps.AddLine("/etc/app.conf", "beta=2")(_lab.Host("node1"));
        Machine.Files.Place(HostPath.Parse("/etc/app.conf"), new PathState.File(Content.Of("by hand\n"), Steps.PlainMode, "root", "root"));
        var before = Machine.Snapshot();
        var undo = await PrepareAsync();

        (await undo.DriftAsync(Cancellation)).ShouldHaveSingleItem().ShouldContain("/etc/app.conf");
        await Should.ThrowAsync<TaskFailedException>(() => undo.ApplyAsync(force: false, Cancellation));

        Machine.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task Forced_it_puts_back_even_that()
    {
        var before = Machine.Snapshot();
        await Steps.AddLine("/etc/app.conf", "beta=2")(_lab.Host("node1"));
        Machine.Files.Place(HostPath.Parse("/etc/app.conf"), new PathState.File(Content.Of("by hand\n"), Steps.PlainMode, "root", "root"));

        await (await PrepareAsync()).ApplyAsync(force: true, Cancellation);

        Machine.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task A_new_folder_is_not_removed_with_what_others_put_into_it()
    {
        await Steps.Folder("/opt")(_lab.Host("node1"));
        Machine.Files.Place(HostPath.Parse("/opt/theirs"), new PathState.File(Content.Of("x"), Steps.PlainMode, "root", "root"));
        var undo = await PrepareAsync();

        (await Should.ThrowAsync<TaskFailedException>(() => undo.ApplyAsync(force: false, Cancellation))).Message.ShouldContain("theirs");
    }

    [Fact]
    public async Task A_programs_change_is_taken_back_by_its_undo_with_what_that_reads()
    {
        var before = Machine.Snapshot();
        await CronAsync(new Command("crontab", "-") { Input = Content.Of("old") });
        Machine.State["cron"].ShouldBe("new");

        await (await PrepareAsync()).ApplyAsync(force: false, Cancellation);

        Machine.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task What_cannot_be_undone_is_listed_first()
    {
        await CronAsync(undo: null);

        (await PrepareAsync()).Impossible.ShouldBe(["cron root"]);
    }

    [Fact]
    public async Task A_run_that_was_killed_before_the_change_it_had_announced_has_nothing_to_take_back()
    {
        var before = Machine.Snapshot();
        var line = _lab.Journal!.LineOf(new PathChange(HostPath.Parse("/etc/new"), new PathState.Absent(), new PathState.File(Content.Of("x"), Steps.PlainMode, "root", "root")));
        Machine.Keep("/journal/runs/run", [], $"{line}\n{line[..20]}");

        await (await PrepareAsync()).ApplyAsync(force: false, Cancellation);

        Machine.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task Undone_once_it_says_so()
    {
        await Steps.AddLine("/etc/app.conf", "beta=2")(_lab.Host("node1"));
        await (await PrepareAsync()).ApplyAsync(force: false, Cancellation);

        (await PrepareAsync()).IsUndone.ShouldBeTrue();
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("$(id)")]
    public void A_name_that_is_no_runs_is_refused(string run) => Should.Throw<FormatException>(() => JournalLook.Find(run));

    private Task<CommandResult> CronAsync(Command? undo) =>
        _lab.Host("node1").RunAsync(new Command("crontab", "-") { Input = Content.Of("new") }, new Change(new Subject("cron", "root"), "old", "new") { Undo = undo }, Cancellation);

    private async Task<RunUndo> PrepareAsync()
    {
        _lab.Journal = null;
        var undo = new RunUndo(_lab.Host("node1"), "run", Home);
        await undo.PrepareAsync(Cancellation);
        return undo;
    }
}
