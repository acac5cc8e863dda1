namespace ApimOrchestrator.Modules.Files;

/// <summary>Which way <c>synchronize</c> copies.</summary>
internal enum SyncMode
{
    /// <summary>From the control machine (or the host the task is delegated to) to the task's host.</summary>
    Push,

    /// <summary>The other way.</summary>
    Pull,
}
