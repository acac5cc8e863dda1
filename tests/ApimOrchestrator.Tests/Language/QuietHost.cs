using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Tests.Language;

/// <summary>Hosts on which every command succeeds and counts as a change, and nothing else can be done: enough to run playbooks for their language.</summary>
internal sealed class QuietHost(string name) : IRecordingHost
{
    private readonly List<Effect> _effects = [];

    public string Name => name;

    public IReadOnlyList<Effect> Effects => _effects;

    public Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation)
    {
        _effects.Add(new Effect(command.Program, "command", new EffectState("not run"), new EffectState("run"), null));
        return Task.FromResult(new CommandResult(0, "", ""));
    }

    public Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation) => throw new NotSupportedException();

    public Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation) => throw new NotSupportedException();

    public IHost As(string user) => this;

    public IHost Peer(string name) => new QuietHost(name);

    internal sealed class Pool : IHostPool
    {
        public Task OpenAsync(IReadOnlyList<ConnectionSettings> settings, CancellationToken cancellation) => Task.CompletedTask;

        public IRecordingHost HostFor(ConnectionSettings settings, TaskOptions options) => new QuietHost(settings.HostName);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
