using System.Runtime.Serialization;

namespace ApimOrchestrator.Modules.System;

/// <summary>How the body of a request is written.</summary>
internal enum BodyFormat
{
    /// <summary>As it is.</summary>
    Raw,

    /// <summary>As JSON.</summary>
    Json,

    /// <summary>As a form's fields.</summary>
    [EnumMember(Value = "form-urlencoded")]
    FormUrlencoded,
}
