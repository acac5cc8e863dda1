using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Brings paths to their wished states: one batch, but for large files, which travel in pieces before their turn.</summary>
/// <param name="client">The agent.</param>
/// <param name="batch">The batch's name: after the first refusal the agent leaves the rest of it alone.</param>
internal sealed class Putter(AgentClient client, string batch)
{
    private const int PiecesAtOnce = 4;

    private readonly List<AgentRequest> _requests = [];
    private readonly List<PathChange?> _changes = [];
    private int _number;
    private long _bytes;

    /// <summary>Makes the changes in order.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="journal">Where the host keeps what was there before, and the line that says so, a change; null for none.</param>
    /// <param name="cancellation">Ends the work between two changes.</param>
    /// <exception cref="TaskFailedException">The host refused one; it and those after it were not made.</exception>
    public async Task PutAsync(IReadOnlyList<PathChange> changes, Func<PathChange, (string Folder, string Line)?>? journal, CancellationToken cancellation)
    {
        foreach (var change in changes.Where(static change => !change.IsNone))
        {
            await AddAsync(change, journal?.Invoke(change) ?? ("", ""), cancellation);
            if (_bytes > 8 << 20)
            {
                await FlushAsync();
                cancellation.ThrowIfCancellationRequested();
            }
        }

        var folders = _changes.OfType<PathChange>().Select(static change => change.Path.Parent.Text).Distinct().ToList();
        if (folders.Count > 0)
        {
            Add(new AgentRequest("flush", folders), null);
        }

        await FlushAsync();
    }

    private async Task AddAsync(PathChange change, (string Folder, string Line) journal, CancellationToken cancellation)
    {
        var number = $"{++_number}";
        var (wish, payload) = (Wish(change), ReadOnlyMemory<byte>.Empty);
        if (wish == "file")
        {
            var content = ((PathState.File)change.After).Content;
            if (content.Length > AgentRequest.PayloadLimit)
            {
                await FlushAsync();
                await SendPiecesAsync(change, content, number, cancellation);
                wish = "added";
            }
            else
            {
                payload = await ReadAsync(content, change.Path, cancellation);
            }
        }

        _bytes += payload.Length;
        var (mode, owner) = Attributes(change, wish);
        var target = change.After is PathState.Link link ? link.Target : "";
        Add(new AgentRequest("put", [batch, number, wish, change.Path.Text, Was(change.Before), Seen(change.Before), mode, owner, target, journal.Folder, journal.Line]) { Payload = payload }, change);
    }

    private void Add(AgentRequest request, PathChange? change)
    {
        _requests.Add(request);
        _changes.Add(change);
    }

    // once sent, a change is under way: nothing cancels it
    private async Task FlushAsync()
    {
        var answers = await client.SendAsync(_requests, CancellationToken.None);
        foreach (var (answer, change) in answers.Zip(_changes))
        {
            if (change is not null && answer.ExitCode != 0)
            {
                throw Refused(change, answer);
            }
        }

        _requests.Clear();
        _changes.Clear();
        _bytes = 0;
    }

    private async Task SendPiecesAsync(PathChange change, Content content, string number, CancellationToken cancellation)
    {
        await using var stream = await content.OpenAsync(cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sent = new Queue<Task<IReadOnlyList<AgentAnswer>>>();
        var isFirst = true;
        try
        {
            while (true)
            {
                var piece = new byte[AgentRequest.PayloadLimit];
                var count = await stream.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation);
                hash.AppendData(piece, 0, count);
                if (count == 0)
                {
                    break;
                }

                sent.Enqueue(client.SendAsync([new AgentRequest("add", [isFirst ? "1" : "0", number, change.Path.Parent.Text]) { Payload = piece.AsMemory(0, count) }], CancellationToken.None));
                isFirst = false;
                if (sent.Count >= PiecesAtOnce)
                {
                    Check(change, await sent.Dequeue());
                }
            }

            while (sent.TryDequeue(out var one))
            {
                Check(change, await one);
            }

            if (content.Sha256 is { } wanted && wanted != Convert.ToHexStringLower(hash.GetHashAndReset()))
            {
                throw new TaskFailedException($"cannot write {change.Path}: what it is copied from has changed meanwhile; run again") { Subject = change.Path.Text };
            }
        }
        catch
        {
            await client.SendAsync([new AgentRequest("drop", [])], CancellationToken.None);
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(Content content, HostPath path, CancellationToken cancellation)
    {
        var bytes = await content.ReadAsync(cancellation, AgentRequest.PayloadLimit);
        return content.Sha256 is null || content.Sha256 == Convert.ToHexStringLower(SHA256.HashData(bytes))
            ? bytes
            : throw new TaskFailedException($"cannot write {path}: what it is copied from has changed meanwhile; run again") { Subject = path.Text };
    }

    private static void Check(PathChange change, IReadOnlyList<AgentAnswer> answers)
    {
        if (answers[0].ExitCode != 0)
        {
            throw Refused(change, answers[0]);
        }
    }

    private static string Wish(PathChange change) => (change.Before, change.After) switch
    {
        (PathState.Other other, _) => throw new TaskFailedException($"{change.Path} is a {other.What}; it is neither replaced nor removed") { Subject = change.Path.Text },
        (_, PathState.Other other) => throw new TaskFailedException($"{change.Path}: a {other.What} cannot be made") { Subject = change.Path.Text },
        (PathState.File before, PathState.File after) when before.Content.SameAs(after.Content) => "same",
        (_, PathState.File) => "file",
        (PathState.Folder, PathState.Folder) => "same",
        (_, PathState.Folder) => "folder",
        (_, PathState.Link) => "link",
        _ => "absent",
    };

    private static string Was(PathState before) => before.Kind;

    private static string Seen(PathState before) => before switch
    {
        PathState.File file => file.Content.Sha256 ?? "",
        PathState.Link link => link.Target,
        _ => "",
    };

    // where only attributes change, only those that do are touched; a new owner takes special bits away, so the mode follows
    private static (string Mode, string Owner) Attributes(PathChange change, string wish)
    {
        var (mode, owner) = Attributes(change.After);
        if (wish != "same")
        {
            return (mode, owner);
        }

        var (oldMode, oldOwner) = Attributes(change.Before);
        return (mode == oldMode && owner == oldOwner ? "" : mode, owner == oldOwner ? "" : owner);
    }

    private static (string Mode, string Owner) Attributes(PathState state) => state switch
    {
        PathState.File file => (Mode.Octal(file.Mode), $"{file.Owner}:{file.Group}"),
        PathState.Folder folder => (Mode.Octal(folder.Mode), $"{folder.Owner}:{folder.Group}"),
        PathState.Link link => ("", $"{link.Owner}:{link.Group}"),
        _ => ("", ""),
    };

    private static TaskFailedException Refused(PathChange change, AgentAnswer answer)
    {
        var what = change.After is PathState.Absent ? "remove" : change.Before is PathState.Absent ? "create" : "change";
        var why = answer.ExitCode == 10 ? $"it is no longer the {change.Before.Kind} that was seen; run again" : answer.Reason;
        return new TaskFailedException($"cannot {what} {change.Path}: {why}") { Subject = change.Path.Text };
    }
}
