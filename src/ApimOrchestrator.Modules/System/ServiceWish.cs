namespace ApimOrchestrator.Modules.System;

/// <summary>What <c>service</c> can be asked for.</summary>
internal enum ServiceWish
{
    /// <summary>It runs.</summary>
    Started,

    /// <summary>It does not run.</summary>
    Stopped,

    /// <summary>It is started again, whether it runs or not.</summary>
    Restarted,

    /// <summary>It reads its settings again; where it does not run it is started.</summary>
    Reloaded,
}
