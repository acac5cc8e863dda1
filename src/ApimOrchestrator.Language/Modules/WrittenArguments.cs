using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Modules;

/// <summary>A module's arguments as a task writes them.</summary>
/// <param name="Place">Where the module's name stands.</param>
/// <param name="Values">The arguments; templates not evaluated, plain scalars as written.</param>
/// <param name="Places">Where each argument's name and value stand; those of <c>module_defaults</c> too.</param>
internal sealed partial record WrittenArguments(Place Place, IReadOnlyDictionary<string, object?> Values, IReadOnlyDictionary<string, (Place Name, Place Value)> Places)
{
    /// <summary>A problem with an argument, which its message names first, as a diagnostic at the argument.</summary>
    public Diagnostic Explain(ModuleContract contract, string problem)
    {
        var parts = problem.Split("; did you mean ", 2);
        var (message, help) = parts.Length == 2 ? (parts[0], "did you mean " + parts[1]) : (problem, null);
        var name = Quoted().Match(problem).Groups["name"].Value;
        var given = message.EndsWith(" is missing", StringComparison.Ordinal) ? null : Places.Keys.FirstOrDefault(key => key == name || contract.Find(name)?.Answers(key) == true);
        if (given is null)
        {
            var argument = contract.Find(name);
            return new Diagnostic(Place, $"'{contract.Name}': {message}", help ?? (argument is null ? null : $"{argument.Name}: {argument.Description}"));
        }

        var isValue = message.StartsWith($"'{name}': ", StringComparison.Ordinal);
        help ??= contract.Find(given) is null ? $"'{contract.Name}' has: {string.Join(", ", contract.Arguments.Select(argument => argument.Name))}" : null;
        return new Diagnostic(isValue ? Places[given].Value : Places[given].Name, isValue ? message : message.Replace("an argument here", $"an argument of '{contract.Name}'", StringComparison.Ordinal), help);
    }

    [GeneratedRegex(@"\A'(?<name>[^']*)'", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
