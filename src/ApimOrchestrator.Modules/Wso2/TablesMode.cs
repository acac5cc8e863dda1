namespace ApimOrchestrator.Modules.Wso2;

/// <summary>What a list of tables means for the array it is given for.</summary>
public enum TablesMode
{
    /// <summary>The array holds these tables, in this order, and no others.</summary>
    Replace,

    /// <summary>The array holds these tables; others stay.</summary>
    Append,
}
