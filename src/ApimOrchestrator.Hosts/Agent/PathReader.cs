using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Reads the answer to <c>look</c>.</summary>
/// <param name="client">The agent; opens contents later.</param>
/// <param name="answer">Its answer.</param>
internal sealed class PathReader(AgentClient client, AgentAnswer answer)
{
    private readonly Dictionary<string, string> _hashes = [];
    private readonly Dictionary<string, AgentSection> _bytes = [];
    private readonly Dictionary<string, string> _targets = [];
    private readonly Dictionary<string, string> _problems = [];

    /// <summary>The states of the paths that were asked for.</summary>
    /// <exception cref="TaskFailedException">One of them cannot be seen or read.</exception>
    public IReadOnlyDictionary<HostPath, PathState> Read(IReadOnlyList<HostPath> paths)
    {
        var attributes = answer.Sections[0].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(StateReader.Parse).ToDictionary(static state => state.Path);
        foreach (var section in answer.Sections.Skip(1))
        {
            Note(section);
        }

        Explain([.. paths.Where(path => !attributes.ContainsKey(path.Text))]);
        return paths.ToDictionary(static path => path, path => attributes.TryGetValue(path.Text, out var state) ? state.ToState(Content, _targets.GetValueOrDefault(path.Text)) : Missing(path));
    }

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

    // stat names what it cannot see in the order it was asked, one line each
    private void Explain(IReadOnlyList<HostPath> missing)
    {
        var lines = answer.ErrorText.Split('\n').Where(static line => line.StartsWith("stat: ", StringComparison.Ordinal)).ToList();
        foreach (var (path, line) in missing.Zip(lines))
        {
            _problems[path.Text] = line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
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
        if (hash is null && answer.Sections.Any(static section => section.Mark == "H"))
        {
            throw new TaskFailedException($"cannot read {state.Path}: {Refusal(state.Path)}") { Subject = state.Path };
        }

        return new AgentContent(client, HostPath.Parse(state.Path), hash, state.Metadata.Size);
    }

    private string Refusal(string path)
    {
        var line = answer.ErrorText.Split('\n').FirstOrDefault(line => line.StartsWith("sha256sum: ", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));
        return line is null ? "it went away while it was looked at" : line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
    }
}
