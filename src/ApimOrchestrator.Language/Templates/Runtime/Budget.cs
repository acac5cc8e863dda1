using System.Runtime.CompilerServices;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>What one evaluation may still cost. Variables that are templates themselves draw on the budget of the template that uses them.</summary>
internal sealed class Budget(TemplateOptions options)
{
    [ThreadStatic]
    private static Budget? _current;

    private int _steps = options.MaxSteps;
    private int _depth;

    public TemplateOptions Options { get; } = options;

    /// <summary>The budget of the evaluation that runs on this thread, or a new one.</summary>
    public static Budget Enter(TemplateOptions options)
    {
        var budget = _current ??= new Budget(options);
        budget.Nest();
        return budget;
    }

    public void Leave()
    {
        if (--_depth == 0)
        {
            _current = null;
        }
    }

    public void Nest()
    {
        if (_depth >= Options.MaxDepth)
        {
            throw new ValueProblem($"this never ends: more than {Options.MaxDepth} evaluations are nested in one another", "a variable, macro or include uses itself");
        }

        _depth++;
    }

    public void Unnest() => _depth--;

    public void Step(int count = 1)
    {
        _steps -= count;
        if (_steps < 0)
        {
            throw new ValueProblem($"this takes too long: more than {Options.MaxSteps} steps");
        }

        if ((_steps & 7) == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ValueProblem("this is nested too deep");
        }
    }

    /// <summary>Refuses a text or a list that would be too large, before it is made.</summary>
    public void Size(long size)
    {
        if (size > Options.MaxSize)
        {
            throw new ValueProblem($"the result is too large: more than {Options.MaxSize} characters or items");
        }
    }
}
