using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Core.Modules;

/// <summary>An argument that names a file or folder of the project on the control machine; opened only when asked, so that the name may also mean a path on the host (<c>remote_src</c>).</summary>
/// <param name="name">As written.</param>
/// <param name="source">Finds the file.</param>
public sealed class ProjectFile(string name, IArgumentSource source)
{
    /// <summary>The name as written.</summary>
    public string Name { get; } = name;

    /// <summary>The files: one with an empty relative path, or a folder's files by relative path.</summary>
    /// <exception cref="TaskFailedException">There is no such file.</exception>
    public IReadOnlyList<(string RelativePath, Content Content, int Mode)> Open()
    {
        try
        {
            return source.OpenFile(Name);
        }
        catch (FormatException problem)
        {
            throw new TaskFailedException(problem.Message);
        }
    }

    /// <summary>Another file that is found the same way.</summary>
    /// <param name="other">Its name.</param>
    public ProjectFile Named(string other) => new(other, source);

    /// <summary>The name as written.</summary>
    public override string ToString() => Name;
}
