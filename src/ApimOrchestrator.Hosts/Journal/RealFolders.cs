using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>Where folders really are, all links on the way followed; of a folder that is not there, the part that is.</summary>
public static class RealFolders
{
    /// <summary>The script behind the look: reads a folder a line, answers a folder a line.</summary>
    public const string Script = """
        while IFS= read -r path; do
          at=$path rest=
          while ! real=$(cd -P -- "$at/" 2>/dev/null && pwd -P); do
            rest=/${at##*/}$rest
            at=${at%/*}
          done
          printf '%s\n' "${real%/}$rest"
        done
        """;

    /// <summary>The look.</summary>
    /// <param name="folders">The folders.</param>
    public static CommandLook<IReadOnlyList<HostPath>> Of(IReadOnlyList<HostPath> folders) =>
        new(
            new Subject("folders", "real"),
            Command.Shell(Script) with { Input = Content.Of(string.Concat(folders.Select(folder => $"{folder}\n"))) },
            result => result.Output.Split('\n')[..^1] is var lines && lines.Length == folders.Count
                ? [.. lines.Select(line => HostPath.Parse(line.Length == 0 ? "/" : line))]
                : folders);
}
