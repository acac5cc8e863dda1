using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Reads the answer to <c>look</c>.</summary>
internal sealed class PathReader
{
    private readonly AgentClient _client;
    private readonly AgentAnswer _answer;
    private readonly Dictionary<string, StateReader> _attributes = [];
    private readonly Dictionary<string, string> _hashes = [];
    private readonly Dictionary<string, AgentSection> _bytes = [];
    private readonly Dictionary<string, string> _targets = [];
    private readonly Dictionary<string, string> _problems = [];

    /// <summary>Takes the answer apart.</summary>
    /// <param name="client">The agent; opens contents later.</param>
    /// <param name="answer">Its answer.</param>
    public PathReader(AgentClient client, AgentAnswer answer)
    {
        (_client, _answer) = (client, answer);
        foreach (var state in answer.Sections[0].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(StateReader.Parse))
        {
            _attributes[state.Path] = state;
        }

        foreach (var section in answer.Sections.Skip(1))
        {
            Note(section);
        }
    }

    /// <summary>Learns why paths are not there.</summary>
    /// <param name="paths">Those the agent looked at, in its order: stat names what it cannot see in that order, one line each.</param>
    public void Explain(IReadOnlyList<HostPath> paths)
    {
        var lines = _answer.ErrorText.Split('\n').Where(static line => line.StartsWith("stat: ", StringComparison.Ordinal)).ToList();
        foreach (var (path, line) in paths.Where(path => !_attributes.ContainsKey(path.Text)).Zip(lines))
        {
            _problems[path.Text] = line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
        }
    }

    /// <summary>The paths a link leads to one after the other, the path itself first.</summary>
    /// <exception cref="TaskFailedException">They lead nowhere.</exception>
    public IEnumerable<HostPath> Way(TargetLook look)
    {
        var path = look.Path;
        yield return path;
        for (var hops = 0; _attributes.TryGetValue(path.Text, out var state) && state.IsLink; hops++)
        {
            path = look.Next(path, (PathState.Link)StateOf(path), hops);
            yield return path;
        }
    }

    /// <summary>What stands at a path that was looked at.</summary>
    /// <exception cref="TaskFailedException">It cannot be seen or read.</exception>
    public PathState StateOf(HostPath path) =>
        _attributes.TryGetValue(path.Text, out var state) ? state.ToState(Content, _targets.GetValueOrDefault(path.Text)) : Missing(path);

    private void Note(AgentSection section)
    {
        switch (section.Mark)
        {
            case "H":
                foreach (var (hash, path) in section.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(StateReader.ParseHash))
                {
                    _hashes[path] = hash;
                }

                break;
            case ['F', ' ', .. var path]:
                _bytes[path] = section;
                break;
            case ['L', ' ', .. var path]:
                _targets[path] = section.Text is [.. var target, '\n'] ? target : "";
                break;
        }
    }

    private PathState.Absent Missing(HostPath path) => _problems.GetValueOrDefault(path.Text) switch
    {
        null or "No such file or directory" or "Not a directory" => new PathState.Absent(),
        var problem => throw new TaskFailedException($"cannot look at {path}: {problem}") { Subject = path.Text },
    };

    private Content Content(StateReader state)
    {
        if (_bytes.TryGetValue(state.Path, out var section) && section.Bytes.Length <= AgentRequest.PayloadLimit && _hashes.ContainsKey(state.Path))
        {
            return Core.Hosts.Content.Of(section.Bytes);
        }

        var hash = _hashes.GetValueOrDefault(state.Path);
        if (hash is null && _answer.Sections.Any(static section => section.Mark == "H"))
        {
            throw new TaskFailedException($"cannot read {state.Path}: {Refusal(state.Path)}") { Subject = state.Path };
        }

        return new AgentContent(_client, HostPath.Parse(state.Path), hash, state.Metadata.Size);
    }

    private string Refusal(string path)
    {
        var line = _answer.ErrorText.Split('\n').FirstOrDefault(line => line.StartsWith("sha256sum: ", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));
        return line is null ? "it went away while it was looked at" : line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
    }
}
