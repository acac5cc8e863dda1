using System.CommandLine;
using ApimOrchestrator.Hosts.Journal;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The options that commands share: those of <c>ansible-playbook</c> under the same names and letters, and ours. Declared here once.</summary>
internal static class CommonOptions
{
    public static readonly Argument<string[]> Playbooks = new("PLAYBOOK") { Description = "playbook files, run one after the other", Arity = ArgumentArity.ZeroOrMore };

    public static readonly Option<string[]> Inventory = Many("--inventory", "an inventory file, a folder of them, or a list of hosts with a comma; may be repeated", "-i", "--inventory-file");

    public static readonly Option<string?> Limit = One("--limit", "only these hosts: a pattern, or @FILE with one a line", "-l");

    public static readonly Option<string[]> Tags = Many("--tags", "only tasks with one of these tags", "-t");

    public static readonly Option<string[]> SkipTags = Many("--skip-tags", "no tasks with one of these tags");

    public static readonly Option<string[]> ExtraVars = Many("--extra-vars", "variables that win over all others: k=v, YAML or JSON, or @FILE", "-e");

    public static readonly Option<bool> Check = Flag("--check", "look only: show what would change and touch nothing", "-C");

    public static readonly Option<bool> Diff = Flag("--diff", "show changes line by line", "-D");

    public static readonly Option<int> Forks = new("--forks", "-f") { Description = "how many hosts are worked on at a time", DefaultValueFactory = _ => 5 };

    public static readonly Option<string?> User = One("--user", "log in as this user", "-u");

    public static readonly Option<bool> Become = Flag("--become", "become another user for every task", "-b");

    public static readonly Option<string> BecomeUser = new("--become-user") { Description = "whom to become", DefaultValueFactory = _ => "root" };

    public static readonly Option<bool> AskPass = Flag("--ask-pass", "ask for the login password", "-k");

    public static readonly Option<bool> AskBecomePass = Flag("--ask-become-pass", "ask for the password for becoming another user", "-K");

    public static readonly Option<string?> PrivateKey = One("--private-key", "the private key to log in with", "--key-file");

    public static readonly Option<string[]> VaultId = Many("--vault-id", "a vault password with its id: ID@FILE, or ID@prompt to be asked");

    public static readonly Option<string[]> VaultPasswordFile = Many("--vault-password-file", "a file with the vault password, or a program that prints it", "--vault-pass-file");

    public static readonly Option<bool> AskVaultPass = Flag("--ask-vault-pass", "ask for the vault password", "-J", "--ask-vault-password");

    public static readonly Option<string?> StartAtTask = One("--start-at-task", "begin with the task of this name (* matches any text)");

    public static readonly Option<bool> ListTasks = Flag("--list-tasks", "list the tasks and stop");

    public static readonly Option<bool> ListHosts = Flag("--list-hosts", "list the hosts and stop");

    public static readonly Option<bool> ListTags = Flag("--list-tags", "list the tags and stop");

    public static readonly Option<bool> SyntaxCheck = Flag("--syntax-check", "read everything and stop");

    public static readonly Option<bool> Step = Flag("--step", "ask before each task");

    public static readonly Option<bool> ForceHandlers = Flag("--force-handlers", "run notified handlers though a task failed");

    public static readonly Option<int> Timeout = new("--timeout", "-T") { Description = "seconds to wait for a host", DefaultValueFactory = _ => 10 };

    public static readonly Option<string[]> SshCommonArgs = Many("--ssh-common-args", "options in OpenSSH's spelling, for example '-o ProxyJump=gate'", "--ssh-extra-args");

    public static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "show more; -vv and -vvv show more still", Arity = ArgumentArity.Zero };

    public static readonly Option<string> Output = Words("--output", "what standard output carries", "text", "text", "json", "jsonl");

    public static readonly Option<string> Journal = new("--journal") { Description = "the folder of journals", DefaultValueFactory = _ => Path.Combine(".apim-orchestrator", "runs") };

    public static readonly Option<int> Keep = new("--keep") { Description = "how many runs' journals stay, here and on the hosts", DefaultValueFactory = _ => HostJournal.Kept };

    public static readonly Option<bool> NoColor = Flag("--no-color", "no colours (also: NO_COLOR in the environment)");

    public static readonly Option<string> HostKeyChecking = Words("--host-key-checking", "what is done about host keys: strict refuses unknown ones, accept-new remembers them, off trusts any", "strict", "strict", "accept-new", "off");

    public static readonly Option<bool> DetailedExitCode = Flag("--detailed-exitcode", "answer 3 where something would change");

    /// <summary>What the commands that read playbooks have in common.</summary>
    public static IReadOnlyList<Option> ForReading => [Inventory, Limit, Tags, SkipTags, ExtraVars, VaultId, VaultPasswordFile, AskVaultPass, Verbose, NoColor];

    /// <summary>What the commands that connect to hosts have besides.</summary>
    public static IReadOnlyList<Option> ForRunning => [.. ForConnecting, StartAtTask, Step, ListTasks, ListHosts, ListTags, SyntaxCheck, ForceHandlers, Output];

    /// <summary>What the commands have that reach hosts without a playbook.</summary>
    public static IReadOnlyList<Option> ForHosts => [Inventory, Limit, ExtraVars, VaultPasswordFile, AskVaultPass, Verbose, NoColor, .. ForConnecting];

    private static IReadOnlyList<Option> ForConnecting =>
    [
        Forks, User, Become, BecomeUser, AskPass, AskBecomePass, PrivateKey, Timeout, SshCommonArgs, Journal, Keep, HostKeyChecking,
    ];

    private static Option<string?> One(string name, string description, params string[] aliases) => new(name, aliases) { Description = description };

    private static Option<bool> Flag(string name, string description, params string[] aliases) => new(name, aliases) { Description = description };

    private static Option<string[]> Many(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, DefaultValueFactory = _ => [], Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private static Option<string> Words(string name, string description, string usual, params string[] words)
    {
        var option = new Option<string>(name) { Description = $"{description} ({string.Join(", ", words)})", DefaultValueFactory = _ => usual };
        return option.AcceptOnlyFromAmong(words);
    }
}
