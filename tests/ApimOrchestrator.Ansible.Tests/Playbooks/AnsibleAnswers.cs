using System.Security.Cryptography;
using System.Text;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>
/// Keeps what Ansible answered, for those who work on the engine and run the cases again and again: where <c>APIM_ANSIBLE_ANSWERS</c> names a folder,
/// Ansible runs a case only once as long as the case stays as it is. The tests of the build server run without it.
/// </summary>
public static class AnsibleAnswers
{
    private const string End = "\n---- output\n";

    private static readonly string? Root = Environment.GetEnvironmentVariable("APIM_ANSIBLE_ANSWERS");

    /// <summary>The answer kept for a case, or the one made now.</summary>
    /// <param name="given">The case.</param>
    /// <param name="run">Runs it.</param>
    public static async Task<(List<string> Seen, string Output)> ForAsync(PlaybookCase given, Func<Task<(List<string> Seen, string Output)>> run)
    {
        if (Root is null)
        {
            return await run();
        }

        var text = string.Join('\n', given.Files.Select(file => file.Key + "\n" + file.Value)) + string.Join('\n', given.Runs.Select(part => string.Join(' ', part.Words) + part.Input));
        var path = Path.Combine(Root, $"{given.Name.Replace('/', '.')}.{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text + given.IsByHost)))[..16]}");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Root);
            var (seen, output) = await run();
            await File.WriteAllTextAsync(path, string.Join('\n', seen) + End + output);
            return (seen, output);
        }

        var kept = (await File.ReadAllTextAsync(path)).Split(End, 2);
        return ([.. kept[0].Split('\n')], kept[1]);
    }
}
