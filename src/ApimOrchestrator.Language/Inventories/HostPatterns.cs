using System.Globalization;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>
/// Finds the hosts of a pattern as Ansible does: names of groups and hosts, wildcards (<c>node*</c>), <c>~regular expression</c>, several with <c>:</c> or <c>,</c>, <c>&amp;x</c> to keep
/// only those also in x, <c>!x</c> to leave those of x out, <c>group[0]</c> and <c>group[0:1]</c> for some of them.
/// </summary>
public static partial class HostPatterns
{
    private static readonly string[] Localhost = ["localhost", "127.0.0.1", "::1"];
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The hosts of a pattern, in inventory order of the groups named, each once.</summary>
    /// <param name="inventory">The hosts there are.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="unmatched">Told each part that matched nothing; null to ignore that.</param>
    /// <returns>The hosts; an inventory without <c>localhost</c> has one that is reached without a connection when it is asked for by name.</returns>
    /// <exception cref="FormatException">The pattern is wrong.</exception>
    public static IReadOnlyList<HostEntry> Select(Inventory inventory, string pattern, Action<string>? unmatched = null) =>
        Evaluate(inventory, Split(pattern), unmatched);

    /// <summary>The hosts a <c>--limit</c> leaves; <c>@file</c> in it stands for the patterns in the file, one a line.</summary>
    /// <param name="inventory">The hosts there are.</param>
    /// <param name="limit">As given.</param>
    /// <param name="unmatched">Told each part that matched nothing.</param>
    /// <exception cref="DiagnosticException">The file cannot be read.</exception>
    /// <exception cref="FormatException">The pattern is wrong.</exception>
    public static IReadOnlyList<HostEntry> Limit(Inventory inventory, string limit, Action<string>? unmatched = null) =>
        Evaluate(inventory, [.. Split(limit).SelectMany(part => part[0] == '@' ? LinesOf(part[1..]) : [part])], unmatched);

    private static List<string> Split(string pattern)
    {
        var parts = pattern.Contains(',', StringComparison.Ordinal) ? pattern.Split(',')
            : HostAddress.IsOne(pattern.Trim()) ? [pattern]
            : Between().Matches(pattern).Select(match => match.Value);
        return [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
    }

    private static IEnumerable<string> LinesOf(string file)
    {
        try
        {
            return File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0);
        }
        catch (IOException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("--limit"), $"the file '{file}' cannot be read", "after '@' stands a file with one host pattern a line"));
        }
        catch (UnauthorizedAccessException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("--limit"), $"the file '{file}' is a folder, or this user may not read it"));
        }
    }

    private static List<HostEntry> Evaluate(Inventory inventory, IReadOnlyList<string> parts, Action<string>? unmatched)
    {
        var regular = parts.Where(part => part[0] is not ('&' or '!')).DefaultIfEmpty("all");
        var hosts = regular.SelectMany(part => HostsOf(inventory, part, unmatched)).DistinctBy(host => host.Name).ToList();
        foreach (var part in parts.Where(part => part[0] == '&' && part.Length > 1))
        {
            var kept = HostsOf(inventory, part[1..], unmatched).Select(host => host.Name).ToHashSet();
            hosts.RemoveAll(host => !kept.Contains(host.Name));
        }

        foreach (var part in parts.Where(part => part[0] == '!' && part.Length > 1))
        {
            var left = HostsOf(inventory, part[1..], unmatched).Select(host => host.Name).ToHashSet();
            hosts.RemoveAll(host => left.Contains(host.Name));
        }

        return hosts;
    }

    private static List<HostEntry> HostsOf(Inventory inventory, string part, Action<string>? unmatched)
    {
        if (inventory.Find(part) is { } exact)
        {
            return [exact];
        }

        var subscript = part[0] == '~' ? Match.Empty : Subscript().Match(part);
        var name = subscript.Success ? subscript.Groups["name"].Value : part;
        var matched = ByName(inventory, name);
        if (matched.Count == 0 && !inventory.Groups.ContainsKey(name))
        {
            unmatched?.Invoke(part);
        }

        return subscript.Success && matched.Count > 0 ? Some(matched, subscript, part) : matched;
    }

    private static List<HostEntry> ByName(Inventory inventory, string name)
    {
        var matches = Matcher(name);
        var groups = inventory.Groups.Values.Where(group => matches(group.Name)).ToList();
        var hosts = groups.SelectMany(group => group.Hosts).Select(host => inventory.Find(host)!);
        if (groups.Count == 0 || name[0] == '~' || name.AsSpan().IndexOfAny(".?*[") >= 0)
        {
            hosts = hosts.Concat(inventory.Hosts.Where(host => matches(host.Name)));
        }

        var found = hosts.DistinctBy(host => host.Name).ToList();
        return found.Count == 0 && Localhost.Contains(name) ? [ImplicitLocalhost(name)] : found;
    }

    private static HostEntry ImplicitLocalhost(string name) => new(name, [], new Dictionary<string, object?> { ["ansible_connection"] = "local" });

    private static List<HostEntry> Some(List<HostEntry> hosts, Match subscript, string part)
    {
        if (subscript.Groups["one"].Success)
        {
            var at = Number(subscript.Groups["one"].Value, part);
            at = at < 0 ? hosts.Count + at : at;
            return at >= 0 && at < hosts.Count ? [hosts[at]] : throw new FormatException($"'{part}' asks for a host that is not there: there are {hosts.Count}");
        }

        var first = Number(subscript.Groups["first"].Value, part);
        var last = subscript.Groups["last"].Length == 0 ? hosts.Count - 1 : Number(subscript.Groups["last"].Value, part);
        return [.. hosts.Take(last + 1).Skip(first)];
    }

    private static int Number(string text, string part) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue
            ? number
            : throw new FormatException($"'{part}' holds a number that is too large");

    private static Func<string, bool> Matcher(string pattern)
    {
        if (pattern[0] != '~' && pattern.AsSpan().IndexOfAny("?*[") < 0)
        {
            return name => name == pattern;
        }

        if (pattern[0] != '~')
        {
            return new Wildcard(pattern, dotIsOrdinary: true).Fits;
        }

        return PythonRegex.Parse(pattern[1..], scope: PythonRegexScope.AtStart, limit: RegexTimeout).IsMatch;
    }

    [GeneratedRegex(@"(?:[^\s:\[\]]|\[[^\]]*\])+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"\A(?<name>.+)\[(?:(?<one>-?[0-9]+)|(?<first>[0-9]+)[:-](?<last>[0-9]*))\]\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Subscript();
}
