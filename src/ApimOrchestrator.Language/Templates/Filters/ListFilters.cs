using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Jinja2's filters of lists that look at items as a whole.</summary>
internal static class ListFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("length", c => Length(c));
        table.Alias("length", "count");
        table.Add("first", c => First(c, c.InputList), Sees.Secrets);
        table.Add("last", c => c.InputList is { Count: > 0 } list ? list[^1] : new Undefined("the last item of an empty list"), Sees.Secrets);
        table.Add("list", c => new ListValue(c.InputList));
        table.Add("reverse", c => c.Input is string text ? string.Concat(Characters.Of(text).Reverse()) : new ListValue(c.InputList.Reverse()));
        table.Add("join d? attribute?", c => Words.Join(c.Text(0), Paths.Each(c, c.OptionalText(1)), c.Budget));
        table.Add("batch linecount fill_with?", Batch);
        table.Add("slice slices fill_with?", Slice);
        table.Add("items", c => c.Input switch { Undefined => new ListValue(), Unknown => c.Input, _ => new ListValue(c.InputMap.Select(p => (object?)new TupleValue(p.Key, p.Value))) }, Sees.Everything);
    }

    private static long Length(Arguments call) => call.Input switch
    {
        string text => Characters.Count(text),
        IReadOnlyDictionary<string, object?> map => map.Count,
        IReadOnlyList<object?> list => list.Count,
        _ => throw call.Wrong("a list, a mapping or a string", call.Input),
    };

    private static object? First(Arguments call, IReadOnlyList<object?> list) => list.Count > 0 ? list[0] : new Undefined("the first item of an empty list");

    private static ListValue Batch(Arguments call)
    {
        var (list, size) = (call.InputList, (int)call.Whole(0));
        if (size < 1)
        {
            throw new ValueProblem("'batch' needs at least 1 item a batch");
        }

        var batches = new ListValue();
        for (var start = 0; start < list.Count; start += Math.Min(size, list.Count))
        {
            var batch = new ListValue(list.Skip(start).Take(size));
            Fill(call, batch, size);
            batches.Add(batch);
        }

        return batches;
    }

    private static ListValue Slice(Arguments call)
    {
        var (list, slices) = (call.InputList, call.Count(0));
        if (slices < 1)
        {
            throw new ValueProblem("'slice' needs at least 1 slice");
        }

        var (size, longer) = (list.Count / slices, list.Count % slices);
        call.Budget.Step(slices);
        var sliced = new ListValue();
        var start = 0;
        for (var i = 0; i < slices; i++)
        {
            var length = size + (i < longer ? 1 : 0);
            var slice = new ListValue(list.Skip(start).Take(length));
            start += length;
            if (i >= longer && longer > 0)
            {
                Fill(call, slice, slice.Count + 1);
            }

            sliced.Add(slice);
        }

        return sliced;
    }

    private static void Fill(Arguments call, ListValue list, int size)
    {
        if (call[1] is null)
        {
            return;
        }

        call.Budget.Size(size);
        while (list.Count < size)
        {
            list.Add(call[1]);
        }
    }
}
