using FsCheck;
using FsCheck.Fluent;

namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>Random expressions over the recorded cases' variables, most of which mean something.</summary>
internal static class ExpressionGenerator
{
    private static readonly string[] Names = ["name", "port", "ratio", "flag", "nothing", "numbers", "words", "empty", "map", "people", "text", "path", "uni", "nested.l", "nested.s", "nested.n", "nested.f", "nested.m", "nope", "map.b", "people[0]"];

    private static readonly string[] Literals =
    [
        "0", "1", "2", "-1", "7", "10", "1000", "2.5", "-0.5", "1e3", "1_000", "0x1f", "true", "false", "none", "True", "None", "''", "' '", "'a'", "'Ab-cD ef'", "\"it's\"", "'x,y,,z'", "'12'", "'-3.5'", "'yes'", "'a\\nb\\n'", "'/a/b.tar.gz'", "'%s-%d'", "'1.10.2'",
        "[]", "[1, 2, 3]", "['b', 'a', 'B']", "[3, 1, 2, 1]", "[[1, 2], [3]]", "[none, 1, '']", "[true, false]", "{}", "{'a': 1}", "{'b': [1], 'a': {'x': 2}}", "(1, 2)", "(1,)", "[{'k': 2, 'v': 'x'}, {'k': 1, 'v': 'y'}]", "'café'",
    ];

    private static readonly string[] Filters =
    [
        "abs", "basename", "dirname", "bool", "capitalize", "count", "dictsort", "first", "last", "flatten", "float", "int", "items", "join", "join(',')", "join('-', 'name')", "length", "list", "lower", "upper", "title", "trim", "max", "min", "sort", "sum", "reverse", "unique",
        "string", "splitext", "wordcount", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "from_json", "from_yaml", "b64encode", "quote", "urlencode", "striptags", "escape", "dict2items", "items2dict", "tojson",
        "default('d')", "default('d', true)", "ternary('y', 'n')", "int(5)", "float(1.5)", "round", "round(1)", "round(0, 'ceil')", "replace('a', 'x')", "split", "split(',')", "string | truncate(5)", "string | truncate(5, true, '..')", "center(9)", "indent(2)", "indent(2, true)", "wordwrap(5)",
        "batch(2)", "batch(2, 'z')", "slice(2)", "sort(reverse=true)", "sort(attribute='k')", "sort(case_sensitive=true)", "unique(attribute='k')", "map('upper')", "map('string')", "map(attribute='name')", "map(attribute='k', default=0)", "map('default', 3)", "select", "reject",
        "select('odd')", "select('gt', 1)", "reject('none')", "selectattr('k')", "selectattr('admin')", "selectattr('age', 'gt', 26)", "rejectattr('group', 'eq', 'x')", "selectattr('zz', 'defined')", "groupby('group')", "groupby('age')", "min(attribute='age')", "max(attribute='k')", "sum(attribute='k')", "sum(start=10)",
        "union([1, 9])", "intersect([1, 2])", "difference([1, 'a'])", "symmetric_difference([2, 5])", "zip([1, 2])", "zip_longest([1, 2], fillvalue='-')", "combine({'a': 9})", "combine({'a': {'y': 1}}, recursive=true)", "combine({'b': [2]}, list_merge='append')", "subelements('keys')",
        "regex_replace('[a-c]', 'X')", "regex_replace('(.)(.)', '\\\\2\\\\1')", "regex_search('[0-9]+')", "regex_search('(.)b', '\\\\1')", "regex_findall('[a-z]')", "regex_escape", "hash('sha256')", "hash", "md5", "human_readable", "human_to_bytes", "filesizeformat", "log", "pow(2)", "root", "path_join", "relpath('/a')",
        "urlsplit('path')", "format(1, 2)", "random(seed='x')", "comment", "extract([5, 6, 7])", "product([1, 2])", "permutations(2)", "combinations(2)", "flatten(levels=1)", "mandatory", "attr('a')", "checksum", "to_uuid", "safe", "e", "expanduser", "shuffle(seed='a')",
    ];

    private static readonly string[] Tests =
    [
        "defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "true", "false", "mapping", "sequence", "iterable", "odd", "even", "lower", "upper", "truthy", "falsy", "divisibleby(3)", "eq(1)", "ne('a')", "gt(1)", "le 2", "in [1, 2, 'a']", "contains(1)", "contains('a')",
        "match('a')", "match('.*b')", "search('b')", "regex('^[0-9]+$')", "sameas(true)", "subset([1, 2, 3])", "superset([1])", "version('1.2', '>=')", "version('1.10', 'lt')", "all", "any", "callable", "changed", "failed", "nan",
    ];

    private static readonly string[] Methods =
    [
        ".upper()", ".lower()", ".strip()", ".split()", ".split(',')", ".startswith('a')", ".endswith(('a', 'b'))", ".replace('a', 'b')", ".keys()", ".values()", ".items()", ".get('a')", ".get('z', 1)", ".title()", ".find('b')", ".count('a')", ".join(['x', 'y'])", ".format(1, 2)", ".isdigit()", ".zfill(5)", ".index(1)",
        ".partition(',')", ".splitlines()", ".rsplit(',', 1)", ".lstrip('a')", ".ljust(5, '.')", ".rjust(5)", ".center(7)", ".swapcase()", ".copy()", ".isalnum()", ".expandtabs()", ".islower()", ".casefold()", ".rfind('b')", ".capitalize()",
    ];

    private static readonly string[] Accesses = [".a", ".name", "['a']", "[0]", "[-1]", "[1:]", "[:2]", "[::-1]", "[::2]", "[-2:]", ".b.c", "[99]", "['nope']", ".0", "[1:-1]"];

    private static readonly string[] Signs = ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in", "not in", "is", "is not"];

    /// <summary>An expression of at most this many levels.</summary>
    /// <param name="depth">The levels.</param>
    public static Gen<string> Expression(int depth) => depth == 0
        ? Gen.OneOf(Gen.Elements(Names), Gen.Elements(Literals))
        : Gen.Frequency(
            (2, Expression(0)),
            (5, Expression(depth - 1).Zip(Gen.Elements(Filters), (inner, filter) => $"({inner}) | {filter}")),
            (2, Expression(depth - 1).Zip(Gen.Elements(Tests), (inner, test) => $"({inner}) is {test}")),
            (1, Expression(depth - 1).Zip(Gen.Elements(Tests), (inner, test) => $"({inner}) is not {test}")),
            (2, Expression(depth - 1).Zip(Gen.Elements(Methods), (inner, method) => $"({inner}){method}")),
            (2, Expression(depth - 1).Zip(Gen.Elements(Accesses), (inner, access) => $"({inner}){access}")),
            (4, Binary(depth - 1)),
            (1, Expression(depth - 1).Select(inner => $"not ({inner})")),
            (1, Expression(depth - 1).Select(inner => $"-({inner})")),
            (1, Expression(depth - 1).Three().Select(parts => $"({parts.Item1}) if ({parts.Item2}) else ({parts.Item3})")),
            (1, Expression(depth - 1).Two().Select(parts => $"[{parts.Item1}, {parts.Item2}]")),
            (1, Expression(depth - 1).Select(inner => $"{{'k': {inner}, 'a': 1}}")));

    private static Gen<string> Binary(int depth) =>
        from left in Expression(depth)
        from sign in Gen.Elements(Signs)
        from right in sign.StartsWith("is", StringComparison.Ordinal) ? Gen.Elements(Tests) : Expression(depth)
        select $"({left}) {sign} {(sign.StartsWith("is", StringComparison.Ordinal) ? right : $"({right})")}";
}
