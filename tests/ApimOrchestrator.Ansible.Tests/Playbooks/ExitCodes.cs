namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>The one place that says which of Ansible's exit codes means which of ours.</summary>
public static class ExitCodes
{
    /// <summary>Our exit code for a run that ended so with Ansible.</summary>
    /// <param name="ansible">Ansible's exit code.</param>
    /// <param name="hasRun">Whether a play began: 4 stands for a host out of reach then, and for wrong input before.</param>
    public static int OursFor(int ansible, bool hasRun) => ansible switch
    {
        0 => 0,
        1 or 5 => 1,
        4 when !hasRun => 1,
        4 => 4,
        2 or 8 => 2,
        _ => ansible,
    };
}
