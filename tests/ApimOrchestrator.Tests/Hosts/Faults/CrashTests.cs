using ApimOrchestrator.Hosts.Journal;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>A run is broken off at every request and in the middle of streams; the host is never left torn, and the next run finishes the work.</summary>
public sealed class CrashTests
{
    private const int Points = 320;

    [Fact]
    public async Task Broken_off_anywhere_files_are_old_or_new_and_the_next_run_ends_as_an_undisturbed_one()
    {
        using var rehearsal = new Rehearsal();
        var allowed = new Dictionary<string, HashSet<string>>();
        void Note()
        {
            foreach (var (path, state) in rehearsal.Seen())
            {
                allowed.TryAdd(path, []);
                allowed[path].Add(state);
            }
        }

        rehearsal.Reset();
        Note();
        (await rehearsal.RunAsync(after: Note)).ShouldBe(0, string.Join('\n', rehearsal.Told));
        var final = rehearsal.Seen();
        (await rehearsal.RunAsync()).ShouldBe(0);
        rehearsal.Told.ShouldAllBe(told => !told.Contains(": Changed"));

        rehearsal.Reset();
        await rehearsal.RunAsync();
        var points = PointsOf(rehearsal.Transport.Writes, rehearsal.Transport.Answered).ToList();
        points.Count.ShouldBeGreaterThanOrEqualTo(300);
        foreach (var fault in Chosen(points))
        {
            await BreakAsync(rehearsal, fault, allowed, final);
        }
    }

    // all of them take minutes: another tenth of each kind every time, unless all are asked for
    private static IEnumerable<Fault> Chosen(List<Fault> points)
    {
        var (every, first) = Environment.GetEnvironmentVariable("APIM_CRASH_POINTS") == "all" ? (1, 0) : (10, Random.Shared.Next(10));
        return points.Where((_, index) => index % every == first);
    }

    private static async Task BreakAsync(Rehearsal rehearsal, Fault fault, Dictionary<string, HashSet<string>> allowed, SortedDictionary<string, string> final)
    {
        rehearsal.Reset();
        var code = await rehearsal.RunAsync(fault);
        var told = string.Join('\n', rehearsal.Told.TakeLast(2));
        code.ShouldBeOneOf([0, 4], $"{fault}: {told}");
        await rehearsal.AgentsEndAsync();
        foreach (var (path, state) in rehearsal.Seen())
        {
            allowed.GetValueOrDefault(path, []).ShouldContain(state, $"{fault}: {path} is torn");
        }

        foreach (var lines in rehearsal.JournalLines())
        {
            lines.SkipLast(1).Select(JournalText.Read).ShouldAllBe(entry => entry != null, fault.ToString());
            JournalText.Read(lines[0]).ShouldBeOfType<JournalEntry.RunEntry>(fault.ToString()).Holder.ShouldBe("a test");
        }

        (await rehearsal.RunAsync()).ShouldBe(0, $"after {fault}: {string.Join('\n', rehearsal.Told.TakeLast(2))}");
        rehearsal.Seen().ShouldBe(final, fault.ToString());
        rehearsal.Left().ShouldBeEmpty(fault.ToString());
        await rehearsal.AgentsEndAsync();
    }

    private static IEnumerable<Fault> PointsOf(int writes, long answered)
    {
        FaultKind[] kinds = [FaultKind.Cut, FaultKind.CutInRequest, FaultKind.Kill, FaultKind.KillInRequest];
        var atRequests = kinds.SelectMany(kind => Enumerable.Range(0, writes).Select(at => new Fault(kind, at))).ToList();
        var inAnswers = Math.Max(40, (Points - atRequests.Count - 10) / 2);
        var cuts = Enumerable.Range(1, inAnswers).Select(i => new Fault(FaultKind.CutAnswer, answered * i / (inAnswers + 1)));
        var garbage = Enumerable.Range(1, inAnswers).Select(i => new Fault(FaultKind.Garbage, answered * i / (inAnswers + 1)));
        var hangs = Enumerable.Range(1, 10).Select(i => new Fault(FaultKind.Hang, writes * i / 11));
        return atRequests.Concat(cuts).Concat(garbage).Concat(hangs);
    }
}
