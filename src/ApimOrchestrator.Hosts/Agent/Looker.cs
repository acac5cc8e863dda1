using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Turns looks into one batch of requests, and the answers into what was seen.</summary>
/// <param name="client">The agent.</param>
/// <param name="host">The host's name, for errors.</param>
internal sealed class Looker(AgentClient client, string host)
{
    // the words of one program are limited to about 2 MiB, and paths to 4 KiB
    private const int PathsAtOnce = 200;

    private readonly List<AgentRequest> _requests = [];
    private readonly List<Action<AgentAnswer>> _readers = [];

    /// <summary>Looks at all of them in one round trip; none where nothing has to be asked.</summary>
    /// <exception cref="TaskFailedException">Something cannot be seen.</exception>
    public async Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation)
    {
        var seen = new object?[looks.Count];
        AddPaths([.. looks.Index().Where(static one => one.Item is PathLook).Select(static one => (one.Index, (PathLook)one.Item))], seen);
        AddTargets([.. looks.Index().Where(static one => one.Item is TargetLook).Select(static one => (one.Index, (TargetLook)one.Item))], seen);

        foreach (var (index, look) in looks.Index())
        {
            switch (look)
            {
                case IdentityLook:
                    seen[index] = client.Hello.Identity;
                    break;
                case TreeLook tree:
                    Add(TreeReader.Request(tree), answer => seen[index] = TreeReader.Read(tree, answer, client));
                    break;
                case ICommandLook command:
                    await AddCommandAsync(command, value => seen[index] = value, cancellation);
                    break;
            }
        }

        var answers = await client.SendAsync(_requests, cancellation);
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i].OutputDropped > 0 && _requests[i].Verb != "query")
            {
                throw new TaskFailedException($"{host}: what was looked at does not fit into {_requests[i].Keep >> 20} MiB; look at less at once");
            }

            _readers[i](answers[i]);
        }

        return seen;
    }

    private void Add(AgentRequest request, Action<AgentAnswer> read)
    {
        _requests.Add(request);
        _readers.Add(read);
    }

    private void AddPaths(List<(int Index, PathLook Look)> looks, object?[] seen)
    {
        foreach (var group in looks.GroupBy(static one => (one.Look.Detail, one.Look.Follow)))
        {
            foreach (var chunk in group.Chunk(PathsAtOnce))
            {
                var paths = chunk.Select(static one => one.Look.Path).Distinct().ToList();
                Add(Request(group.Key.Detail, group.Key.Follow ? "-L" : "", paths), answer =>
                {
                    var reader = new PathReader(client, answer);
                    reader.Explain(paths);
                    foreach (var (index, look) in chunk)
                    {
                        seen[index] = reader.StateOf(look.Path);
                    }
                });
            }
        }
    }

    private void AddTargets(List<(int Index, TargetLook Look)> looks, object?[] seen)
    {
        foreach (var group in looks.GroupBy(static one => (one.Look.Detail, one.Look.Follow)))
        {
            foreach (var chunk in group.Chunk(PathsAtOnce))
            {
                var paths = chunk.Select(static one => one.Look.Path).Distinct().ToList();
                Add(Request(group.Key.Detail, group.Key.Follow ? "to" : "", paths), answer =>
                {
                    var reader = new PathReader(client, answer);
                    reader.Explain([.. paths, .. group.Key.Follow ? chunk.DistinctBy(static one => one.Look.Path).SelectMany(one => reader.Way(one.Look).Skip(1)) : []]);
                    foreach (var (index, look) in chunk)
                    {
                        var path = look.Follow ? reader.Way(look).Last() : look.Path;
                        seen[index] = new PathTarget(path, reader.StateOf(path));
                    }
                });
            }
        }
    }

    private static AgentRequest Request(PathDetail detail, string follow, List<HostPath> paths) =>
        new("look", [$"{(int)detail}", follow, .. paths.Select(static path => path.Text)]) { Keep = 256 << 20 };

    private async Task AddCommandAsync(ICommandLook look, Action<object?> answer, CancellationToken cancellation)
    {
        var command = look.Command;
        var input = await command.Input.ReadAsync(cancellation, AgentRequest.PayloadLimit);
        var seconds = command.Timeout is { } limit ? Math.Max(1, (long)Math.Ceiling(limit.TotalSeconds)) : 0;
        Add(
            new AgentRequest("query", [$"{seconds}", .. CommandWords.Of(command, host)]) { Payload = input, Keep = CommandWords.Keep },
            result => answer(look.Answer(CommandWords.Read(result, seconds > 0 && result.ExitCode is 143 or 137 ? command.Timeout : null))));
    }
}
