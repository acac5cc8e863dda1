using System.Runtime.CompilerServices;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>What one evaluation may still cost. Variables that are templates themselves draw on the budget of the template that uses them.</summary>
internal sealed class Budget(TemplateOptions options)
{
    [ThreadStatic]
    private static Budget? _current;

    private int _steps = options.MaxSteps;

    public TemplateOptions Options { get; } = options;

    /// <summary>How deep evaluations are nested; whoever catches what an evaluation threw sets it back.</summary>
    public int Depth { get; set; }

    /// <summary>Runs an evaluation with the budget of the one that runs on this thread already, or with a new one.</summary>
    public static T Run<T>(TemplateOptions options, Func<Budget, T> evaluate)
    {
        var outer = _current;
        var budget = _current ??= new Budget(options);
        var depth = budget.Depth;
        try
        {
            return evaluate(budget);
        }
        finally
        {
            budget.Depth = depth;
            _current = outer;
        }
    }

    public void Nest()
    {
        if (Depth >= Options.MaxDepth)
        {
            throw new ValueProblem($"this never ends: more than {Options.MaxDepth} evaluations are nested in one another", "a variable, macro or include uses itself");
        }

        Depth++;
    }

    public void Unnest() => Depth--;

    public void Step(int count = 1)
    {
        _steps -= count;
        if (_steps < 0)
        {
            throw new ValueProblem($"this takes too long: more than {Options.MaxSteps} steps");
        }

        if ((_steps & 7) == 0)
        {
            EnsureStack();
        }
    }

    /// <summary>Refuses to go deeper where that could end the program; values that hold themselves end here.</summary>
    public static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ValueProblem("this is nested too deep");
        }
    }

    /// <summary>Counts the work of going through a value once: large ones cost more than one step.</summary>
    public void Charge(object? value) => Step(value switch
    {
        string text => text.Length >> 6,
        IReadOnlyList<object?> list => list.Count >> 3,
        IReadOnlyDictionary<string, object?> map => map.Count >> 3,
        _ => 0,
    });

    /// <summary>Refuses a text or a list that would be too large, before it is made.</summary>
    public void Size(long size)
    {
        if (size > Options.MaxSize)
        {
            throw new ValueProblem($"the result is too large: more than {Options.MaxSize} characters or items");
        }
    }
}
