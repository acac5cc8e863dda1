using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Nodes;

/// <summary>The template file, or the first that is there of several, that a statement names.</summary>
internal sealed class TemplateReference(Expression file)
{
    public Mark Mark => file.Mark;

    /// <summary>The template; null where no such file is there and that may be.</summary>
    public Template? Find(Frame frame, bool mayBeMissing = false, bool takesSeveral = true)
    {
        var named = file.Value(frame) is var value && value is Unknown unknown ? throw new UnknownReached(unknown) : value;
        frame.At = file.Mark;
        var place = file.Mark.Source.Place;
        var candidates = named is string single ? [single] : !takesSeveral ? throw new ValueProblem($"'import' needs one name, not {TypeName.Of(named)}") : Items.Of(named, "the name of a template").Select(ValueText.Known).ToArray();
        return candidates.Select(name => frame.Engine.Load(name, place, frame)).FirstOrDefault(found => found is not null)
            ?? (mayBeMissing ? null : throw new ValueProblem($"there is no template '{string.Join("', '", candidates)}'", TemplateEngine.SearchedText(frame, "templates", place)));
    }
}

/// <summary><c>{% import 'name' as target %}</c>: the macros and names another template gives.</summary>
internal sealed class Import(Mark mark, TemplateReference file, bool seesNames, string target) : Statement(mark)
{
    public override void Execute(Frame frame, Output output) => frame.Set(target, ImportedTemplate.Load(frame, file, seesNames));
}

/// <summary><c>{% from 'name' import macro, other as target %}</c></summary>
internal sealed class FromImport(Mark mark, TemplateReference file, bool seesNames, (Mark At, string Name, string Target)[] names) : Statement(mark)
{
    public override void Execute(Frame frame, Output output)
    {
        var imported = ImportedTemplate.Load(frame, file, seesNames);
        foreach (var (at, name, target) in names)
        {
            frame.At = at;
            frame.Set(target, imported.TryGet(name, out var value) ? value : throw new ValueProblem(
                $"the imported template gives no '{name}'", imported.Names.Any() ? $"it gives: {string.Join(", ", imported.Names)}" : "it gives no macros and sets no names"));
        }
    }
}

/// <summary>What an imported template gives. Without <c>with context</c> it sees no variables, as in Jinja2.</summary>
internal sealed class ImportedTemplate(Layer given) : ObjectValue
{
    /// <summary>The names it gives; those that begin with <c>_</c> are its own.</summary>
    public IEnumerable<string> Names => given.Names.Where(name => name[0] != '_');

    public static ImportedTemplate Load(Frame frame, TemplateReference file, bool seesNames) => new(Render(file.Find(frame, takesSeveral: false)!, frame, seesNames).Given);

    /// <summary>Renders a template that has names of its own, and the variables only where it may see them.</summary>
    public static (string Text, Layer Given) Render(Template template, Frame frame, bool seesNames)
    {
        frame.Budget.Nest();
        var inner = new Frame(seesNames ? frame.Scope : NoVariables.Instance, frame.Engine, frame.Budget);
        inner.Open(seesNames ? frame.Locals : null);
        try
        {
            var text = template.RenderInside(inner);
            frame.Budget.Unnest();
            return (text, inner.Locals!);
        }
        catch (ValueProblem problem)
        {
            throw inner.Error(problem);
        }
    }

    public override bool TryGet(string name, out object? value)
    {
        value = null;
        return name[0] != '_' && given.TryGet(name, out value);
    }

    private sealed class NoVariables : IScope
    {
        public static readonly NoVariables Instance = new();

        public IEnumerable<string> Names => [];

        public bool TryGet(string name, out object? value)
        {
            value = null;
            return false;
        }
    }
}
