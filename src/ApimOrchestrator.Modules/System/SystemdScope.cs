namespace ApimOrchestrator.Modules.System;

/// <summary>Whose service manager is meant.</summary>
internal enum SystemdScope
{
    /// <summary>The host's.</summary>
    System,

    /// <summary>The task's user's own.</summary>
    User,

    /// <summary>Those of all users; only <c>enabled</c> and <c>masked</c> have a meaning.</summary>
    Global,
}
