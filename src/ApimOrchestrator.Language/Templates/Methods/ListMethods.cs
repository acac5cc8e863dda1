using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Methods;

/// <summary>Python's methods of lists. Only lists a template has made itself can be changed.</summary>
internal static class ListMethods
{
    public static FunctionTable Table()
    {
        var table = new FunctionTable();
        table.Add("append item", c => Change(c, list => list.Add(c[0])));
        table.Add("extend items", c => Change(c, list => list.AddRange(c.List(0).ToArray())));
        table.Add("insert index item", c => Change(c, list => list.Insert(Place(c.Whole(0), list.Count), c[1])));
        table.Add("remove item", c => Change(c, list => list.RemoveAt(IndexOf(list, c[0]))));
        table.Add("clear", c => Change(c, list => list.Clear()));
        table.Add("reverse", c => Change(c, list => list.Reverse()));
        table.Add("sort reverse?", c => Change(c, list => Sort(list, c.Flag(0))));
        table.Add("pop index?", Pop);
        table.Add("index item", c => (long)IndexOf(c.InputList, c[0]));
        table.Add("count item", c => (long)c.InputList.Count(i => Comparison.AreEqual(i, c[0])));
        table.Add("copy", c => new ListValue(c.InputList));
        return table;
    }

    private static object? Change(Arguments call, Action<ListValue> change)
    {
        var list = Own(call);
        change(list);
        call.Budget.Size(list.Count);
        return null;
    }

    private static ListValue Own(Arguments call) => call.Input as ListValue
        ?? throw new ValueProblem("a list that comes from a variable cannot be changed", "make a new one: list + [item]");

    private static object? Pop(Arguments call)
    {
        var list = Own(call);
        var index = call.Whole(0, -1);
        index = index < 0 ? index + list.Count : index;
        if (index < 0 || index >= list.Count)
        {
            throw new ValueProblem(list.Count == 0 ? "'pop' of an empty list" : $"'pop' of an item that is not there: the list has {list.Count}");
        }

        var item = list[(int)index];
        list.RemoveAt((int)index);
        return item;
    }

    private static int Place(long index, int count) => (int)Math.Clamp(index < 0 ? index + count : index, 0, count);

    private static int IndexOf(IReadOnlyList<object?> list, object? item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (Comparison.AreEqual(list[i], item))
            {
                return i;
            }
        }

        throw new ValueProblem($"{ValueText.Repr(item)} is not in the list");
    }

    private static void Sort(ListValue list, bool isReversed)
    {
        var sorted = list.ToArray();
        var order = Comparer<object?>.Create((x, y) => Comparison.Order(x, y));
        var inOrder = isReversed ? sorted.OrderDescending(order) : sorted.Order(order);
        var items = inOrder.ToArray();
        list.Clear();
        list.AddRange(items);
    }
}
