using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Effects;

/// <summary>
/// A host for the length of one task: passes everything on, adds the task's environment, and notes each change as an effect, in order, also those made
/// as another user or on another host. A program that has run counts as having changed what it was to change, whatever it answered: it may have done its work in part.
/// </summary>
public sealed class RecordingHost : IRecordingHost
{
    private readonly IHost _inner;
    private readonly TaskOptions _options;
    private readonly Action<string, IReadOnlyList<Effect>>? _allow;
    private readonly List<Effect> _effects;

    /// <summary>Records what is done on a host.</summary>
    /// <param name="inner">The host.</param>
    /// <param name="options">What the task asks for: diffs, environment, whom to tell while waiting.</param>
    /// <param name="allow">Asked before each change; see <see cref="PoolOptions.Allow"/>.</param>
    public RecordingHost(IHost inner, TaskOptions options, Action<string, IReadOnlyList<Effect>>? allow = null)
        : this(inner, options, allow, [])
    {
    }

    private RecordingHost(IHost inner, TaskOptions options, Action<string, IReadOnlyList<Effect>>? allow, List<Effect> effects) =>
        (_inner, _options, _allow, _effects) = (inner, options, allow, effects);

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public IReadOnlyList<Effect> Effects
    {
        get
        {
            lock (_effects)
            {
                return [.. _effects];
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation) =>
        _inner.LookAsync(_options.Environment.Count == 0 ? looks : [.. looks.Select(WithEnvironment)], cancellation);

    /// <inheritdoc/>
    public async Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        var real = changes.Where(change => !change.IsNone).ToList();
        if (real.Count == 0)
        {
            return;
        }

        var effects = await EffectsOfAsync(real, cancellation);
        _allow?.Invoke(_options.Place, effects);
        try
        {
            await _inner.PutAsync(real, cancellation);
        }
        catch (TaskFailedException)
        {
            Note(await DoneAsync(real, effects, cancellation));
            throw;
        }

        Note(effects);
    }

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation)
    {
        var effects = await EffectsOfAsync([.. change.Paths.Where(path => !path.IsNone)], cancellation);
        List<Effect> all = Equals(change.Before, change.After) ? effects : [.. effects, EffectText.Of(Name, change, _options.Diff)];
        _allow?.Invoke(_options.Place, all);
        var result = await _inner.RunAsync(WithEnvironment(command), change, cancellation);
        Note(result.WasStarted ? all : []);
        return result;
    }

    /// <inheritdoc/>
    public Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation)
    {
        bool IsMet(T seen)
        {
            var isMet = expectation.IsMet(seen);
            if (!isMet)
            {
                _options.Waiting(expectation.Describe is { } describe ? $"{expectation.What}; last seen: {describe(seen)}" : expectation.What);
            }

            return isMet;
        }

        return _inner.ExpectAsync(expectation with { Look = (Look<T>)WithEnvironment(expectation.Look), IsMet = IsMet }, cancellation);
    }

    /// <inheritdoc/>
    public IHost As(string user) => new RecordingHost(_inner.As(user), _options, _allow, _effects);

    /// <inheritdoc/>
    public IHost Peer(string name) => new RecordingHost(_inner.Peer(name), _options, _allow, _effects);

    private async Task<List<Effect>> EffectsOfAsync(List<PathChange> changes, CancellationToken cancellation)
    {
        var effects = new List<Effect>();
        foreach (var change in changes)
        {
            effects.Add(EffectText.Of(Name, change, _options.Diff ? await ContentDiff.OfAsync(change, cancellation) : null));
        }

        return effects;
    }

    /// <summary>Which of several changes were made before one was refused.</summary>
    private async Task<List<Effect>> DoneAsync(List<PathChange> changes, List<Effect> effects, CancellationToken cancellation)
    {
        if (changes.Count == 1)
        {
            return [];
        }

        var present = await _inner.StatesOfAsync(changes.Select(change => change.Path), PathDetail.Hash, cancellation);
        return [.. effects.Where((_, i) => changes[i].After.SameAs(present[i]))];
    }

    private Look WithEnvironment(Look look) => look is ICommandLook command && _options.Environment.Count > 0 ? command.With(WithEnvironment(command.Command)) : look;

    private Command WithEnvironment(Command command)
    {
        if (_options.Environment.Count == 0)
        {
            return command;
        }

        var environment = new Dictionary<string, string>(_options.Environment);
        foreach (var (name, value) in command.Environment)
        {
            environment[name] = value;
        }

        return command with { Environment = environment };
    }

    private void Note(IEnumerable<Effect> effects)
    {
        lock (_effects)
        {
            _effects.AddRange(effects);
        }
    }
}
