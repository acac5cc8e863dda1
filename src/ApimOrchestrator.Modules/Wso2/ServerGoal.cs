namespace ApimOrchestrator.Modules.Wso2;

/// <summary>What a WSO2 server is to be.</summary>
public enum ServerGoal
{
    /// <summary>Up and ready; one that is up stays so.</summary>
    Started,

    /// <summary>Not running.</summary>
    Stopped,

    /// <summary>Stopped, if it runs, and started again.</summary>
    Restarted,
}
