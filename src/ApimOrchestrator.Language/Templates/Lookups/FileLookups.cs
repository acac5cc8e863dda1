using System.IO.Enumeration;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>The lookups that choose files by name.</summary>
internal static class FileLookups
{
    private static readonly string[] Kinds = ["files", "templates", "vars", "tasks"];

    /// <summary>The first of several files that exists; terms are names, lists of names, or mappings with <c>files</c> and <c>paths</c>.</summary>
    public static IEnumerable<object?> FirstFound(LookupCall call)
    {
        call.Takes("files", "paths", "skip");
        var skips = Truth.Of(call.Option("skip", false));
        var tried = new List<string>();
        var terms = call.Terms.SelectMany(t => t is IReadOnlyList<object?> many ? many : [t]).ToList();
        if (call.Options.ContainsKey("files"))
        {
            terms.Add(call.Options);
        }

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

    /// <summary>The files that match a pattern in one folder, in order of their names.</summary>
    public static IEnumerable<object?> Glob(LookupCall call) => call.Takes().Words().SelectMany(pattern =>
    {
        var (folder, mask) = (Path.GetDirectoryName(pattern) ?? "", Path.GetFileName(pattern));
        var folders = call.Path.Candidates(folder.Length == 0 ? "." : folder, "files");
        return folders.Where(Directory.Exists).Take(1)
            .SelectMany(f => Directory.EnumerateFiles(f).Where(p => FileSystemName.MatchesSimpleExpression(mask, Path.GetFileName(p), ignoreCase: false)))
            .Select(Path.GetFullPath).Order(StringComparer.Ordinal);
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
