using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Ansible's filters of chance. A seed is needed: without one a plan could not show what applying it does.</summary>
internal static class RandomFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("random start? step? seed?", Random);
        table.Add("shuffle seed?", Shuffle);
    }

    private static object? Random(Arguments call)
    {
        var random = Seeded(call, 2);
        if ((call.Input is bool flag ? flag ? 1L : 0L : call.Input) is not long end)
        {
            var list = call.InputList;
            return list.Count == 0 ? throw new ValueProblem("'random' needs a list that is not empty") : list[(int)random.Below(list.Count)];
        }

        var (start, step) = (call.Whole(0), call.Whole(1) is not 0 and var given ? given : 1);
        var width = checked(end - start);
        var count = step > 0 ? (width + step - 1) / step : (width + step + 1) / step;
        return count > 0 && step != 0 ? start + (step * random.Below(count)) : throw new ValueProblem($"there is no number from {start} up to {end}");
    }

    private static object? Shuffle(Arguments call)
    {
        var random = Seeded(call, 0);
        if (!Items.AreIn(call.Input))
        {
            return call.Input;
        }

        var list = new ListValue(call.InputList);
        for (var i = list.Count - 1; i > 0; i--)
        {
            call.Budget.Step();
            var other = (int)random.Below(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }

        return list;
    }

    private static PythonRandom Seeded(Arguments call, int index) => call.Has(index)
        ? new PythonRandom(call[index] is Secret secret ? secret.Reveal() : call[index])
        : throw new ValueProblem("without a seed every run gives another value, and no plan could be true", "for example: seed=inventory_hostname");
}
