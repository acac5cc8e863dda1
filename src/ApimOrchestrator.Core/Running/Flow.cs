using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>What surrounds the tasks that run.</summary>
internal readonly record struct Flow
{
    /// <summary>Whether a rescue waits for a failure.</summary>
    public bool CanBeRescued { get; init; }

    /// <summary>Whether something is done in any case after a failure.</summary>
    public bool HasAlways { get; init; }

    /// <summary>Whether they run as handlers.</summary>
    public bool IsHandler { get; init; }

    /// <summary>What surrounds a block's items.</summary>
    /// <param name="block">The block.</param>
    public Flow Into(BlockDefinition block) => this with { CanBeRescued = CanBeRescued || block.Rescue.Count > 0, HasAlways = HasAlways || block.Always.Count > 0 };
}
