using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>Finds the secrets among the variables of the user's files: decrypted values, and those whose names say so (<c>apim_admin_password</c>, <c>auth_token</c> …). They must be masked before a task names them as secrets.</summary>
internal static class SecretVariables
{
    private static readonly string[] Endings = ["password", "passwd", "_pass", "passphrase", "secret", "token", "private_key"];

    /// <summary>Adds the secrets of all files of a run.</summary>
    /// <param name="mask">What to add to.</param>
    /// <param name="files">The user's files.</param>
    public static void AddTo(SecretMask mask, ProjectFiles files)
    {
        var plays = files.Playbooks.SelectMany(playbook => playbook.Plays).ToList();
        var folders = plays.Select(FolderOf).DefaultIfEmpty(Directory.GetCurrentDirectory()).Distinct().ToList();
        var inventory = files.Inventory.Hosts.SelectMany(host => folders.Select(folder => files.Project.InventoryVariables(host, folder)));
        var written = plays.SelectMany(play => play.VarsFiles.Concat(play.RoleDefaults).Concat(play.RoleVars).Append(play.Vars));
        foreach (var (name, value) in inventory.Concat(written).Append(files.Project.ExtraVars).SelectMany(variables => variables))
        {
            Add(name, value, mask);
        }
    }

    private static string FolderOf(Play play) => Path.GetDirectoryName(Path.GetFullPath(play.File))!;

    private static void Add(string name, object? value, SecretMask mask)
    {
        switch (value)
        {
            case Secret secret:
                mask.Add(secret.Reveal());
                break;
            case string text when IsSecretName(name):
                mask.Add(text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                foreach (var (key, item) in map)
                {
                    Add(key, item, mask);
                }

                break;
            case IReadOnlyList<object?> list:
                foreach (var item in list)
                {
                    Add(name, item, mask);
                }

                break;
        }
    }

    private static bool IsSecretName(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
