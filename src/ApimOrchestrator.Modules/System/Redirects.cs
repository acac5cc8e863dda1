namespace ApimOrchestrator.Modules.System;

/// <summary>Which redirections a request follows.</summary>
internal enum Redirects
{
    /// <summary>Those of GET and HEAD.</summary>
    Safe,

    /// <summary>All.</summary>
    All,

    /// <summary>All; the older spelling.</summary>
    Yes,

    /// <summary>None.</summary>
    None,

    /// <summary>None; the older spelling.</summary>
    No,
}
