using ApimOrchestrator.Hosts.Journal;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>The clock is set back while a run is at work.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_clock_set_back_after_every_task_changes_neither_the_result_nor_what_can_be_read_of_it()
    {
        var clock = new SteppingClock();
        using var rehearsal = new Rehearsal { Time = clock };
        rehearsal.Reset();
        (await rehearsal.RunAsync()).ShouldBe(0);
        var final = rehearsal.Seen();
        rehearsal.Reset();

        (await rehearsal.RunAsync(after: clock.SetBack)).ShouldBe(0, string.Join('\n', rehearsal.Told));

        rehearsal.Seen().ShouldBe(final);
        foreach (var lines in rehearsal.JournalLines())
        {
            lines.Select(JournalText.Read).ShouldAllBe(entry => entry != null);
        }

        (await rehearsal.RunAsync(after: clock.SetBack)).ShouldBe(0);
        rehearsal.Told.ShouldAllBe(told => !told.Contains(": Changed"));
    }
}
