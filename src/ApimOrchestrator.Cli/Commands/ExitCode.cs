namespace ApimOrchestrator.Cli.Commands;

/// <summary>The program's exit codes. They are part of its contract.</summary>
internal static class ExitCode
{
    /// <summary>Nothing failed.</summary>
    public const int Done = 0;

    /// <summary>The command line, a playbook, an inventory or a vault is wrong; nothing was touched.</summary>
    public const int WrongInput = 1;

    /// <summary>A task failed on a host.</summary>
    public const int Failed = 2;

    /// <summary>Changes were found, where that was asked for.</summary>
    public const int Changes = 3;

    /// <summary>A host could not be reached or was lost.</summary>
    public const int Unreachable = 4;

    /// <summary>Refused: another run is at work, or the hosts are not as expected.</summary>
    public const int Refused = 5;

    /// <summary>A bug of ours.</summary>
    public const int Bug = 70;

    /// <summary>The user ended the run.</summary>
    public const int Interrupted = 130;
}
