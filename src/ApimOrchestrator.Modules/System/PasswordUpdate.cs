namespace ApimOrchestrator.Modules.System;

/// <summary>When a user's password is set.</summary>
internal enum PasswordUpdate
{
    /// <summary>Whenever it differs.</summary>
    Always,

    /// <summary>Only for a new user.</summary>
    OnCreate,
}
