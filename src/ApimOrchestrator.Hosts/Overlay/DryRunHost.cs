using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>
/// A host on which everything seems to happen and nothing does: what is put or run is laid over the real host, what is looked at comes from there first.
/// Several looks cost one round trip; the real host is only asked for what the changes so far do not decide. What only the real run can know is
/// <see cref="UnknownStateException"/>: it ends the task as unknown, not as failed, and the run goes on.
/// </summary>
/// <param name="live">The real host; only looked at.</param>
/// <param name="host">The simulated state, shared by all users of the host.</param>
/// <param name="newUser">The user who looks, where only the run itself would make that user; else null.</param>
internal sealed class DryRunHost(IHost live, SimulatedHost host, string? newUser) : IHost
{
    // what a shell answers where there is no such program, sh(1)
    private const int NoSuchProgram = 127;

    private readonly Lock _gate = host.World.Gate;

    /// <inheritdoc/>
    public string Name => live.Name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation)
    {
        if (newUser is null && !host.World.HasChanges)
        {
            return await live.LookAsync(looks, cancellation);
        }

        var answers = new object?[looks.Count];
        await CompleteAsync(
            changes: false,
            session =>
            {
                var isComplete = true;
                for (var i = 0; i < looks.Count; i++)
                {
                    isComplete &= TryAnswer(looks[i], session, out answers[i]);
                }

                return isComplete;
            },
            cancellation);
        return answers;
    }

    /// <inheritdoc/>
    public async Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        var wished = changes.Where(change => !change.IsNone).ToList();
        if (wished.Count == 0)
        {
            return;
        }

        var identity = await this.LookAsync(new IdentityLook(), cancellation);
        var done = 0;
        await CompleteAsync(
            changes: true,
            session =>
            {
                var writer = new PathWriter(host, session, identity);
                writer.Expect(wished.Skip(done));
                while (done < wished.Count && writer.TryPut(wished[done]))
                {
                    done++;
                }

                return done == wished.Count;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation)
    {
        var identity = await this.LookAsync(new IdentityLook(), cancellation);
        var paths = change.Paths.Where(path => !path.IsNone).ToList();
        var done = 0;
        await CompleteAsync(
            changes: true,
            session =>
            {
                var writer = new PathWriter(host, session, identity);
                while (done < paths.Count && writer.TryRecord(paths[done]))
                {
                    done++;
                }

                return done == paths.Count && new SubjectRecorder(host, session).TryRecord(change);
            },
            cancellation);
        return CommandResult.Unknown(change.Subject.ToString());
    }

    /// <summary>
    /// Looks once. What is already there is answered. What an earlier task of the run decides and does not fit will not come: the task fails at once, as it would after waiting.
    /// With no change so far, waits as the real run would. Else what was changed may well bring it about, but nobody can know what would be seen: unknown.
    /// </summary>
    /// <inheritdoc/>
    public async Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation)
    {
        var seen = await this.LookAsync(expectation.Look, cancellation);
        if (expectation.IsMet(seen))
        {
            return seen;
        }

        if (expectation.Look is ICommandLook { Subject: var subject } && IsDecided(subject))
        {
            var last = expectation.Describe is { } describe ? $"; last seen: {describe(seen)}" : "";
            throw new TaskFailedException((expectation.Complaint ?? $"{expectation.What}: not so after {expectation.Timeout.TotalSeconds:0} seconds") + last) { Subject = subject.ToString() };
        }

        return host.World.HasChanges
            ? throw new UnknownStateException($"whether {expectation.What} after the changes of this run")
            : await live.ExpectAsync(expectation, cancellation);
    }

    /// <inheritdoc/>
    public IHost As(string user) => host.World.WouldMake(host.Name, user)
        ? new DryRunHost(live, host, user)
        : new DryRunHost(live.As(user), host, newUser: null);

    /// <inheritdoc/>
    public IHost Peer(string name) => host.World.Over(live.Peer(name));

    private bool IsDecided(Subject subject)
    {
        lock (_gate)
        {
            return host.TryFind(subject, out _);
        }
    }

    /// <summary>Tries to answer, asks the real host for what is missing, and tries again. What changes something is tried only once it is known what is mounted.</summary>
    private async Task CompleteAsync(bool changes, Func<LookSession, bool> attempt, CancellationToken cancellation)
    {
        var session = new LookSession(live);
        while (true)
        {
            lock (_gate)
            {
                var knowsMounts = !(changes || host.World.HasChanges) || new ShareFinder(host, session).TryLearnLiveMounts();
                if ((knowsMounts || !changes) && attempt(session) && knowsMounts)
                {
                    return;
                }
            }

            try
            {
                await session.FetchAsync(cancellation);
            }
            catch (TaskFailedException failure) when (failure.Result is { ExitCode: NoSuchProgram } && host.NewPackages.WhyMayBring() is { } why)
            {
                throw new UnknownStateException(why);
            }
        }
    }

    private bool TryAnswer(Look look, LookSession session, out object? answer)
    {
        switch (look)
        {
            case PathLook path:
                return (answer = new PathView(host, session).Answer(path)) is not null;
            case TargetLook target:
                return (answer = new PathView(host, session).Answer(target)) is not null;
            case TreeLook tree:
                return (answer = new PathView(host, session).Answer(tree)) is not null;
            case IdentityLook when newUser is not null:
                answer = Identity(newUser);
                return true;
            case ICommandLook command when host.TryFind(command.Subject, out answer):
                return answer is Unknown unknown ? throw new UnknownStateException(unknown.Why) : true;
            case ICommandLook { Subject: var subject } when WhyHidden(subject, session) is { } why:
                throw new UnknownStateException(why);
            default:
                return session.TrySee(live, look, out answer);
        }
    }

    /// <summary>Why a program on the real host cannot show a subject: it would read a file that the run has only pretended to write.</summary>
    private string? WhyHidden(Subject subject, LookSession session) =>
        HostPath.TryParse(subject.Name, out var path)
        && new PathView(host, session).Resolve(path, follow: true) is { } location
        && location.Mount.Volume.Find(location.Inner) is PathState.File
            ? $"what {path} will hold"
            : null;

    private HostIdentity Identity(string user)
    {
        host.Subjects.TryGetValue(new Subject("user", user), out var state);
        return state is UserState made
            ? new HostIdentity(user, made.Group, made.Uid ?? -1, GidOf(made.Group), made.Home, Umask: 0x12)
            : throw new UnknownStateException($"user {user}");
    }

    private long GidOf(string group) =>
        host.Subjects.TryGetValue(new Subject("group", group), out var state) && state is GroupState { Gid: { } gid } ? gid : -1;
}
