using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Core.Values;

/// <summary>
/// A text with expressions in it, or a single expression, parsed once and evaluated many times. Variable values that hold templates are evaluated where they are used.
/// Values of variables have these shapes and no others: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>,
/// <c>IReadOnlyList&lt;object?&gt;</c>, <c>IReadOnlyDictionary&lt;string, object?&gt;</c>, <see cref="Undefined"/>, <see cref="Unknown"/>, <see cref="Omit"/>,
/// <see cref="Secret"/>; in files not yet evaluated also <see cref="ITemplate"/> and, in module arguments, <see cref="Written"/>.
/// </summary>
public interface ITemplate
{
    /// <summary>Where the text stands.</summary>
    Place Place { get; }

    /// <summary>The text as written.</summary>
    string Text { get; }

    /// <summary>The value in a scope: a text, or any value where the whole text is one expression.</summary>
    /// <param name="scope">The variables.</param>
    /// <returns>A value of the shapes named above, <see cref="Unknown"/> where it depends on one.</returns>
    /// <exception cref="DiagnosticException">The expression cannot be evaluated: an undefined variable, a wrong type. Names the place.</exception>
    object? Evaluate(IScope scope);
}
