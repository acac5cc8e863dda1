using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Core.Modules;

/// <summary>An argument that names a template of the project: it arrives rendered with the task's variables.</summary>
/// <param name="Name">The template's name as written.</param>
/// <param name="Content">What came out; unknown where the template depends on something unknown.</param>
public sealed record RenderedFile(string Name, Content Content);
