using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>What a copy leaves out, written as rsync(1) has it: a pattern without a slash fits a name at any depth, one that begins with a slash begins at the top.</summary>
internal sealed class SyncExcludes
{
    private const string Option = "--exclude=";

    private readonly IReadOnlyList<string> _patterns;

    /// <summary>Reads rsync's options.</summary>
    /// <exception cref="TaskFailedException">One is not read here.</exception>
    public SyncExcludes(IEnumerable<string> options) =>
        _patterns = [.. options.Select(option => option.StartsWith(Option, StringComparison.Ordinal)
            ? option[Option.Length..].Trim('\'', '"')
            : throw new TaskFailedException($"'rsync_opts': '{option}' is not read here; '--exclude=PATTERN' is"))];

    /// <summary>Whether a path, or a folder it lies in, is left out.</summary>
    /// <param name="relative">The path below the top; empty for the top itself.</param>
    public bool Covers(string relative)
    {
        var parts = relative.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(1, parts.Length).Any(count => _patterns.Any(pattern => Fits(pattern, parts[..count])));
    }

    private static bool Fits(string pattern, string[] parts)
    {
        var wanted = pattern.Trim('/').Split('/');
        var offset = parts.Length - wanted.Length;
        return (pattern.StartsWith('/') ? offset == 0 : offset >= 0) && wanted.Zip(parts[Math.Max(0, offset)..]).All(pair => Wildcard.Fits(pair.First, pair.Second, dotIsOrdinary: true));
    }
}
