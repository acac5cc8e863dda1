namespace ApimOrchestrator.Core.Modules;

/// <summary>What a module asks of the run itself, beyond its host. A closed set.</summary>
public abstract record RunRequest
{
    private RunRequest()
    {
    }

    /// <summary>Waits for a while, or for the person at the terminal.</summary>
    /// <param name="Time">How long; null to wait for the person alone.</param>
    /// <param name="Prompt">What to ask; null to ask nothing in particular.</param>
    /// <param name="IsShown">Whether what is typed is shown.</param>
    public sealed record Pause(TimeSpan? Time, string? Prompt, bool IsShown) : RunRequest;

    /// <summary>Adds a host to the inventory for the rest of the run, or groups and variables to one it has.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Groups">The groups it is put into; those there are not are made.</param>
    /// <param name="Vars">Its variables.</param>
    public sealed record AddHost(string Name, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, object?> Vars) : RunRequest;

    /// <summary>Puts the task's host into a group for the rest of the run.</summary>
    /// <param name="Group">The group; made where there is none.</param>
    /// <param name="Parents">The groups it lies in; likewise.</param>
    public sealed record AddToGroup(string Group, IReadOnlyList<string> Parents) : RunRequest;
}
