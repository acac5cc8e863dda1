using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>The variables an item of a loop has, under Ansible's names.</summary>
internal static class LoopVariables
{
    /// <summary>The variables of an item.</summary>
    /// <param name="control">How the loop's variables are called.</param>
    /// <param name="items">All items.</param>
    /// <param name="index">The item's number from 0.</param>
    public static Dictionary<string, object?> For(LoopControl control, IReadOnlyList<object?> items, int index)
    {
        var variables = new Dictionary<string, object?> { [control.LoopVar] = items[index], ["ansible_loop_var"] = control.LoopVar };
        if (control.IndexVar is { } name)
        {
            variables[name] = (long)index;
            variables["ansible_index_var"] = name;
        }

        if (control.IsExtended)
        {
            variables["ansible_loop"] = Extended(items, index);
        }

        return variables;
    }

    private static Dictionary<string, object?> Extended(IReadOnlyList<object?> items, int index)
    {
        var loop = new Dictionary<string, object?>
        {
            ["allitems"] = items,
            ["index"] = index + 1L,
            ["index0"] = (long)index,
            ["first"] = index == 0,
            ["last"] = index == items.Count - 1,
            ["length"] = (long)items.Count,
            ["revindex"] = (long)(items.Count - index),
            ["revindex0"] = items.Count - index - 1L,
        };
        if (index + 1 < items.Count)
        {
            loop["nextitem"] = items[index + 1];
        }

        if (index > 0)
        {
            loop["previtem"] = items[index - 1];
        }

        return loop;
    }
}
