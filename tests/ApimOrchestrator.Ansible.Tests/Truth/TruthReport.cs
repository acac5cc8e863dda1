namespace ApimOrchestrator.Ansible.Tests.Truth;

/// <summary>The table of both scores.</summary>
public static class TruthReport
{
    /// <summary>Writes it.</summary>
    /// <param name="file">Where.</param>
    /// <param name="ours">This program's score.</param>
    /// <param name="ansible">Ansible's.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task WriteAsync(string file, Score ours, Score ansible, CancellationToken cancellation) => File.WriteAllTextAsync(
        file,
        $"""
        | of each task of 120 generated playbooks | `apim-orchestrator plan` | `ansible-playbook --check --diff` |
        |---|---|---|
        | foretold, and so it came | {ours.Right} | {ansible.Right} |
        | said to be unknown (Ansible: skipped because it cannot tell), the rest came true | {ours.Unknown} | {ansible.Unknown} |
        | wrong, or not foretold | {ours.Wrong.Count} | {ansible.Wrong.Count} |
        | not reached by the real run, which had ended for the host before | {ours.Unreached} | {ansible.Unreached} |

        What Ansible's check mode got wrong, the first 40:

        {string.Join('\n', ansible.Wrong.Take(40).Select(wrong => "- " + wrong.ReplaceLineEndings(" ")))}

        """,
        cancellation);
}
