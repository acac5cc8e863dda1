using System.CommandLine;
using ApimOrchestrator.Cli.Commands;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts;
using ApimOrchestrator.Hosts.Ssh;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>Puts a run together from a command line. Whether hosts are real or pretended is decided here and nowhere else.</summary>
internal sealed class RunComposition : IAsyncDisposable
{
    private readonly IHostPool _pool;
    private readonly JournalFile? _journal;

    private RunComposition(PlaybookRunner runner, Recap recap, IHostPool pool, JournalFile? journal) =>
        (Runner, Recap, _pool, _journal) = (runner, recap, pool, journal);

    /// <summary>Runs the playbooks.</summary>
    public PlaybookRunner Runner { get; }

    /// <summary>Counts what happens.</summary>
    public Recap Recap { get; }

    /// <summary>Puts a run together.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">The user's files.</param>
    /// <param name="isCheck">Whether hosts are only looked at.</param>
    /// <param name="isDiff">Whether changes are shown line by line.</param>
    public static RunComposition Make(ParseResult parsed, ProjectFiles files, bool isCheck, bool isDiff)
    {
        var name = RunName(TimeProvider.System);
        var journal = isCheck ? null : OpenJournal(parsed.GetValue(CommonOptions.Journal)!, name);
        var recap = new Recap();
        var mask = new SecretMask();
        SecretVariables.AddTo(mask, files);
        var events = new EventStream(Sinks(parsed, recap, journal, isDiff), mask, TimeProvider.System);
        var pool = MakePool(parsed, files, name, isCheck);
        var context = new RunContext(
            new RunMemory(files.Inventory, files.Project.ExtraVars) { IsCheck = isCheck, IsDiff = isDiff, Verbosity = Verbosity(parsed) }, files.Project.Variables, pool, events, Options(parsed, files, name), TimeProvider.System);
        return new RunComposition(new PlaybookRunner(context, recap), recap, pool, journal);
    }

    /// <summary>Closes connections and the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _journal?.Dispose();
    }

    private static IEnumerable<IEventSink> Sinks(ParseResult parsed, Recap recap, JournalFile? journal, bool isDiff)
    {
        yield return recap;
        if (journal is not null)
        {
            yield return journal;
        }

        var noColour = parsed.GetValue(CommonOptions.NoColor);
        yield return parsed.GetValue(CommonOptions.Output) switch
        {
            "json" => new JsonReport(Console.Out, asLines: false),
            "jsonl" => new JsonReport(Console.Out, asLines: true),
            _ => new ConsoleReport(Terminal.ForOutput(noColour), Terminal.ForErrors(noColour), Verbosity(parsed), isDiff),
        };
    }

    private static int Verbosity(ParseResult parsed) => parsed.GetResult(CommonOptions.Verbose)?.IdentifierTokenCount ?? 0;

    private static RunOptions Options(ParseResult parsed, ProjectFiles files, string name) => new()
    {
        Run = name,
        Version = ProgramVersion.Text,
        Forks = Math.Max(1, parsed.GetValue(CommonOptions.Forks)),
        Limit = files.Limit,
        Tags = ProjectFiles.Tags(parsed),
        StartAtTask = parsed.GetValue(CommonOptions.StartAtTask),
        ForceHandlers = parsed.GetValue(CommonOptions.ForceHandlers),
        Become = parsed.GetValue(CommonOptions.Become),
        BecomeUser = parsed.GetValue(CommonOptions.BecomeUser)!,
        BecomePassword = parsed.GetValue(CommonOptions.AskBecomePass) ? new Secret(PasswordPrompt.Ask("BECOME password: ")) : null,
        Connection = new ConnectionSettings("", "")
        {
            User = parsed.GetValue(CommonOptions.User),
            Password = parsed.GetValue(CommonOptions.AskPass) ? new Secret(PasswordPrompt.Ask("SSH password: ")) : null,
            PrivateKeyFile = parsed.GetValue(CommonOptions.PrivateKey),
            SshArguments = string.Join(' ', parsed.GetValue(CommonOptions.SshCommonArgs)!),
            Timeout = TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(CommonOptions.Timeout))),
        },
        Prompt = (question, isShown) => Console.IsInputRedirected ? null : PasswordPrompt.Ask(question + " ", isShown),
        Ask = prompt => Console.IsInputRedirected ? prompt.Default : new Secret(PasswordPrompt.Ask(prompt.Prompt + ": ")),
    };

    private static HostPool MakePool(ParseResult parsed, ProjectFiles files, string name, bool isCheck) => new(new PoolOptions
    {
        Pretends = isCheck,
        Run = name,
        Holder = $"{Environment.UserName}@{Environment.MachineName}, process {Environment.ProcessId}, run {name}",
        Forks = Math.Max(1, parsed.GetValue(CommonOptions.Forks)),
        NameOfAddress = Addresses(files).GetValueOrDefault,
        HostKeyChecking = parsed.GetValue(CommonOptions.HostKeyChecking) switch
        {
            "off" => HostKeyChecking.Off,
            "accept-new" => HostKeyChecking.AcceptNew,
            _ => HostKeyChecking.Strict,
        },
    });

    /// <summary>The names and addresses hosts go by, so that a share's server is found among them.</summary>
    private static Dictionary<string, string> Addresses(ProjectFiles files)
    {
        var names = new Dictionary<string, string>();
        foreach (var host in files.Inventory.Hosts)
        {
            names.TryAdd(host.Name, host.Name);
            foreach (var variable in new[] { "ansible_host", "apim_node_hostname" })
            {
                if (files.Project.InventoryVariables(host, Directory.GetCurrentDirectory()).GetValueOrDefault(variable) is string address)
                {
                    names.TryAdd(address, host.Name);
                }
            }
        }

        return names;
    }

    private static JournalFile OpenJournal(string folder, string name)
    {
        try
        {
            return new JournalFile(folder, name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("--journal"), $"the journal cannot be written: {problem.Message}", "name another folder with --journal"));
        }
    }

    private static string RunName(TimeProvider time) =>
        $"{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{System.Security.Cryptography.RandomNumberGenerator.GetHexString(6, lowercase: true)}";
}
