using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Projects;

/// <summary>Parses the three kinds of texts with expressions in them. Each throws <see cref="DiagnosticException"/> where the text is wrong.</summary>
/// <param name="Text">A value: text with <c>{{ }}</c> in it.</param>
/// <param name="Expression">A bare expression, as in <c>when</c>.</param>
/// <param name="File">A template file's whole text.</param>
public sealed record TemplateParsers(Func<string, Place, ITemplate> Text, Func<string, Place, ITemplate> Expression, Func<string, Place, ITemplate> File);
