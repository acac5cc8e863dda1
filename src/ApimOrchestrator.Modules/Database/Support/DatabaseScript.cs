using System.Text;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>One of the pack's scripts.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">The name it is recorded under: <c>apimgt/mysql.sql</c>.</param>
/// <param name="Text">Its text, the last statement ended.</param>
/// <param name="Sha256">The SHA-256 of its bytes.</param>
/// <param name="Tables">The tables it makes, in lower case.</param>
internal sealed partial record DatabaseScript(HostPath Path, string Name, string Text, string Sha256, IReadOnlyList<string> Tables)
{
    /// <summary>Reads a script.</summary>
    /// <exception cref="TaskFailedException">It makes no table, or does what none of the pack's scripts does: chooses or drops a database.</exception>
    public static async Task<DatabaseScript> ReadAsync(HostPath path, Content content, CancellationToken cancellation)
    {
        var bytes = await content.ReadAsync(cancellation);
        var text = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
        var statements = Comment().Replace(text, "").TrimEnd();
        text += statements.EndsWith(';') || statements.EndsWith('/') || statements.EndsWith("GO", StringComparison.OrdinalIgnoreCase) ? "\n" : "\n;\n";
        if (Foreign().Match(statements) is { Success: true } foreign)
        {
            throw new TaskFailedException($"{path} says '{foreign.Value.Trim()}': a script of the pack makes tables in the database it is given and touches no other") { Subject = path.Text };
        }

        List<string> tables = [.. MadeTable().Matches(statements).Select(match => match.Groups["name"].Value.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];
        return tables.Count > 0
            ? new DatabaseScript(path, NameOf(path.Text), text, content.Sha256 ?? "", tables)
            : throw new TaskFailedException($"{path} makes no table") { Subject = path.Text };
    }

    // The same folder in every pack, wherever the pack lies.
    private static string NameOf(string path) => path.LastIndexOf("/dbscripts/", StringComparison.Ordinal) is >= 0 and var at ? path[(at + 11)..] : path[(path.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"/\*.*?\*/|--[^\n]*|^\s*#[^\n]*", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(?:(?:CREATE|DROP|ALTER)\s+(?:DATABASE|SCHEMA|USER|LOGIN)|USE|GRANT|\\c(?:onnect)?)\s+\S+", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:[`""\[]?\w+[`""\]]?\.)?[`""\[]?(?<name>\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MadeTable();
}
