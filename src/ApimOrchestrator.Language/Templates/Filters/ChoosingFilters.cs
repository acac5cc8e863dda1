using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters that apply a filter or a test to each item.</summary>
internal static class ChoosingFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("map filter? * **", Map);
        table.Add("select test? * **", c => Chosen(c, isWanted: true));
        table.Add("reject test? * **", c => Chosen(c, isWanted: false));
        table.Add("selectattr attribute test? * **", c => ChosenByAttribute(c, isWanted: true));
        table.Add("rejectattr attribute test? * **", c => ChosenByAttribute(c, isWanted: false));
    }

    /// <summary><c>map('filter', arguments)</c>, or <c>map(attribute='a.b', default=x)</c>.</summary>
    private static ListValue Map(Arguments call)
    {
        if (!call.Has(0))
        {
            return MapAttribute(call);
        }

        var filter = Known(call.Frame.Engine.Filters, "filter", call.Text(0), call.More.Count, call.Named);
        return Each(call, item => filter.Call(call.Frame, item, call.More, call.Named));
    }

    private static ListValue MapAttribute(Arguments call)
    {
        if (!call.Named.TryGetValue("attribute", out var attribute))
        {
            throw new ValueProblem("'map' needs the name of a filter, or attribute=");
        }

        var path = ValueText.Known(attribute);
        var hasDefault = call.Named.TryGetValue("default", out var otherwise);
        return Each(call, item => Paths.Of(item, path) is var value && value is Undefined && hasDefault ? otherwise : value);
    }

    private static ListValue Each(Arguments call, Func<object?, object?> change)
    {
        var list = new ListValue();
        foreach (var item in ItemsOf(call))
        {
            call.Budget.Step();
            list.Add(change(item));
        }

        return list;
    }

    /// <summary>As in Jinja2 these filters take whatever counts as false for an empty list.</summary>
    private static IReadOnlyList<object?> ItemsOf(Arguments call) => Truth.Of(call.Input) ? call.InputList : [];

    private static ListValue Chosen(Arguments call, bool isWanted)
    {
        var holds = Test(call, 0);
        return Where(call, item => holds(item) == isWanted);
    }

    private static ListValue ChosenByAttribute(Arguments call, bool isWanted)
    {
        var path = call.Text(0);
        var holds = Test(call, 1);
        return Where(call, item => holds(Paths.Of(item, path)) == isWanted);
    }

    private static ListValue Where(Arguments call, Func<object?, bool> isChosen)
    {
        var list = new ListValue();
        foreach (var item in ItemsOf(call))
        {
            call.Budget.Step();
            if (isChosen(item))
            {
                list.Add(item);
            }
        }

        return list;
    }

    /// <summary>The test a call names; without one, whether an item counts as true.</summary>
    private static Func<object?, bool> Test(Arguments call, int index)
    {
        if (!call.Has(index))
        {
            return Truth.Known;
        }

        var test = Known(call.Frame.Engine.Tests, "test", call.Text(index), call.More.Count, call.Named);
        return item => Truth.Known(test.Call(call.Frame, item, call.More, call.Named));
    }

    private static Function Known(FunctionTable table, string kind, string name, int positional, IReadOnlyDictionary<string, object?> named)
    {
        var function = table.Find(name)
            ?? throw new ValueProblem($"there is no {kind} '{name}'", Suggestion.Nearest(name, table.Names) is { } nearest ? $"did you mean '{nearest}'?" : null);
        return function.Signature.Check(positional, named.Keys) is { } wrong ? throw new ValueProblem(wrong.Message, wrong.Help) : function;
    }
}
