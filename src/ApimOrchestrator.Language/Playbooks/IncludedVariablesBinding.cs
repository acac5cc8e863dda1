using System.Globalization;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Variables;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary><c>include_vars</c> as a module: reading is done while its arguments are bound, so that its answer is ready when it runs.</summary>
internal sealed class IncludedVariablesBinding(LoadServices services, IReadOnlyDictionary<string, ITemplate> parts, TaskContext context, Place place) : IModuleBinding
{
    private static readonly string[] UsualExtensions = ["yaml", "yml", "json"];

    /// <inheritdoc/>
    public string ModuleName => "include_vars";

    /// <inheritdoc/>
    public bool NeedsNoHost => true;

    /// <inheritdoc/>
    public bool RunsOnce => false;

    /// <inheritdoc/>
    public BoundModule Bind(IScope scope)
    {
        var fresh = services.Fresh();
        try
        {
            var files = Text("dir", scope) is { } folder ? FilesOf(context.Search.Find(folder, "vars"), scope) : [context.Search.Find(Text("file", scope)!, "vars")];
            var read = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (name, value) in files.SelectMany(file => fresh.Variables.Read(file, place)))
            {
                read[name] = value;
            }

            fresh.Problems.ThrowIfErrors();
            var evaluated = (Dictionary<string, object?>)Values.Evaluate(read, new Scope([read, new ScopeMap(scope)]))!;
            evaluated = Text("name", scope) is { } under ? new() { [under] = evaluated } : evaluated;
            var values = new Dictionary<string, object?> { ["ansible_facts"] = evaluated, ["ansible_included_var_files"] = files.Select(object? (file) => file).ToList() };
            return new BoundModule(new Ready(new Answer(values) { Facts = evaluated }), []);
        }
        catch (FormatException exception)
        {
            throw new DiagnosticException(new Diagnostic(place, exception.Message));
        }
    }

    private string? Text(string part, IScope scope) => parts.TryGetValue(part, out var template) ? ValueText.Of(template.Evaluate(scope)) : null;

    private List<string> Texts(string part, IScope scope) => !parts.TryGetValue(part, out var template) ? [] : template.Evaluate(scope) switch
    {
        IReadOnlyList<object?> list => [.. list.Select(ValueText.Of)],
        var text => [.. ValueText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
    };

    // A folder's files in the order of their names, those of its folders after them.
    private List<string> FilesOf(string folder, IScope scope)
    {
        var extensions = parts.ContainsKey("extensions") ? Texts("extensions", scope) : [.. UsualExtensions];
        var depth = Text("depth", scope) is { } most && int.Parse(most, CultureInfo.InvariantCulture) is > 0 and var levels ? levels : int.MaxValue;
        var matching = Text("files_matching", scope) is { } pattern ? Expression(pattern) : null;
        var ignored = Texts("ignore_files", scope).ConvertAll(text => Expression(text + "$"));
        return [.. Below(folder, depth).Where(file => Path.GetFileName(file) is var name
            && extensions.Contains(Path.GetExtension(name).TrimStart('.'))
            && (matching?.IsMatch(name) ?? true)
            && !ignored.Exists(ignore => ignore.IsMatch(name)))];
    }

    private static Regex Expression(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"'{text}' is no regular expression: {exception.Message}", exception);
        }
    }

    private static IEnumerable<string> Below(string folder, int depth) => depth == 0 ? [] :
        Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Concat(Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(inner => Below(inner, depth - 1)));

    /// <summary>A module whose answer is known.</summary>
    private sealed record Ready(Answer Answer) : IModule
    {
        public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation) => Task.FromResult(Answer);
    }
}
