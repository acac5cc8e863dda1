using System.Globalization;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters of POSIX paths and of URLs.</summary>
internal static class PathFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("basename", c => Path(c)[(Path(c).LastIndexOf('/') + 1)..]);
        table.Add("dirname", c => Folder(Path(c)));
        table.Add("splitext", c => Extension(Path(c)));
        table.Add("path_join", c => c.Input is string single ? single : PathParts(c).Aggregate("", Joined));
        table.Add("relpath start?", c => Relative(Path(c), c.Has(0) ? c.String(0) : "."));
        table.Add("expanduser", c => Lookups.SearchPath.Expanded(Path(c)));
        table.Add("urlsplit query?", UrlSplit);
        table.Add("urldecode", c => Uri.UnescapeDataString(c.InputText.Replace('+', ' ')));
    }

    private static string Path(Arguments call) => call.Input as string ?? throw call.Wrong("a string", call.Input);

    private static string Folder(string path)
    {
        var head = path[..(path.LastIndexOf('/') + 1)];
        return head.Trim('/').Length == 0 ? head : head.TrimEnd('/');
    }

    private static TupleValue Extension(string path)
    {
        var start = path.LastIndexOf('/') + 1;
        var dot = path.LastIndexOf('.');
        var isHidden = dot < start || path[start..dot].All(c => c == '.');
        return isHidden ? new TupleValue(path, "") : new TupleValue(path[..dot], path[dot..]);
    }

    private static string Joined(string path, string next) =>
        next.StartsWith('/') ? next : path.Length == 0 || path.EndsWith('/') ? path + next : path + "/" + next;

    private static string Relative(string path, string start)
    {
        if (path.Length == 0)
        {
            throw new ValueProblem("'relpath' needs a path, not an empty text");
        }

        var (steps, from) = (Steps(Whole(path)), Steps(Whole(start)));
        var common = steps.Zip(from).TakeWhile(p => p.First == p.Second).Count();
        var relative = string.Join('/', Enumerable.Repeat("..", from.Count - common).Concat(steps.Skip(common)));
        return relative.Length == 0 ? "." : relative;
    }

    private static string Whole(string path) => path.StartsWith('/') ? path : Environment.CurrentDirectory + "/" + path;

    private static IEnumerable<string> PathParts(Arguments call) =>
        (call.Input is IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> { Count: 0 } ? throw call.Wrong("a list of paths", call.Input) : call.InputList).Select(part => part as string ?? throw call.Wrong("strings", part));

    private static List<string> Steps(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("." or ".."))
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    private static object? UrlSplit(Arguments call)
    {
        var parts = Url(Path(call));
        var wanted = call.Text(0);
        return wanted.Length == 0 ? parts
            : parts.TryGetValue(wanted, out var part) ? part
            : throw new ValueProblem($"a URL has no part '{wanted}'", $"there are: {string.Join(", ", parts.Keys)}");
    }

    private static MapValue Url(string url)
    {
        var (rest, fragment) = Cut(url, '#');
        (rest, var query) = Cut(rest, '?');
        var colon = rest.IndexOf(':');
        var hasScheme = colon > 0 && char.IsAsciiLetter(rest[0]) && rest[..colon].All(c => char.IsAsciiLetterOrDigit(c) || "+-.".Contains(c));
        var scheme = hasScheme ? rest[..colon].ToLowerInvariant() : "";
        rest = hasScheme ? rest[(colon + 1)..] : rest;
        var place = "";
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            (place, rest) = slash < 0 ? (rest[2..], "") : (rest[2..slash], rest[slash..]);
        }

        var at = place.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : place[..at].IndexOf(':') is >= 0 and var split ? (place[..split], place[(split + 1)..at]) : (place[..at], (string?)null);
        var (host, port) = HostAndPort(place[(at + 1)..]);
        return new MapValue
        {
            ["fragment"] = fragment,
            ["hostname"] = host,
            ["netloc"] = place,
            ["password"] = password,
            ["path"] = rest,
            ["port"] = port,
            ["query"] = query,
            ["scheme"] = scheme,
            ["username"] = user,
        };
    }

    private static (string? Host, object? Port) HostAndPort(string place)
    {
        var colon = place.LastIndexOf(':');
        var isPort = colon > place.LastIndexOf(']');
        var host = (isPort ? place[..colon] : place).Trim('[', ']').ToLowerInvariant();
        object? port = isPort && colon + 1 < place.Length
            ? long.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535
                ? number
                : throw new ValueProblem($"'{place[(colon + 1)..]}' is not a port")
            : null;
        return (host.Length == 0 ? null : host, port);
    }

    private static (string Before, string After) Cut(string text, char mark) =>
        text.IndexOf(mark) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
}
