using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Ansible's filter that makes a comment of a text.</summary>
internal static class CommentFilter
{
    public static void AddTo(FunctionTable table) => table.Add("comment style? **", Comment);

    private static string Comment(Arguments call)
    {
        var (beginning, decoration, end) = call.Text(0, "plain") switch
        {
            "plain" => ("", "# ", ""),
            "erlang" => ("", "% ", ""),
            "c" => ("", "// ", ""),
            "cblock" => ("/*", " * ", " */"),
            "xml" => ("<!--", " - ", "-->"),
            var other => throw new ValueProblem($"there is no style of comments '{other}'", "there are: plain, erlang, c, cblock, xml"),
        };
        string Named(string name, string otherwise) => call.Named.TryGetValue(name, out var value) ? ValueText.Known(value) : otherwise;
        int Count(string name) => call.Named.TryGetValue(name, out var value) ? value is long and >= 0 and <= 1000 ? (int)(long)value : throw call.Wrong("a small number", value) : 1;
        (beginning, decoration, end) = (Named("beginning", beginning), Named("decoration", decoration), Named("end", end));
        var newline = Named("newline", "\n");
        var (prefix, postfix) = (Named("prefix", decoration.TrimEnd()), Named("postfix", decoration.TrimEnd()));
        var first = beginning.Length == 0 ? "" : beginning + newline;
        var above = prefix.Length == 0 ? "" : string.Concat(Enumerable.Repeat(prefix == newline ? newline : prefix + newline, Count("prefix_count")));
        var text = (decoration + call.InputString.Replace(newline, newline + decoration, StringComparison.Ordinal)).Replace(decoration + newline, decoration.TrimEnd() + newline, StringComparison.Ordinal);
        var below = string.Concat(Enumerable.Repeat(newline + postfix, Count("postfix_count")));
        return first + above + text + below + (end.Length == 0 ? "" : newline + end);
    }
}
