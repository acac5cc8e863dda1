namespace ApimOrchestrator.Modules.Wso2;

/// <summary>Whether a key is to be there.</summary>
public enum KeyState
{
    /// <summary>It has the value given.</summary>
    Present,

    /// <summary>It is not there.</summary>
    Absent,
}
