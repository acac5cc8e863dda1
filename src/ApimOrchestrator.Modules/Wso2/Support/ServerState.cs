namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>What a look at a WSO2 server shows, or what a change will make of it. Its text is the same in a run that only pretends.</summary>
internal sealed record ServerState
{
    /// <summary>The start script's name; null where there is none.</summary>
    public string? Script { get; init; }

    /// <summary>The Java process that serves this home; null when none does.</summary>
    public int? Pid { get; init; }

    /// <summary>When that process began, to the second.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool IsRunning { get; init; }

    /// <summary>Whether it runs and all its ports listen.</summary>
    public bool IsUp { get; init; }

    /// <summary>The ports that do not listen yet.</summary>
    public IReadOnlyList<int> MissingPorts { get; init; } = [];

    /// <summary>The log file's inode and length; "0" and 0 where there is none.</summary>
    public (string Inode, long Length) Log { get; init; } = ("0", 0);

    /// <summary>Whether the log has said since the start that the server is up.</summary>
    public bool SaysStarted { get; init; }

    /// <summary>Whether the script that watches the Java process has ended.</summary>
    public bool IsWatcherGone { get; init; }

    /// <summary>Telling lines of the log since the start.</summary>
    public IReadOnlyList<string> LogLines { get; init; } = [];

    /// <summary>What the process said on its standard error.</summary>
    public IReadOnlyList<string> ErrorLines { get; init; } = [];

    public override string ToString() => IsUp ? "started" : IsRunning ? "starting" : "stopped";
}
