using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Sources;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>What a plan is made from: the files read, the command line's variables and the options that choose hosts and tasks.</summary>
internal static class PlanInputs
{
    // a guess costs what a guess at a vault's password costs with twice its rounds
    private const int Rounds = 20_000;

    /// <summary>All of them; ask before the run, so that both times the same files have been read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">The user's files.</param>
    /// <param name="salt">Goes into the hashes of what may be secret.</param>
    public static IReadOnlyList<PlanInput> Of(ParseResult parsed, ProjectFiles files, byte[] salt) =>
    [
        .. files.Project.Problems.Sources.Where(source => !source.Name.StartsWith('-')).OrderBy(source => source.Name, StringComparer.Ordinal).Select(source => new PlanInput("file", source.Name, HashOf(source, salt))),
        .. files.Project.ExtraVars.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new PlanInput("variable", pair.Key, SlowHash(TextOf(pair.Value), salt))),
        .. PlanWords.Choices(parsed).Select(choice => new PlanInput("option", choice.Name, choice.Value)),
    ];

    /// <summary>What differs between the inputs of a plan and those of now, for people.</summary>
    /// <param name="planned">The plan's.</param>
    /// <param name="now">Those of now.</param>
    public static IReadOnlyList<string> Differences(IReadOnlyList<PlanInput> planned, IReadOnlyList<PlanInput> now)
    {
        var known = planned.ToDictionary(input => (input.Kind, input.Name), input => input.Hash);
        var present = now.ToDictionary(input => (input.Kind, input.Name), input => input.Hash);
        return
        [
            .. planned.Where(input => !present.ContainsKey((input.Kind, input.Name))).Select(input => $"{Word(input)} {input.Name} is {(input.Kind == "variable" ? "not given; values are not in a plan, so give it again with -e" : "gone")}"),
            .. now.Where(input => !known.ContainsKey((input.Kind, input.Name))).Select(input => $"{Word(input)} {input.Name} is new"),
            .. now.Where(input => known.TryGetValue((input.Kind, input.Name), out var hash) && hash != input.Hash).Select(input =>
                input.Kind == "option" ? $"option {input.Name} was '{known[(input.Kind, input.Name)]}' and is '{input.Hash}'" : $"{Word(input)} {input.Name} has changed"),
        ];
    }

    private static string Word(PlanInput input) => input.Kind == "file" ? "the file" : input.Kind == "variable" ? "the variable" : "the option";

    private static string HashOf(SourceText source, byte[] salt) => source.IsSecret ? SlowHash(source.Text, salt) : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Text)));

    private static string SlowHash(string text, byte[] salt) => "pbkdf2:" + Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(text), salt, Rounds, HashAlgorithmName.SHA256, 32));

    private static string TextOf(object? value) => value switch
    {
        null => "null",
        Secret secret => TextOf(secret.Reveal()),
        ITemplate template => TextOf(template.Text),
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(',', map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{TextOf(pair.Key)}:{TextOf(pair.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(',', list.Select(TextOf))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
