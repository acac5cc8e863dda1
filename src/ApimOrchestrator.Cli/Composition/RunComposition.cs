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
    private readonly JournalFile? _journal;
    private readonly RunJournals _journals;
    private readonly int _keep;

    private RunComposition(RunContext context, Recap recap, HostPool hosts, JournalFile? journal, ParseResult parsed)
    {
        (Context, Recap, Hosts, _journal) = (context, recap, hosts, journal);
        (_journals, _keep) = (new RunJournals(parsed.GetValue(CommonOptions.Journal)!), parsed.GetValue(CommonOptions.Keep));
    }

    /// <summary>What the run works with.</summary>
    public RunContext Context { get; }

    /// <summary>Runs the playbooks.</summary>
    public PlaybookRunner Runner => new(Context, Recap);

    /// <summary>The hosts.</summary>
    public HostPool Hosts { get; }

    /// <summary>Counts what happens.</summary>
    public Recap Recap { get; }

    /// <summary>Puts a run together.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">The user's files.</param>
    /// <param name="shape">What kind of run it is.</param>
    public static RunComposition Make(ParseResult parsed, ProjectFiles files, RunShape shape)
    {
        var name = RunName(TimeProvider.System);
        var journal = shape.IsJournaled ? OpenJournal(parsed.GetValue(CommonOptions.Journal)!, name) : null;
        var (recap, mask) = (new Recap(), new SecretMask());
        SecretVariables.AddTo(mask, files);
        var events = new EventStream([recap, .. shape.Sinks, .. Sinks(parsed, journal, shape)], mask, TimeProvider.System);
        var pool = new HostPool(PoolOptions(parsed, files, name, shape) with { Allow = shape.Allow?.Invoke(mask) });
        var options = Options(parsed, files, name);
        var memory = new RunMemory(files.Inventory, files.Project.ExtraVars) { IsCheck = shape.IsCheck, IsDiff = shape.IsDiff, Verbosity = Verbosity(parsed), Tags = options.Tags, Forks = options.Forks };
        var context = new RunContext(memory, files.Project.Variables, pool, events, options, TimeProvider.System);
        return new RunComposition(context, recap, pool, journal, parsed);
    }

    /// <summary>Closes connections and the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await Hosts.DisposeAsync();
        if (_journal is not null)
        {
            _journal.Dispose();
            _journals.Prune(_keep);
        }
    }

    private static IEnumerable<IEventSink> Sinks(ParseResult parsed, JournalFile? journal, RunShape shape)
    {
        if (journal is not null)
        {
            yield return journal;
        }

        if (shape.IsQuiet)
        {
            yield break;
        }

        var noColour = parsed.GetValue(CommonOptions.NoColor);
        yield return parsed.GetValue(CommonOptions.Output) switch
        {
            "json" => new JsonReport(Console.Out, asLines: false),
            "jsonl" => new JsonReport(Console.Out, asLines: true),
            _ => new ConsoleReport(Terminal.ForOutput(noColour), Terminal.ForErrors(noColour), Verbosity(parsed), shape.IsDiff),
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
        IsStep = parsed.GetValue(CommonOptions.Step),
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
    };

    private static PoolOptions PoolOptions(ParseResult parsed, ProjectFiles files, string name, RunShape shape) => new()
    {
        Pretends = shape.IsCheck,
        Run = shape.Purpose is null ? name : "",
        Holder = $"{Environment.UserName}@{Environment.MachineName}, process {Environment.ProcessId}, run {name}, since {DateTimeText(TimeProvider.System)}",
        Playbooks = shape.Purpose ?? string.Join(' ', files.Playbooks.Select(playbook => playbook.File)),
        KeptRuns = Math.Max(1, parsed.GetValue(CommonOptions.Keep)),
        Forks = Math.Max(1, parsed.GetValue(CommonOptions.Forks)),
        NameOfAddress = Addresses(files).GetValueOrDefault,
        HostKeyChecking = parsed.GetValue(CommonOptions.HostKeyChecking) switch
        {
            "off" => HostKeyChecking.Off,
            "accept-new" => HostKeyChecking.AcceptNew,
            _ => HostKeyChecking.Strict,
        },
    };

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

    private static string DateTimeText(TimeProvider time) => time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);

    private static string RunName(TimeProvider time) =>
        $"{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{System.Security.Cryptography.RandomNumberGenerator.GetHexString(6, lowercase: true)}";
}
