using System.Globalization;
using System.Text;
using ApimOrchestrator.Modules.Toml;

namespace ApimOrchestrator.Tests.Modules.Toml;

/// <summary>Random files with everything in them that the server reads: headers, arrays of tables, dotted keys, inline tables, comments, blanks, all line ends.</summary>
internal sealed class RandomToml(int seed, int size)
{
    private static readonly string[] Names = ["a", "b", "c", "port", "server-1", "x y", "k.1", "header'x", "ö"];
    private static readonly string[] Texts = ["", "x", "localhost", "${mgt.transport.https.port}", "tab\tnew\nline", "back\\slash", "quo\"te", "it's", "é😀", "# no comment", "[x]"];
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    /// <summary>A whole file.</summary>
    public string File()
    {
        Keys([], new HashSet<string>(), _random.Next(2));
        foreach (var name in Some(Names, Math.Min(5, size)))
        {
            Table([name], depth: 1);
        }

        var text = _text.ToString();
        text = _random.Next(3) == 0 ? text.TrimEnd('\n') : text;
        return _random.Next(3) switch
        {
            0 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            1 => string.Concat(text.Split('\n').Select((line, index) => index == 0 ? line : (_random.Next(2) == 0 ? "\n" : "\r\n") + line)),
            _ => text,
        };
    }

    /// <summary>A path: often to something in the file, often beside or below it, sometimes anywhere.</summary>
    public TomlPath Path(TomlDocument document)
    {
        var leaves = document.Leaves().Keys.ToList();
        var name = TomlPath.Of([One(Names)]);
        if (leaves.Count == 0 || _random.Next(4) == 0)
        {
            return TomlPath.Of(Some(Names, 1 + _random.Next(3)).DefaultIfEmpty("a"));
        }

        var leaf = TomlPath.Parse(One(leaves));
        return _random.Next(4) switch
        {
            0 => leaf,
            3 => TomlPath.Parse(string.Join('.', [.. leaf.Steps.Take(_random.Next(leaf.Steps.Count)), .. name.Steps])),
            1 => TomlPath.Parse(string.Join('.', [.. leaf.Steps.SkipLast(1), .. name.Steps])),
            _ => TomlPath.Parse(string.Join('.', [.. leaf.Steps.SkipLast(1), .. name.Steps, .. TomlPath.Of([One(Names)]).Steps])),
        };
    }

    /// <summary>A value that can be written.</summary>
    public object Value() => _random.Next(7) switch
    {
        0 => _random.NextInt64(long.MinValue, long.MaxValue),
        1 => _random.Next(2) == 0,
        2 => _random.NextDouble() * Math.Pow(10, _random.Next(-30, 30)),
        3 => Enumerable.Range(0, _random.Next(4)).Select(_ => (object?)One(Texts)).ToList(),
        4 => Enumerable.Range(0, _random.Next(4)).Select(_ => (object?)(long)_random.Next(100)).ToList(),
        _ => One(Texts),
    };

    /// <summary>Tables for an array.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Tables() =>
        [.. Enumerable.Range(0, _random.Next(4)).Select(index => Some(Names, 3).ToDictionary(name => name, name => name == "b" ? new Dictionary<string, object?> { ["c"] = Value() } : (object?)Value()))];

    /// <summary>A number below a limit.</summary>
    public int Next(int limit) => _random.Next(limit);

    /// <summary>The same tables with one taken out, one changed or two swapped.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Varied(IReadOnlyList<IReadOnlyDictionary<string, object?>> tables)
    {
        var varied = tables.ToList();
        if (varied.Count > 0)
        {
            switch (_random.Next(3))
            {
                case 0:
                    varied.RemoveAt(_random.Next(varied.Count));
                    break;
                case 1:
                    varied.Insert(_random.Next(varied.Count + 1), new Dictionary<string, object?> { ["name"] = "new" });
                    break;
                default:
                    var index = _random.Next(varied.Count);
                    varied[index] = new Dictionary<string, object?>(varied[index]) { ["a"] = Value() };
                    break;
            }
        }

        return varied;
    }

    private void Table(IReadOnlyList<string> path, int depth)
    {
        var isArray = _random.Next(3) == 0;
        for (var item = isArray ? 1 + _random.Next(3) : 1; item > 0; item--)
        {
            var used = new HashSet<string>();
            var isImplied = !isArray && depth < 3 && _random.Next(3) == 0;
            if (!isImplied)
            {
                Noise();
                Line($"{(isArray ? "[[" : "[")}{Written(path)}{(isArray ? "]]" : "]")}");
                Keys(path, used, _random.Next(Math.Max(1, size)));
            }

            var below = depth < 3 ? Some(Names, isImplied ? 2 : _random.Next(3)).Where(name => !used.Contains(name)).ToList() : [];
            foreach (var name in isImplied && below.Count == 0 ? ["a"] : below)
            {
                Table([.. path, name], depth + 1);
            }
        }
    }

    private void Keys(IReadOnlyList<string> path, HashSet<string> used, int count)
    {
        foreach (var name in Some(path.Count == 0 ? ["root1", "root2"] : Names, count))
        {
            used.Add(name);
            Noise();
            if (_random.Next(5) == 0)
            {
                Line($"{Written([name, "p"])} = {Literal()}");
                Line($"{Written([name, "q"])}\t=  {Literal()}");
            }
            else
            {
                Line($"{Written([name])} = {Literal()}");
            }
        }
    }

    private string Literal() => _random.Next(9) switch
    {
        0 => "[ \"x\", # one\n    'y',\n  ]",
        1 => "{ x = 1, y.z = \"2\" }",
        2 => "[{n = 1}, {n = 2}]",
        3 => "1_000",
        4 => "\"\"\"\nmany\n  lines\"\"\"",
        5 => "'lit\\eral'",
        6 => "[]",
        7 => (_random.Next(1000) / 8.0).ToString("0.0##", CultureInfo.InvariantCulture),
        _ => "\"text\"",
    };

    private void Noise()
    {
        if (_random.Next(3) == 0)
        {
            _text.Append(One(["\n", "# a comment\n", "  \t\n", "\n\n#[switched.off]\n#key = 1\n\n", "#= [\" '\n"]));
        }
    }

    private void Line(string line) => _text.Append(One(["", "", "  ", "\t"])).Append(line).Append(One(["", "", " # said", "  "])).Append('\n');

    private string Written(IEnumerable<string> path) => string.Join(_random.Next(5) == 0 ? " . " : ".", path.Select(name => TomlPath.Of([name]).ToString()));

    private T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private List<T> Some<T>(IReadOnlyList<T> items, int count) => [.. items.OrderBy(_ => _random.Next()).Take(count)];
}
