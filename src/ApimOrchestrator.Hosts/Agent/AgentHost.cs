using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>The real host: every look and change is a request to its agent. Connects at the first use.</summary>
/// <param name="name">The host's inventory name.</param>
/// <param name="connect">Gives the agent; called for every use, answers the same one each time.</param>
/// <param name="relatives">Gives the same host as another user, and other hosts.</param>
/// <param name="clock">Measures waiting.</param>
public sealed class AgentHost(string name, Func<CancellationToken, Task<AgentClient>> connect, AgentRelatives relatives, TimeProvider clock) : IHost
{
    private int _batches;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Where the host keeps what a changed path was before, and the line that says so; null to keep nothing. Asked once a change; answers null where that path's first state is kept already.</summary>
    public Func<PathChange, (string Folder, string Line)?>? Journal { get; init; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation)
    {
        var client = await connect(cancellation);
        return await new Looker(client, name).LookAsync(looks, cancellation);
    }

    /// <inheritdoc/>
    public async Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        if (changes.All(static change => change.IsNone))
        {
            return;
        }

        var client = await connect(cancellation);
        await new Putter(client, $"{GetHashCode():x}-{Interlocked.Increment(ref _batches)}").PutAsync(changes, Journal, cancellation);
    }

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation)
    {
        var client = await connect(cancellation);
        var words = CommandWords.Of(command, name);
        var payload = ReadOnlyMemory<byte>.Empty;
        if (command.Input.Length > AgentRequest.PayloadLimit)
        {
            await SpoolAsync(client, command.Input, cancellation);
        }
        else
        {
            payload = await command.Input.ReadAsync(cancellation, AgentRequest.PayloadLimit);
        }

        var answer = await client.RunAsync(new AgentRequest("run", words) { Payload = payload, Keep = CommandWords.Keep }, command.Timeout, cancellation);
        return CommandWords.Read(answer, answer.WasEnded ? command.Timeout : null) with { WasStarted = CommandWords.WasStarted(command, answer) };
    }

    /// <inheritdoc/>
    public async Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        await Task.Delay(expectation.Delay, clock, cancellation);
        while (true)
        {
            var last = "";
            try
            {
                var seen = await this.LookAsync(expectation.Look, cancellation);
                if (expectation.IsMet(seen))
                {
                    return seen;
                }

                last = expectation.Describe is { } describe ? $"; last seen: {describe(seen)}" : "";
            }
            catch (HostLostException lost) when (expectation.SurvivesLoss && lost.Reason != HostLostReason.HostKeyRejected)
            {
                last = $"; last seen: {lost.Message}";
            }

            if (clock.GetElapsedTime(started) + expectation.Interval > expectation.Timeout)
            {
                throw new TaskFailedException((expectation.Complaint ?? $"{expectation.What}: not within {expectation.Timeout.TotalSeconds:0.###} s") + last);
            }

            await Task.Delay(expectation.Interval, clock, cancellation);
        }
    }

    /// <inheritdoc/>
    public IHost As(string user) => relatives.As(user);

    /// <inheritdoc/>
    public IHost Peer(string name) => relatives.Peer(name);

    /// <summary>Takes a lock on this host, held until the agent ends, and lets go of what older runs have left there.</summary>
    /// <param name="path">What is locked: a file or folder every user can read; a file that is missing is made.</param>
    /// <param name="holder">Who takes it, from where and since when, for others to read.</param>
    /// <param name="kept">How many runs' journals stay on the host, and how many MiB in sum; the newest stays in any case.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="HostLockedException">Another run has it.</exception>
    /// <exception cref="TaskFailedException">The file cannot be made.</exception>
    public async Task LockAsync(HostPath path, string holder, (int Runs, int Mebibytes) kept, CancellationToken cancellation)
    {
        var client = await connect(cancellation);
        var answer = (await client.SendAsync([new AgentRequest("lock", [path.Text, holder, $"{kept.Runs}", $"{kept.Mebibytes}"])], cancellation))[0];
        switch (answer.ExitCode)
        {
            case 0:
                return;
            case 10:
                throw Locked(answer.Sections[0].Text);
            default:
                throw new TaskFailedException($"cannot lock {path}: {answer.Reason}") { Subject = path.Text };
        }
    }

    // the first line holds process, user and start time; the host has found them to fit
    private HostLockedException Locked(string text)
    {
        var lines = text.Split('\n', 2);
        return lines is [var first, var holder] && long.TryParse(first.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? new HostLockedException(name, holder.Trim()) { Agent = pid }
            : new HostLockedException(name, "it does not say who");
    }

    private static async Task SpoolAsync(AgentClient client, Content input, CancellationToken cancellation)
    {
        await using var stream = await input.OpenAsync(cancellation);
        for (var isFirst = true; ; isFirst = false)
        {
            var piece = new byte[AgentRequest.PayloadLimit];
            var count = await stream.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation);
            if (count == 0)
            {
                return;
            }

            var answer = (await client.SendAsync([new AgentRequest("spool", [isFirst ? "1" : "0"]) { Payload = piece.AsMemory(0, count) }], CancellationToken.None))[0];
            if (answer.ExitCode != 0)
            {
                throw new TaskFailedException($"the program's input cannot be stored on the host: {answer.Reason}");
            }
        }
    }
}
