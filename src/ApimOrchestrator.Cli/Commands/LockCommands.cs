using System.CommandLine;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Hosts;
using Command = System.CommandLine.Command;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The command about the lock every run takes on its hosts.</summary>
internal static class LockCommands
{
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "end the holders without asking" };

    /// <summary>The command <c>unlock</c>.</summary>
    public static Command Unlock()
    {
        var command = CommandParts.Make("unlock", "shows who has the hosts locked, asks, and ends what holds the lock", [Yes], CommonOptions.ForHosts);
        command.SetAction(UnlockAsync);
        return command;
    }

    private static async Task<int> UnlockAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor));
        var files = ProjectFiles.Read(parsed, []);
        await using var run = RunComposition.Make(parsed, files, new RunShape { IsQuiet = true, Purpose = "unlock" });
        var code = ExitCode.Done;
        foreach (var settings in HostReach.Of(run.Context, files, playbook: null))
        {
            code = Math.Max(code, await UnlockAsync(settings, run, output, parsed.GetValue(Yes), cancellation));
        }

        return code;
    }

    private static async Task<int> UnlockAsync(ConnectionSettings settings, RunComposition run, Terminal output, bool isAnswered, CancellationToken cancellation)
    {
        try
        {
            if (await run.Hosts.HolderAsync(settings, cancellation) is not { } locked)
            {
                output.Line($"{settings.HostName}: free", Colour.Ok);
                return ExitCode.Done;
            }

            output.Line($"{settings.HostName}: locked by {locked.Holder}{(locked.Agent is { } agent ? $" (agent: process {agent} there)" : "")}", Colour.Changed);
            if (!isAnswered && !Confirmation.Ask("Is that run dead, and is what holds the lock to be ended? [y/N] "))
            {
                output.Line($"{settings.HostName}: left locked", Colour.Failed);
                return ExitCode.Refused;
            }

            await run.Hosts.EndHolderAsync(settings, locked, cancellation);
            output.Line($"{settings.HostName}: unlocked", Colour.Ok);
            return ExitCode.Done;
        }
        catch (HostLockedException still)
        {
            output.Line($"{settings.HostName}: still locked by {still.Holder}", Colour.Failed);
            return ExitCode.Refused;
        }
        catch (Exception problem) when (problem is HostLostException or TaskFailedException)
        {
            output.Line($"{settings.HostName}: {problem.Message}", Colour.Failed);
            return ExitCode.Unreachable;
        }
    }
}
