using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.Control;

[Module("pause", "Waits for a while, or for the person at the terminal. Runs once for all hosts; where there is no terminal it asks nothing and goes on.", NeedsNoHost = true, RunsOnce = true)]
[Returns("user_input", "What was typed.")]
[Returns("start", "When the waiting began.")]
[Returns("stop", "When it ended.")]
[Returns("delta", "How many seconds it took.")]
[Returns("stdout", "The same as a sentence.")]
[Returns("echo", "Whether what was typed was shown.")]
[Returns("rc", "Always 0.")]
internal sealed record Pause : IModule
{
    [Argument("Minutes to wait.")]
    public int? Minutes { get; init; }

    [Argument("Seconds to wait.")]
    public int? Seconds { get; init; }

    [Argument("What to ask. Without a time the run waits for the answer.")]
    public string? Prompt { get; init; }

    [Argument("Whether what is typed is shown.")]
    public bool Echo { get; init; } = true;

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Minutes is not null && Seconds is not null)
        {
            throw new TaskFailedException("'minutes' and 'seconds' exclude each other");
        }

        var seconds = Minutes * 60 ?? Seconds;
        return Task.FromResult(new Answer(new Dictionary<string, object?> { ["echo"] = Echo, ["rc"] = 0L, ["stderr"] = "" })
        {
            Request = new RunRequest.Pause(seconds is { } count ? TimeSpan.FromSeconds(Math.Max(1, count)) : null, Prompt, Echo),
        });
    }
}
