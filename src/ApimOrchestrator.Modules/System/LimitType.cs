using System.Runtime.Serialization;

namespace ApimOrchestrator.Modules.System;

/// <summary>The kinds of limits, see limits.conf(5).</summary>
internal enum LimitType
{
    /// <summary>What the user cannot pass.</summary>
    Hard,

    /// <summary>What the user begins with.</summary>
    Soft,

    /// <summary>Both.</summary>
    [EnumMember(Value = "-")]
    Both,
}
