using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Modules;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules;

/// <summary>The laws every module keeps, proved for each case of <c>Cases/</c> on hosts in memory.</summary>
public sealed class ModuleLawsTests
{
    private const string HostName = "node1";

    private static readonly IReadOnlyDictionary<string, ModuleCase> All = CaseFile.All().ToDictionary(found => found.ToString());

    public static TheoryData<string> Cases => [.. All.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task Has_the_effects_and_the_answer_its_case_asks_for(string name)
    {
        var source = All[name];
        var run = await CaseRun.OnAsync(Build(source).Host, source);

        run.HasExpectedEffects(source, HostName);
        run.HasExpectedAnswer(source);
        run.Unknown.ShouldBeNull(name);
        (run.Failure ?? "").ShouldContain(source.Fails ?? "", Case.Sensitive, name);
        (run.Failure is null).ShouldBe(source.Fails is null, $"{name}\nfailed: {run.Failure}");
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task What_is_claimed_beforehand_is_what_happens_and_claiming_touches_nothing(string name)
    {
        var source = All[name];
        var (pretended, real) = (Build(source), Build(source));
        var before = Snapshot(pretended.Lab);
        LookOnly(pretended.Lab);
        var world = new SimulatedWorld();
        var claimed = await CaseRun.OnAsync(world.Over(pretended.Host), source);
        var happened = await CaseRun.OnAsync(real.Host, source);

        claimed.Matches(happened, source);
        Snapshot(pretended.Lab).ShouldBe(before, name);
        (claimed.Unknown ?? "").ShouldContain(source.Unknown ?? "", Case.Sensitive, name);
        (claimed.Unknown is null).ShouldBe(source.Unknown is null, $"{name}\nunknown: {claimed.Unknown}");
        if (claimed.Unknown is null && source.Host.Programs.All(program => program.Paths.Count == 0))
        {
            foreach (var host in real.Lab.Machines.Keys)
            {
                CaseCheck.SameTree(await CaseCheck.TreeAsync(world.Over(pretended.Lab.Host(host)), CaseFile.Root), await CaseCheck.TreeAsync(real.Lab.Host(host), CaseFile.Root), source);
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Done_a_second_time_it_changes_nothing(string name)
    {
        var source = All[name];
        if (source.MayChangeAgain || source.Fails is not null)
        {
            return;
        }

        var (pretended, real) = (Build(source), Build(source));
        await CaseRun.OnAsync(real.Host, source);
        (await CaseRun.OnAsync(real.Host, source)).Effects.ShouldBeEmpty(name);

        var world = new SimulatedWorld();
        await CaseRun.OnAsync(world.Over(pretended.Host), source);
        (await CaseRun.OnAsync(world.Over(pretended.Host), source)).Effects.ShouldBeEmpty(name);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task No_secret_is_shown_or_stands_on_a_command_line(string name)
    {
        var source = All[name];
        var (lab, host) = Build(source);
        var run = await CaseRun.OnAsync(host, source);
        var claimed = await CaseRun.OnAsync(new SimulatedWorld().Over(Build(source).Host), source);
        var lines = lab.Machines.Values.SelectMany(machine => machine.Commands).SelectMany(command => command.Arguments.Prepend(command.Program));

        foreach (var secret in source.Secrets)
        {
            run.Texts.Concat(claimed.Texts).Concat(lines).ShouldAllBe(text => !text.Contains(secret, StringComparison.Ordinal), $"{name}: '{secret}' is shown");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Undone_it_leaves_everything_as_it_was(string name)
    {
        var source = All[name];
        var lab = Build(source).Lab;
        var before = Snapshot(lab);
        lab.Journal = new HostJournal("law", TimeProvider.System) { Home = HostPath.Parse("/journal") };
        await CaseRun.OnAsync(lab.Host(HostName, source.Host.User), source);
        lab.Journal = null;
        var impossible = new List<string>();
        foreach (var host in lab.Machines.Keys)
        {
            var undo = new RunUndo(lab.Host(host), "law", HostPath.Parse("/journal"));
            await undo.PrepareAsync(TestContext.Current.CancellationToken);
            (await undo.DriftAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty(name);
            await undo.ApplyAsync(force: false, TestContext.Current.CancellationToken);
            impossible.AddRange(undo.Impossible);
        }

        if (source.CanUndo)
        {
            impossible.ShouldBeEmpty(name);
            Snapshot(lab).ShouldBe(before, name);
        }
        else
        {
            impossible.ShouldNotBeEmpty($"{name}: all of it was undone, so 'undo: none' is wrong");
        }
    }

    [Fact]
    public void Every_case_is_of_a_module_there_is() =>
        All.Values.Select(found => found.Module).Except(ModuleCatalog.All.SelectMany(module => module.Aliases.Prepend(module.Name))).ShouldBeEmpty();

    private static (MemoryLab Lab, IHost Host) Build(ModuleCase source)
    {
        var lab = new MemoryLab();
        var host = lab.Add(HostName, source.Host);
        foreach (var (name, peer) in source.Peers)
        {
            lab.Add(name, peer);
        }

        return (lab, host);
    }

    private static void LookOnly(MemoryLab lab)
    {
        foreach (var machine in lab.Machines.Values)
        {
            machine.IsLookOnly = true;
        }
    }

    private static List<string> Snapshot(MemoryLab lab) => [.. lab.Machines.Values.Select(machine => machine.Snapshot())];
}
