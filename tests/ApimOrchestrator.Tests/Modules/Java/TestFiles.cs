using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Tests.Modules.Java;

/// <summary>The project's files of a test: those of one folder.</summary>
internal sealed class TestFiles(string folder) : IArgumentSource
{
    public ProjectFile this[string name] => new(name, this);

    public IReadOnlyList<(string RelativePath, Content Content, int Mode)> OpenFile(string name) => [("", Content.Of(File.ReadAllBytes(Path.Combine(folder, name))), 0x1A4)];

    public string PathOf(string name) => Path.GetFullPath(Path.Combine(folder, name));

    public Content Render(string name) => throw new FormatException("no templates here");

    public object? Evaluate(string expression) => throw new FormatException("no expressions here");
}
