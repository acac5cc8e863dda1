namespace ApimOrchestrator.Core.Values;

/// <summary>The variables an expression may see.</summary>
public interface IScope
{
    /// <summary>Looks a variable up; values that are templates come back evaluated, all the way down.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value, of the shapes <see cref="ITemplate"/> names.</param>
    /// <returns>Whether the variable exists.</returns>
    bool TryGet(string name, out object? value);

    /// <summary>The names of all variables that exist, for suggestions and for <c>vars</c>.</summary>
    IEnumerable<string> Names { get; }
}
