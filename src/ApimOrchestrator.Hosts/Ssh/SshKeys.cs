using ApimOrchestrator.Core.Hosts;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>Gathers what can be offered to a server: keys, then the password.</summary>
internal static class SshKeys
{
    private static readonly string[] UsualFiles = ["id_ed25519", "id_ecdsa", "id_rsa"];

    /// <summary>The ways to log in to a target, in the order they are tried.</summary>
    /// <param name="target">The target.</param>
    /// <param name="hostName">The host's inventory name, for errors.</param>
    /// <exception cref="HostLostException">There is nothing to offer, or a named key cannot be read.</exception>
    public static AuthenticationMethod[] MethodsFor(SshTarget target, string hostName)
    {
        var methods = new List<AuthenticationMethod>();
        var keys = KeysFor(target, hostName).ToArray();
        if (keys.Length > 0)
        {
            methods.Add(new PrivateKeyAuthenticationMethod(target.User, keys));
        }

        if (target.Password is { } password)
        {
            methods.Add(new PasswordAuthenticationMethod(target.User, password.Reveal()));
            var keyboard = new KeyboardInteractiveAuthenticationMethod(target.User);
            keyboard.AuthenticationPrompt += (_, asked) =>
            {
                foreach (var prompt in asked.Prompts.Where(prompt => !prompt.IsEchoed))
                {
                    prompt.Response = password.Reveal();
                }
            };
            methods.Add(keyboard);
        }

        return methods.Count > 0
            ? [.. methods]
            : throw new HostLostException(
                HostLostReason.AuthenticationFailed,
                $"{hostName}: there is no key and no password to log in as {target.User}@{target.Host} with; give --private-key, -k, or set ansible_ssh_private_key_file");
    }

    private static IEnumerable<IPrivateKeySource> KeysFor(SshTarget target, string hostName)
    {
        foreach (var file in target.NamedKeys)
        {
            yield return Read(file, hostName) ?? throw Unreadable(hostName, file, "there is no such file");
        }

        if (!target.OffersOtherKeys)
        {
            yield break;
        }

        foreach (var key in SshAgentKeys.All())
        {
            yield return key;
        }

        foreach (var file in UsualFiles.Select(name => Path.Combine(SshPaths.Folder, name)).Where(file => File.Exists(file) && !target.NamedKeys.Contains(file)))
        {
            if (ReadUnlocked(file) is { } key)
            {
                yield return key;
            }
        }
    }

    private static PrivateKeyFile? Read(string file, string hostName)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var certificate = file + "-cert.pub";
            return File.Exists(certificate) ? new PrivateKeyFile(file, null, certificate) : new PrivateKeyFile(file);
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            throw Unreadable(hostName, file, "it has a passphrase; add it to an ssh-agent (ssh-add) first");
        }
        catch (Exception problem) when (problem is SshException or UnauthorizedAccessException or IOException or NotSupportedException or ArgumentException or FormatException)
        {
            throw Unreadable(hostName, file, problem.Message.TrimEnd('.'));
        }
    }

    private static PrivateKeyFile? ReadUnlocked(string file)
    {
        try
        {
            return Read(file, "");
        }
        catch (HostLostException)
        {
            // A usual key that is locked or broken is passed over, as ssh does when nobody can be asked.
            return null;
        }
    }

    private static HostLostException Unreadable(string hostName, string file, string why) =>
        new(HostLostReason.AuthenticationFailed, $"{hostName}: the private key {file} cannot be used: {why}");
}
