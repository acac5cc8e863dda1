using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Asks for a folder with all below it, and reads the answer.</summary>
internal static class TreeReader
{
    /// <summary>The request: level, folder, and what <c>find</c> is told.</summary>
    public static AgentRequest Request(TreeLook look)
    {
        var words = new List<string> { $"{(int)look.Detail}", look.Path.Text, look.Twin?.Text ?? "" };
        if (look.Depth is { } depth)
        {
            words.AddRange(["-maxdepth", depth.ToString(CultureInfo.InvariantCulture)]);
        }

        if (look.Exclude.Count > 0)
        {
            words.Add("(");
            foreach (var exclude in look.Exclude)
            {
                var pattern = Pattern(look.Path.Text.TrimEnd('/') + "/", "?*[]\\") + Pattern(exclude.Trim('/'), "?[]\\");

                // find lets * cross slashes; a path with more of them than the pattern was matched that way
                var deeper = string.Concat(Enumerable.Repeat("/*", pattern.Count(static c => c == '/') + 1));
                words.AddRange(["-path", pattern, "!", "-path", deeper, "-o"]);
            }

            words[^1] = ")";
            words.AddRange(["-prune", "-o"]);
        }

        return new AgentRequest("tree", words) { Keep = 256 << 20 };
    }

    /// <summary>What was seen, by path.</summary>
    /// <exception cref="TaskFailedException">Something below the folder cannot be read, or has a name that cannot be handled.</exception>
    public static IReadOnlyDictionary<HostPath, PathState> Read(TreeLook look, AgentAnswer answer, AgentClient client)
    {
        var (states, hashes, targets) = (new List<StateReader>(), new Dictionary<string, string>(), new Dictionary<string, string>());
        var bytes = answer.Output.Span;
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (line.StartsWith("//N", StringComparison.Ordinal) || line.Contains('\uFFFD'))
            {
                throw Failed(look, "below it lies an entry whose name holds a line break or is not UTF-8; rename or exclude it");
            }

            if (line.StartsWith("//L", StringComparison.Ordinal))
            {
                var slash = line.IndexOf('/', 3);
                var length = slash > 3 && int.TryParse(line.AsSpan(3, slash - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < bytes.Length ? number : throw StateReader.Broken(line);
                targets[line[slash..]] = Encoding.UTF8.GetString(bytes[..length]);
                bytes = bytes[(length + 1)..];
            }
            else if (line.StartsWith("//", StringComparison.Ordinal))
            {
                states.Add(StateReader.Parse(line));
            }
            else
            {
                var (hash, path) = StateReader.ParseHash(line);
                hashes[path] = hash;
            }
        }

        Check(look, answer);
        return States(look, states, hashes, targets, client, BytesOf(answer));
    }

    // a section is worth something only where its hash is the file's: the last one may be cut off
    private static Dictionary<string, ReadOnlyMemory<byte>> BytesOf(AgentAnswer answer)
    {
        var bytes = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var section in answer.Sections.Where(static section => section.Mark.StartsWith("F ", StringComparison.Ordinal)))
        {
            bytes[section.Mark[2..]] = section.Bytes;
        }

        return bytes;
    }

    private static SortedDictionary<HostPath, PathState> States(
        TreeLook look, List<StateReader> states, Dictionary<string, string> hashes, Dictionary<string, string> targets, AgentClient client, Dictionary<string, ReadOnlyMemory<byte>> bytes)
    {
        var seen = new SortedDictionary<HostPath, PathState>();
        if (states.Find(state => state.Path == look.Path.Text) is not { IsFolder: true })
        {
            return seen;
        }

        Content ContentOf(StateReader state)
        {
            var hash = look.Detail == PathDetail.Attributes ? null : hashes.GetValueOrDefault(state.Path) ?? throw Failed(look, $"{state.Path} went away while it was looked at");
            return bytes.TryGetValue(state.Path, out var known) && Content.Of(known) is { } content && content.Sha256 == hash
                ? content
                : new AgentContent(client, HostPath.Parse(state.Path), hash, state.Metadata.Size);
        }

        foreach (var state in states)
        {
            seen[HostPath.Parse(state.Path)] = state.ToState(ContentOf, targets.GetValueOrDefault(state.Path));
        }

        return seen;
    }

    // an entry that vanished between two programs is as good as never seen; anything else that cannot be read is not
    private static void Check(TreeLook look, AgentAnswer answer)
    {
        foreach (var line in answer.ErrorText.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.EndsWith("No such file or directory", StringComparison.Ordinal) && !line.EndsWith("Not a directory", StringComparison.Ordinal))
            {
                throw Failed(look, line[(line.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..]);
            }
        }
    }

    private static string Pattern(string path, string special)
    {
        var pattern = new StringBuilder();
        foreach (var letter in path)
        {
            pattern.Append(special.Contains(letter) ? "\\" : "").Append(letter);
        }

        return pattern.ToString();
    }

    private static TaskFailedException Failed(TreeLook look, string why) => new($"cannot look at everything below {look.Path}: {why}") { Subject = look.Path.Text };
}
