using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>The lookups that choose files by name.</summary>
internal static class FileLookups
{
    private static readonly string[] Kinds = ["files", "templates", "vars", "tasks"];

    /// <summary>The first of several files that exists; terms are names, lists of names, or mappings with <c>files</c> and <c>paths</c>.</summary>
    public static IEnumerable<object?> FirstFound(LookupCall call)
    {
        call.Takes("skip");
        var skips = Truth.Of(call.Option("skip", false));
        var tried = new List<string>();
        var terms = call.Terms.SelectMany(t => t is IReadOnlyList<object?> many ? many : [t]).ToList();
        foreach (var term in terms)
        {
            var map = term as IReadOnlyDictionary<string, object?>;
            skips |= map is not null && map.TryGetValue("skip", out var skip) && Truth.Of(skip);
            foreach (var name in map is null ? [ValueText.Known(term)] : Names(map))
            {
                tried.Add(name);
                if (Kinds.Select(kind => call.Path.Find(name, kind)).FirstOrDefault(p => p is not null) is { } path)
                {
                    return [path];
                }
            }
        }

        return skips ? [] : throw new ValueProblem($"lookup 'first_found' finds none of: {string.Join(", ", tried)}", "'skip=True' makes that no error");
    }

    /// <summary>The files that match a pattern in the first of the searched folders that holds any, in order of their names.</summary>
    public static IEnumerable<object?> Glob(LookupCall call) => call.Takes().Words().SelectMany(pattern =>
    {
        var (folder, wildcard) = (Path.GetDirectoryName(pattern) ?? "", new Wildcard(Path.GetFileName(pattern)));
        return call.Path.Candidates(folder.Length == 0 ? "." : folder, "files").Where(Directory.Exists)
            .Select(found => Directory.EnumerateFiles(found).Where(path => wildcard.Fits(Path.GetFileName(path))).Select(Path.GetFullPath).Order(StringComparer.Ordinal).ToList())
            .FirstOrDefault(files => files.Count > 0) ?? [];
    });

    private static IEnumerable<string> Names(IReadOnlyDictionary<string, object?> map)
    {
        var files = Words(map, "files").ToList();
        var paths = Words(map, "paths").ToList();
        return paths.Count == 0 ? files : paths.SelectMany(p => files.Select(f => Path.Combine(p, f)));
    }

    private static IEnumerable<string> Words(IReadOnlyDictionary<string, object?> map, string key) => map.GetValueOrDefault(key) switch
    {
        null => [],
        IReadOnlyList<object?> many => many.Select(ValueText.Known),
        var one => ValueText.Known(one).Split([',', ';', ':'], StringSplitOptions.RemoveEmptyEntries),
    };
}
