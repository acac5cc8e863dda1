namespace ApimOrchestrator.Modules.Wso2;

/// <summary>Which of the programs of a pack is meant.</summary>
public enum ServerRuntime
{
    /// <summary>The server of API Manager or Identity Server, the only one of their packs.</summary>
    Server,

    /// <summary>The worker of API-M Analytics.</summary>
    Worker,

    /// <summary>The dashboard of API-M Analytics.</summary>
    Dashboard,
}
