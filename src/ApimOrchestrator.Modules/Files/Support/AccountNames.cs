using System.Globalization;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>The names files of an archive belong to on a host: as tar(1) has it, the archive's name where the host knows it, else whoever has the archive's number.</summary>
internal sealed class AccountNames
{
    private const string Script = """
        while read -r database number name; do
          if [ -n "$name" ] && grep -q "^$name:" "/etc/$database"; then echo "$name"; continue; fi
          found=$(sed -n "s/^\([^:]*\):[^:]*:$number:.*/\1/p" "/etc/$database" | head -n 1)
          echo "${found:-$number}"
        done
        """;

    private readonly Dictionary<(string Database, string Name, int Number), string> _names;

    private AccountNames(Dictionary<(string Database, string Name, int Number), string> names) => _names = names;

    /// <summary>The look; none where everything is root's.</summary>
    public static IReadOnlyList<CommandLook<AccountNames>> Looks(IEnumerable<ArchiveEntry> entries)
    {
        var wanted = entries.SelectMany(entry => new[] { Key("passwd", entry.Owner), Key("group", entry.Group) }).OfType<(string Database, string Name, int Number)>()
            .Distinct().Where(key => key is not (_, "root", 0)).ToList();
        var input = string.Concat(wanted.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Database} {key.Number} {key.Name}\n")));
        AccountNames Read(CommandResult result) => new(wanted.Zip(result.Output.Split('\n')).ToDictionary(pair => pair.First, pair => pair.Second));
        return wanted.Count == 0 ? [] : [new CommandLook<AccountNames>(new Subject("accounts", input), Command.Shell(Script) with { Input = Content.Of(input) }, Read)];
    }

    /// <summary>What was seen; root's name where there was no look.</summary>
    public static AccountNames Of(object? seen) => seen as AccountNames ?? new AccountNames([]);

    /// <summary>The owner's name on the host.</summary>
    public string OwnerOf(ArchiveEntry entry) => _names.GetValueOrDefault(Key("passwd", entry.Owner)!.Value, "root");

    /// <summary>The group's name on the host.</summary>
    public string GroupOf(ArchiveEntry entry) => _names.GetValueOrDefault(Key("group", entry.Group)!.Value, "root");

    private static (string Database, string Name, int Number)? Key(string database, (string Name, int Number)? account) => account is var (name, number) ? (database, name, number) : null;
}
