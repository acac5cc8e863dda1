using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>What modules that write a path answer of it.</summary>
internal static class PathAnswer
{
    /// <summary>The path and what stands there: <c>state mode owner group size</c>, as far as known.</summary>
    public static Dictionary<string, object?> Of(HostPath path, PathState state, string name = "path")
    {
        var answer = new Dictionary<string, object?> { [name] = path.Text, ["state"] = state is PathState.Folder ? "directory" : state.Kind };
        switch (state)
        {
            case PathState.File file:
                answer["size"] = file.Content.Length is { } length ? length : new Unknown(file.Content.WhyUnknown ?? path.Text);
                Add(answer, file.Mode, file.Owner, file.Group);
                break;
            case PathState.Folder folder:
                Add(answer, folder.Mode, folder.Owner, folder.Group);
                break;
            case PathState.Link link:
                (answer["owner"], answer["group"]) = (link.Owner, link.Group);
                break;
        }

        return answer;
    }

    private static void Add(Dictionary<string, object?> answer, int mode, string owner, string group) =>
        (answer["mode"], answer["owner"], answer["group"]) = (Mode.Octal(mode), owner, group);
}
