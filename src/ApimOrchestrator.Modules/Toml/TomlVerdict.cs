namespace ApimOrchestrator.Modules.Toml;

/// <summary>What the server's TOML parser (cava-toml 0.5.0, the same file in API-M 3.2.0 to 4.5.0) does with a text.</summary>
public enum TomlVerdict
{
    /// <summary>It reads the text.</summary>
    Accepted,

    /// <summary>It refuses the text with a message; the server does not start.</summary>
    Rejected,

    /// <summary>It runs into endless recursion (StackOverflowError); the server does not start and the log does not say where.</summary>
    Crashes,
}
