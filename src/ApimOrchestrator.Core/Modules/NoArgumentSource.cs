using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Core.Modules;

/// <summary>Stands where there are no files and no variables: while a playbook is checked.</summary>
internal sealed class NoArgumentSource : IArgumentSource
{
    public static readonly NoArgumentSource Instance = new();

    public IReadOnlyList<(string RelativePath, Content Content, int Mode)> OpenFile(string name) => [];

    public string PathOf(string name) => "/";

    public Content Render(string name) => Content.Empty;

    public object? Evaluate(string expression) => null;
}
