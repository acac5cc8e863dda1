using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>A case's files and variables as a module's arguments see them.</summary>
internal sealed class CaseSource(ModuleCase source) : IArgumentSource, IScope
{
    private static readonly TemplateEngine Engine = new();

    public IEnumerable<string> Names => source.Variables.Keys;

    public IReadOnlyList<(string RelativePath, Content Content, int Mode)> OpenFile(string name)
    {
        var wanted = name.TrimEnd('/');
        foreach (var candidate in new[] { $"files/{wanted}", wanted })
        {
            if (source.Files.TryGetValue(candidate, out var bytes))
            {
                return [("", Content.Of(bytes), 0x1A4)];
            }

            var below = source.Files.Where(file => file.Key.StartsWith(candidate + "/", StringComparison.Ordinal)).ToList();
            if (below.Count > 0)
            {
                return [.. below.Select(file => (file.Key[(candidate.Length + 1)..], Content.Of(file.Value), 0x1A4))];
            }
        }

        throw new FormatException($"there is no file '{name}' beside the playbook");
    }

    public string PathOf(string name) => name.StartsWith('/') ? name : $"{CaseFile.Root}/playbooks/{name}";

    public Content Render(string name)
    {
        var text = System.Text.Encoding.UTF8.GetString(
            source.Files.GetValueOrDefault($"templates/{name}") ?? source.Files.GetValueOrDefault(name) ?? throw new FormatException($"there is no template '{name}' beside the playbook"));
        return Engine.ParseTemplateFile(text, Place.Of(name)).Evaluate(this) is Unknown unknown ? Content.Unknown(unknown.Why) : Content.Of((string)Engine.ParseTemplateFile(text, Place.Of(name)).Evaluate(this)!);
    }

    public object? Evaluate(string expression) => Engine.ParseExpression(expression, Place.Of("case")).Evaluate(this);

    public bool TryGet(string name, out object? value) => source.Variables.TryGetValue(name, out value);

    /// <summary>An argument with its templates evaluated.</summary>
    public object? Evaluated(object? argument) => argument switch
    {
        Written written when TemplateEngine.HasMarks(written.Text) => Engine.ParseText(written.Text, Place.Of("case")).Evaluate(this),
        string text when TemplateEngine.HasMarks(text) => Engine.ParseText(text, Place.Of("case")).Evaluate(this),
        IReadOnlyList<object?> list => list.Select(Evaluated).ToList(),
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Evaluated(pair.Value)),
        _ => argument,
    };
}
