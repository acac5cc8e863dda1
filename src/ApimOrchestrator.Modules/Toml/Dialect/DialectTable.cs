namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>
/// A table in the server's model, with the rules by which it is filled. A table that only came about because a longer name was written first is implied; naming such a
/// table in a header makes the server's model contain itself, which is the crash.
/// </summary>
/// <param name="implied">Whether no header, inline table or array names it yet.</param>
internal sealed class DialectTable(bool implied)
{
    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private bool _implied = implied;

    private sealed record Member(object Value, DialectToken At);

    /// <summary>A header <c>[a.b]</c>: the table it opens; null where it is refused, with the problem.</summary>
    public DialectTable? Open(IReadOnlyList<string> path, DialectToken at, Action<TomlDialectProblem> report)
    {
        if (Reach(path, path.Count - 1, at, throughArrays: true, report) is not { } parent)
        {
            return null;
        }

        if (!parent._members.TryGetValue(path[^1], out var member))
        {
            var opened = new DialectTable(implied: false);
            parent._members.Add(path[^1], new Member(opened, at));
            return opened;
        }

        if (member.Value is DialectTable { _implied: true } table)
        {
            table._implied = false;
            report(new TomlDialectProblem(TomlVerdict.Crashes, at.Line, at.Column,
                $"the server crashes on [{Name(path)}] (StackOverflowError), because a part of that table is written before it, in line {member.At.Line}",
                $"put [{Name(path)}] and its keys above line {member.At.Line}; a table must come before all its sub-tables"));
            return table;
        }

        report(Twice(path, member, at));
        return null;
    }

    /// <summary>A header <c>[[a.b]]</c>: the table it appends; null where it is refused, with the problem.</summary>
    public DialectTable? Append(IReadOnlyList<string> path, DialectToken at, Action<TomlDialectProblem> report)
    {
        if (Reach(path, path.Count - 1, at, throughArrays: true, report) is not { } parent)
        {
            return null;
        }

        if (!parent._members.TryGetValue(path[^1], out var member))
        {
            member = new Member(new List<DialectTable>(), at);
            parent._members.Add(path[^1], member);
        }

        if (member.Value is not List<DialectTable> array)
        {
            report(new TomlDialectProblem(TomlVerdict.Rejected, at.Line, at.Column,
                $"[[{Name(path)}]] cannot follow line {member.At.Line}, where {Name(path)} is {(member.Value is DialectTable ? "a plain table" : "written as a value")}",
                $"write every {Name(path)} as [[{Name(path)}]]"));
            return null;
        }

        array.Add(new DialectTable(implied: false));
        return array[^1];
    }

    /// <summary>A key with its value.</summary>
    public void Set(IReadOnlyList<string> path, DialectValue value, DialectToken at, Action<TomlDialectProblem> report)
    {
        if (Reach(path, path.Count - 1, at, throughArrays: false, report) is { } parent
            && !parent._members.TryAdd(path[^1], new Member((object?)value.Table ?? value.Kind, at)))
        {
            report(Twice(path, parent._members[path[^1]], at));
        }
    }

    private DialectTable? Reach(IReadOnlyList<string> path, int depth, DialectToken at, bool throughArrays, Action<TomlDialectProblem> report)
    {
        var table = this;
        for (var index = 0; index < depth; index++)
        {
            if (!table._members.TryGetValue(path[index], out var member))
            {
                member = new Member(new DialectTable(implied: true), at);
                table._members.Add(path[index], member);
            }

            switch (member.Value)
            {
                case DialectTable next:
                    table = next;
                    break;
                case List<DialectTable> array when throughArrays:
                    table = array[^1];
                    break;
                default:
                    report(new TomlDialectProblem(TomlVerdict.Rejected, at.Line, at.Column,
                        $"{Name(path.Take(index + 1))} is not a table: see line {member.At.Line}", null));
                    return null;
            }
        }

        return table;
    }

    private static TomlDialectProblem Twice(IReadOnlyList<string> path, Member member, DialectToken at) =>
        new(TomlVerdict.Rejected, at.Line, at.Column, $"{Name(path)} is already defined in line {member.At.Line}, column {member.At.Column}", "keep one of the two");

    private static string Name(IEnumerable<string> path) => string.Join('.', path.Select(TomlKey.Write));
}
