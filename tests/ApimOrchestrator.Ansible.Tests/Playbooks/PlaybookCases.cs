using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Runs a case with both programs, in the same folder one after the other, and compares all that can be seen of it.</summary>
public static class PlaybookCases
{
    /// <summary>Holds a case to the law: Ansible and this program do the same.</summary>
    /// <param name="area">The case's area.</param>
    /// <param name="name">The case's name.</param>
    /// <param name="cancellation">Ends both.</param>
    public static Task CompareAsync(string area, string name, CancellationToken cancellation) => CompareAsync(PlaybookCase.Read(area, name), cancellation);

    /// <summary>Holds a case to the same law.</summary>
    /// <param name="given">The case.</param>
    /// <param name="cancellation">Ends both.</param>
    public static async Task CompareAsync(PlaybookCase given, CancellationToken cancellation)
    {
        using var scratch = new Scratch(given.Name.Replace('/', '.'));
        var (theirs, theirOutput) = await AnsibleAnswers.ForAsync(given, () => RunAsync(given, scratch, isOurs: false, cancellation));
        theirs.Contains("exit code 1").ShouldBe(given.IsRefused, theirOutput);
        var (ours, ourOutput) = await RunAsync(given, scratch, isOurs: true, cancellation);

        Difference(theirs, ours).ShouldBeNull($"---- Ansible\n{theirOutput}\n---- apim-orchestrator\n{ourOutput}");
    }

    /// <summary>Holds a case to what is written down of a difference on purpose: its files <c>ansible</c> and <c>here</c> say what each program shows.</summary>
    /// <param name="area">The case's area.</param>
    /// <param name="name">The case's name.</param>
    /// <param name="cancellation">Ends both.</param>
    public static async Task DifferAsync(string area, string name, CancellationToken cancellation)
    {
        var read = PlaybookCase.Read(area, name);
        var given = read with { Files = read.Files.Where(file => file.Key is not ("ansible" or "here")).ToDictionary() };
        using var scratch = new Scratch(given.Name.Replace('/', '.'));
        foreach (var (program, isOurs) in new[] { ("ansible", false), ("here", true) })
        {
            var (seen, output) = await RunAsync(given, scratch, isOurs, cancellation);
            var shown = seen.TakeWhile(line => !line.StartsWith("exit code", StringComparison.Ordinal)).Append(seen.First(line => line.StartsWith("exit code", StringComparison.Ordinal)));
            string.Join('\n', shown).ShouldBe(read.Files[program].TrimEnd('\n'), output);
        }
    }

    private static async Task<(List<string> Seen, string Output)> RunAsync(PlaybookCase given, Scratch scratch, bool isOurs, CancellationToken cancellation)
    {
        var folder = Path.Combine(scratch.Folder, "project");
        foreach (var (path, text) in given.Files)
        {
            scratch.Write(Path.Combine("project", path), text);
        }

        foreach (var host in "abcd")
        {
            Directory.CreateDirectory(Path.Combine(folder, "work", host.ToString()));
        }

        var (seen, output) = (new List<string>(), "");
        foreach (var run in given.Runs)
        {
            var end = await StartAsync(given, run, folder, isOurs, cancellation);
            output += end;
            var hasRun = end.Output.Contains("\nPLAY [", StringComparison.Ordinal);
            seen.AddRange([.. Transcript.Of(end.Output, given.IsByHost), $"exit code {(isOurs ? end.ExitCode : ExitCodes.OursFor(end.ExitCode, hasRun))}"]);
        }

        seen.AddRange(FolderState.Of(folder));
        Directory.Delete(folder, recursive: true);
        return ([.. seen.SelectMany(text => text.Replace(folder, "PROJECT", StringComparison.Ordinal).Split('\n'))], output);
    }

    private static async Task<ToolRun> StartAsync(PlaybookCase given, CaseRun run, string folder, bool isOurs, CancellationToken cancellation)
    {
        string[] words = ["playbook.yml", "-i", given.Files.Keys.First(path => path.StartsWith("inventory", StringComparison.Ordinal)).Split('/')[0], .. run.Words];
        return isOurs
            ? await Programs.ApplyAsync([.. words, "--journal", "../journal"], folder, run.Input, cancellation)
            : await Programs.AnsibleAsync("ansible-playbook", words, folder, run.Input, cancellation);
    }

    /// <summary>The first place where two lists of lines part, with what came before; null where they do not.</summary>
    private static string? Difference(List<string> theirs, List<string> ours)
    {
        var same = theirs.Zip(ours).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same == theirs.Count && same == ours.Count)
        {
            return null;
        }

        var before = theirs.Take(same).TakeLast(4).Select(line => "    " + line);
        return string.Join('\n', [.. before, .. theirs.Skip(same).Take(6).Select(line => "  - " + line), .. ours.Skip(same).Take(6).Select(line => "  + " + line)]);
    }
}
