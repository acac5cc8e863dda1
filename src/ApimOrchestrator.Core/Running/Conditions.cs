using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Evaluates lists of conditions that must all hold.</summary>
/// <param name="variables">Knows what counts as true.</param>
internal sealed class Conditions(IVariableSource variables)
{
    /// <summary>Whether all conditions hold.</summary>
    /// <param name="conditions">The conditions, in order; those after the first that does not hold are not looked at.</param>
    /// <param name="scope">The variables.</param>
    /// <param name="why">The condition that does not hold or is unknown.</param>
    /// <returns>Null where that is unknown.</returns>
    public bool? Hold(IReadOnlyList<ITemplate> conditions, IScope scope, out string? why)
    {
        why = null;
        var unknown = false;
        foreach (var condition in conditions)
        {
            var value = condition.Evaluate(scope);
            switch (value is Unknown ? null : variables.TruthOf(value))
            {
                case false:
                    why = condition.Text;
                    return false;
                case null:
                    why ??= (value as Unknown)?.Why ?? condition.Text;
                    unknown = true;
                    break;
            }
        }

        return unknown ? null : true;
    }

    /// <summary>Whether a keyword that may be a template is true; an absent one is not.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <param name="scope">The variables.</param>
    public bool IsTrue(ITemplate? keyword, IScope scope) =>
        keyword?.Evaluate(scope) is { } value && (value is string text ? Modules.ArgumentTypes.Boolean.Read(text, null!) : variables.TruthOf(value) ?? false);
}
