using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Wso2.Support;

namespace ApimOrchestrator.Modules.Wso2;

/// <summary>
/// Starts and stops a WSO2 server (API Manager or Identity Server) and waits until it really is up or gone: the product's own script answers success at once, whatever comes of it.
/// Up means that the process of this very home runs, its ports listen and, after a start, its log says <c>WSO2 Carbon started</c>.
/// </summary>
[Module("apim_server", "Starts, stops or restarts a WSO2 server and waits until it really is up or gone.")]
[Returns("pid", "The server's process; left out when it does not run.")]
public sealed record ApimServer : IModule
{
    /// <summary>The server's folder.</summary>
    [Argument("The server's folder, the one with `bin/wso2server.sh` (3.x) or `bin/api-manager.sh` (4.x).", Aliases = ["path"])]
    public required HostPath Home { get; init; }

    /// <summary>Which program of the pack.</summary>
    [Argument("Which program of the pack: `worker` and `dashboard` are those of API-M Analytics, each with a process, ports and a log of its own.")]
    public ServerRuntime Runtime { get; init; }

    /// <summary>The unit of systemd.</summary>
    [Argument("The unit of systemd that runs the server: it is then started and stopped by `systemctl`, and `user`, `java_home` and the options for Java are what the unit says. Left out, the pack's own script does it.")]
    public string? Unit { get; init; }

    /// <summary>What it is to be.</summary>
    [Argument("What it is to be.")]
    public ServerGoal State { get; init; }

    /// <summary>The user it runs as.</summary>
    [Argument("The user it runs as; who runs the task if left out.")]
    public string? User { get; init; }

    /// <summary>The Java home.</summary>
    [Argument("JAVA_HOME for the server; found on the host if left out.")]
    public HostPath? JavaHome { get; init; }

    /// <summary>The heap.</summary>
    [Argument("The memory options (JVM_MEM_OPTS), for example `-Xms2048m -Xmx2048m`; the script's own if left out.")]
    public string? Memory { get; init; }

    /// <summary>More options for Java.</summary>
    [Argument("More options for Java (JAVA_OPTS), each of which is one word.")]
    public string? JavaOpts { get; init; }

    /// <summary>What the start script is called with.</summary>
    [Argument("Words for the start script. The server takes `-Dname=value` from here as a property, even where the script sets another value itself, which `java_opts` cannot change.")]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What opens the server's secrets.</summary>
    [Argument("The password of the keystore the secrets are encrypted with: where `deployment.toml` has `[secrets]`, it lies in `password-tmp` during each start, unless there is a `password-persist`, which the server reads too.")]
    public Secret? KeystorePassword { get; init; }

    /// <summary>The port offset.</summary>
    [Argument("The server's port offset, added to each of `ports`.")]
    public int Offset { get; init; }

    /// <summary>The ports of a server that is up.</summary>
    [Argument("The ports, without the offset, that listen when the server is up; `[9443]` for an Identity Server.")]
    public IReadOnlyList<int> Ports { get; init; } = [9443, 8243];

    /// <summary>Files that make a restart necessary.</summary>
    [Argument("Files the server reads when it starts: where one has changed since the process began, `state: started` restarts it.")]
    public IReadOnlyList<HostPath> RestartOn { get; init; } = [];

    /// <summary>The time a start may take.</summary>
    [Argument("Seconds a start may take; a first start takes minutes.")]
    public int Timeout { get; init; } = 900;

    /// <summary>The time a stop may take.</summary>
    [Argument("Seconds a stop may take.")]
    public int StopTimeout { get; init; } = 120;

    /// <summary>Whether a server that does not stop is killed.</summary>
    [Argument("Whether a server that has not stopped in that time is killed.")]
    public bool Kill { get; init; }

    private ServerPlace Place => new(Home, Runtime, Unit);

    private ServerLook Sight => new(Place, [.. Ports.Select(port => port + Offset)]);

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var names = Place.ScriptNames;
        var scripts = names.Select(name => Home.Combine("bin/" + name)).ToList();
        var seen = await host.LookAsync([Sight.Now(), .. scripts.Concat(RestartOn).Select(path => new PathLook(path, PathDetail.Attributes))], cancellation);
        var files = seen.Skip(1).Cast<PathState>().ToList();
        var state = (ServerState)seen[0]! with { Script = names.Zip(files).FirstOrDefault(pair => pair.Second is PathState.File or PathState.Link).First };
        if (State != ServerGoal.Stopped && state.Script is null)
        {
            throw new TaskFailedException($"there is no WSO2 server in {Home}: {(names.Count > 1 ? "neither " : "no ")}bin/{string.Join(" nor bin/", names)}");
        }

        if (state.IsRunning && State != ServerGoal.Started)
        {
            state = await StopAsync(host, state, cancellation);
        }
        else if (state.IsRunning && files.Skip(scripts.Count).Any(file => IsNewer(file, state)))
        {
            state = await StopAsync(host, state, cancellation);
        }

        if (State != ServerGoal.Stopped)
        {
            state = state.IsRunning ? await AwaitPortsAsync(host, state, cancellation) : await StartAsync(host, state, cancellation);
        }

        return state.IsRunning ? Answer.Of("pid", state.Pid is { } pid ? (long)pid : new Unknown($"the server in {Home} started on {host.Name}")) : Answer.None;
    }

    // The kernel tells its boot time to the second, so that a moment's doubt is left; a file that only pretends to be changed has no time at all.
    private static bool IsNewer(PathState file, ServerState state) =>
        file is not PathState.Absent && state.Since is { } since && (file.Metadata is not { } metadata || metadata.Modified > since.AddSeconds(2));

    private async Task<ServerState> StartAsync(IHost host, ServerState before, CancellationToken cancellation)
    {
        var change = new Change(Sight.Subject, before, ServerLook.Up(before)) { Undo = Place.Call(ServerScripts.StopAndWait, "TERM") };
        var result = await (User is null || Unit is not null ? host : host.As(User)).RunAsync(StartCommand(before), change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw new TaskFailedException($"{Sight.Subject}: {(result.Error + result.Output).Trim().Split('\n')[0]}") { Result = result, Subject = Sight.Subject.ToString() };
        }

        var watcher = int.TryParse(result.Output.Trim(), out var pid) ? pid.ToString(CultureInfo.InvariantCulture) : "0";
        var watch = new StartWatch(Place);
        var expectation = new Expectation<ServerState>($"the server in {Home} is up", Sight.Since(before, watcher), watch.IsUp, TimeSpan.FromSeconds(Timeout)) { Describe = watch.Describe };
        try
        {
            return await host.ExpectAsync(expectation, cancellation);
        }
        finally
        {
            await ForgetPasswordAsync(host, cancellation);
        }
    }

    // The server takes the file away when it has read it; one that never came so far leaves it.
    private async Task ForgetPasswordAsync(IHost host, CancellationToken cancellation)
    {
        var file = Home.Combine("password-tmp");
        if (KeystorePassword is not null && await host.StateOfAsync(file, PathDetail.Attributes, cancellation) is PathState.File)
        {
            await host.MustRunAsync(new Command("rm", "-f", "--", file.Text), new Change(new Subject("password file", file.Text), "left behind", "absent"), cancellation);
        }
    }

    private Command StartCommand(ServerState before)
    {
        var environment = new Dictionary<string, string>();
        if (Memory is { } memory)
        {
            environment["JVM_MEM_OPTS"] = memory;
        }

        if (JavaOpts is { } options)
        {
            environment["JAVA_OPTS"] = options;
        }

        if (KeystorePassword is not null)
        {
            environment["apim_with_password"] = "yes";
        }

        var call = Place.Call(ServerScripts.Start, [before.Script ?? "", JavaHome?.Text ?? "", .. Arguments]);
        return call with
        {
            Environment = environment.Concat(call.Environment).ToDictionary(),
            Input = KeystorePassword is { } password ? Content.Of(password.Reveal() + "\n", secret: true) : Content.Empty,
        };
    }

    private async Task<ServerState> AwaitPortsAsync(IHost host, ServerState state, CancellationToken cancellation)
    {
        if (state.IsUp)
        {
            return state;
        }

        var watch = new StartWatch(Place);
        var expectation = new Expectation<ServerState>($"the server in {Home}, already started, is up", Sight.Since(state, "0"), seen => seen.IsUp || watch.IsUp(seen), TimeSpan.FromSeconds(Timeout)) { Describe = watch.Describe };
        return await host.ExpectAsync(expectation, cancellation);
    }

    private async Task<ServerState> StopAsync(IHost host, ServerState before, CancellationToken cancellation)
    {
        var down = ServerLook.Down(before);
        await host.MustRunAsync(StopCommand("TERM"), new Change(Sight.Subject, before, down) { Undo = StartCommand(before) }, cancellation);
        var gone = new Expectation<ServerState>($"the server in {Home} has stopped", Sight.Now(), seen => !seen.IsRunning, TimeSpan.FromSeconds(StopTimeout)) { Describe = new StartWatch(Place).Describe };
        try
        {
            return await host.ExpectAsync(gone, cancellation) with { Script = before.Script };
        }
        catch (TaskFailedException) when (Kill)
        {
            await host.MustRunAsync(StopCommand("KILL"), new Change(Sight.Subject, "not stopping", down), cancellation);
            return await host.ExpectAsync(gone with { Timeout = TimeSpan.FromSeconds(10) }, cancellation) with { Script = before.Script };
        }
    }

    private Command StopCommand(string signal) => Place.Call(ServerScripts.Stop, signal);
}
