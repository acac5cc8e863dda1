using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>Makes a module from a task's arguments, again for every host and item.</summary>
public interface IModuleBinding
{
    /// <summary>The module's name as documented.</summary>
    string ModuleName { get; }

    /// <summary>Whether it needs no connection to a host.</summary>
    bool NeedsNoHost { get; }

    /// <summary>Whether a task of it runs once for all hosts of a batch.</summary>
    bool RunsOnce { get; }

    /// <summary>Evaluates the arguments and makes the module.</summary>
    /// <param name="scope">The task's variables.</param>
    /// <exception cref="Text.DiagnosticException">An argument is wrong; names its place.</exception>
    /// <exception cref="Hosts.UnknownStateException">An argument depends on something not yet known.</exception>
    BoundModule Bind(IScope scope);
}
