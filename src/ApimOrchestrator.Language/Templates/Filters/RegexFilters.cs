using System.Text;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Ansible's filters with regular expressions.</summary>
internal static class RegexFilters
{
    private const string Special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";

    public static void AddTo(FunctionTable table)
    {
        table.Add("regex_replace pattern? replacement? ignorecase? multiline?", Replace);
        table.Add("regex_search regex * **", Search);
        table.Add("regex_findall regex multiline? ignorecase?", FindAll);
        table.Add("regex_escape re_type?", Escape);
    }

    private static string Replace(Arguments call)
    {
        var pattern = call.Frame.Engine.Patterns.Get(call.Text(0), call.Flag(2), call.Flag(3));
        var replacement = PythonReplacement.Read(call.Text(1), pattern);
        var size = 0L;
        return pattern.Replace(call.InputText, match =>
        {
            var text = replacement.For(match);
            call.Budget.Step();
            call.Budget.Size(size += text.Length);
            return text;
        });
    }

    /// <summary>The match, or the groups asked for (<c>'\\1'</c>, <c>'\\g&lt;name>'</c>); none where nothing matches.</summary>
    private static object? Search(Arguments call)
    {
        bool Flag(string name) => call.Named.TryGetValue(name, out var value) && Truth.Known(value);
        var pattern = call.Frame.Engine.Patterns.Get(call.Text(0), Flag("ignorecase"), Flag("multiline"));
        var match = pattern.Match(call.InputText);
        if (!match.Success)
        {
            return null;
        }

        if (call.More.Count == 0)
        {
            return match.Value;
        }

        var groups = new ListValue();
        foreach (var wanted in call.More.Select(ValueText.Known))
        {
            var group = match.Groups[PythonReplacement.GroupName(wanted, pattern)];
            groups.Add(group.Success ? group.Value : null);
        }

        return groups;
    }

    private static ListValue FindAll(Arguments call)
    {
        var pattern = call.Frame.Engine.Patterns.Get(call.Text(0), call.Flag(2), call.Flag(1));
        var found = new ListValue();
        foreach (var match in pattern.Matches(call.InputText))
        {
            call.Budget.Step();
            found.Add(pattern.GroupCount switch
            {
                0 => match.Value,
                1 => pattern.GroupsOf(match).First().Group.Value,
                _ => new TupleValue([.. pattern.GroupsOf(match).Select(g => (object?)g.Group.Value)]),
            });
        }

        return found;
    }

    private static string Escape(Arguments call)
    {
        var kind = call.Text(0, "python");
        if (kind is not ("python" or "posix_basic"))
        {
            throw new ValueProblem($"'regex_escape' does not know '{kind}'", "there are: python, posix_basic");
        }

        var special = kind == "python" ? Special : "[].^$*\\";
        var escaped = new StringBuilder();
        foreach (var letter in call.InputText)
        {
            escaped.Append(special.Contains(letter) ? "\\" : "").Append(letter);
        }

        return escaped.ToString();
    }
}
