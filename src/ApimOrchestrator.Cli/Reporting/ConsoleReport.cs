using System.Globalization;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>Shows a run to people, in the line forms of <c>ansible-playbook</c>'s default output, with failures and effects told better.</summary>
/// <param name="output">Where to.</param>
/// <param name="errors">Where warnings go.</param>
/// <param name="verbosity">0 to 3, the number of <c>-v</c>.</param>
/// <param name="showDiffs">Whether effects are shown.</param>
public sealed class ConsoleReport(Terminal output, Terminal errors, int verbosity, bool showDiffs) : IEventSink
{
    private readonly Dictionary<string, DateTimeOffset> _lastWaiting = [];
    private readonly Dictionary<(string Task, Place Place), string> _headings = [];
    private (string Task, Place Place)? _shown;
    private bool _isFree;
    private DateTimeOffset _started;
    private bool _isCheck;
    private int _effects;

    /// <inheritdoc/>
    public void Emit(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted started:
                (_started, _isCheck) = (started.Time, started.Check);
                break;
            case RunEvent.PlayStarted play:
                ShowPlay(play);
                break;
            case RunEvent.TaskStarted task:
                _headings[(task.Task, task.Place)] = $"{(task.IsHandler ? "RUNNING HANDLER" : "TASK")} [{task.Task}]";
                if (!_isFree)
                {
                    ShowHeading(task.Task, task.Place, isNew: true);
                }

                break;
            case RunEvent.ItemFinished item:
                ShowHeading(item.Result.Task, item.Result.Place, isNew: false);
                ShowEffects(item.Result);
                ShowEnd(item.Host, item.Result, item.Item);
                break;
            case RunEvent.Included included:
                output.Line($"included: {included.File} for {string.Join(", ", included.Hosts)}{(included.Item.Length == 0 ? "" : $" => (item={included.Item})")}", Colour.Skipped);
                break;
            case RunEvent.TaskFinished { Result: { Outcome: Outcome.Ok, Module: "include_tasks" or "include_role" } }:
                break;
            case RunEvent.TaskFinished { Result.HadItems: true } finished:
                _effects += finished.Result.Effects.Count;
                ShowEndOfLoop(finished.Host, finished.Result);
                break;
            case RunEvent.TaskFinished finished:
                ShowHeading(finished.Result.Task, finished.Result.Place, isNew: false);
                _effects += finished.Result.Effects.Count;
                ShowEffects(finished.Result);
                ShowEnd(finished.Host, finished.Result, item: null);
                break;
            case RunEvent.NoHostsLeft:
                output.Banner("NO MORE HOSTS LEFT");
                break;
            case RunEvent.Waiting waiting:
                ShowWaiting(waiting);
                break;
            case RunEvent.Retrying retrying:
                output.Line($"FAILED - RETRYING: [{retrying.Host}]: {retrying.Task} ({retrying.RetriesLeft} retries left).", Colour.Faint);
                break;
            case RunEvent.Warned warned:
                errors.Line($"[WARNING]: {(warned.Host is { } host ? host + ": " : "")}{warned.Message}", Colour.Unknown);
                break;
            case RunEvent.RunFinished finished:
                ShowRecap(finished);
                break;
        }
    }

    // Where hosts go their own pace, a heading comes with the first result below it.
    private void ShowHeading(string task, Place place, bool isNew)
    {
        if (isNew || (_isFree && _shown != (task, place)))
        {
            output.Banner(_headings.GetValueOrDefault((task, place), $"TASK [{task}]"));
            _shown = (task, place);
        }
    }

    private void ShowPlay(RunEvent.PlayStarted play)
    {
        _isFree = play.IsFree;
        output.Banner($"PLAY [{play.Play}]");
        if (play.Hosts.Count == 0)
        {
            output.Line("skipping: no hosts matched", Colour.Skipped);
        }
    }

    private void ShowWaiting(RunEvent.Waiting waiting)
    {
        var isDue = !_lastWaiting.TryGetValue(waiting.Host, out var last) || waiting.Time - last >= TimeSpan.FromSeconds(verbosity > 0 ? 1 : 10);
        if (isDue)
        {
            _lastWaiting[waiting.Host] = waiting.Time;
            output.Line($"waiting: [{waiting.Host}] for {waiting.What}", Colour.Faint);
        }
    }

    private void ShowEnd(string host, TaskReport result, string? item)
    {
        var who = result.DelegatedTo is { } worker ? $"[{host} -> {worker}{(result.DelegatedAddress is { } address ? $"({address})" : "")}]" : $"[{host}]";
        var what = item is null ? "" : $" => (item={item})";
        switch (result.Outcome)
        {
            case Outcome.Ok:
                ShowSaid($"ok: {who}{what}", result, Colour.Ok);
                break;
            case Outcome.Changed:
                ShowSaid($"changed: {who}{what}", result, Colour.Changed);
                break;
            case Outcome.Skipped:
                output.Line($"skipping: {who}{what}{(verbosity > 0 ? $" ({result.Message})" : "")}", Colour.Skipped);
                break;
            case Outcome.Unknown:
                output.Line($"unknown: {who}{what}: depends on {result.Message}", Colour.Unknown);
                break;
            case Outcome.Unreachable:
                output.Line($"fatal: {who}: UNREACHABLE! => {result.Message}", Colour.Failed);
                break;
            default:
                ShowFailure(who, result, item);
                break;
        }
    }

    // The items have been shown; what is said of the whole is what Ansible says.
    private void ShowEndOfLoop(string host, TaskReport result)
    {
        if (result.Outcome == Outcome.Ignored)
        {
            output.Line("...ignoring", Colour.Skipped);
        }
        else if (result.Outcome == Outcome.Skipped)
        {
            output.Line($"skipping: [{host}]", Colour.Skipped);
        }
    }

    private void ShowSaid(string line, TaskReport result, Colour colour)
    {
        output.Line(result.Message is { } message && !result.IsHidden ? $"{line} => {message}" : line, colour);
        if (verbosity > 1 && !result.IsHidden)
        {
            output.Line($"  --> {result.Place} ({result.Module}, {result.Duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms)", Colour.Faint);
        }
    }

    private void ShowFailure(string who, TaskReport result, string? item)
    {
        var message = result.IsHidden ? "the output has been hidden because no_log is set" : result.Message ?? "";
        var first = message.Split('\n')[0];
        output.Line(item is null ? $"fatal: {who}: FAILED! => {first}" : $"failed: {who} (item={item}) => {first}", Colour.Failed);
        foreach (var line in message.Split('\n').Skip(1))
        {
            output.Line("    " + line, Colour.Failed);
        }

        output.Line($"  --> {result.Place} (module {result.Module})", Colour.Place);
        if (result.Result is { } answer && !result.IsHidden)
        {
            ShowStream("stdout", answer.Output);
            ShowStream("stderr", answer.Error);
        }

        if (result.Outcome == Outcome.Ignored)
        {
            output.Line("...ignoring", Colour.Skipped);
        }
    }

    private void ShowStream(string name, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        if (text.Trim().Length == 0)
        {
            return;
        }

        var most = verbosity > 0 ? int.MaxValue : 20;
        output.Line($"  = {name}{(lines.Length > most ? $" (the last {most} of {lines.Length} lines; -v shows all)" : "")}:", Colour.Place);
        foreach (var line in lines.TakeLast(most))
        {
            output.Line("      " + line);
        }
    }

    private void ShowEffects(TaskReport result)
    {
        if ((!showDiffs && verbosity == 0) || result.IsHidden)
        {
            return;
        }

        foreach (var effect in result.Effects)
        {
            ShowEffect(effect);
        }
    }

    private void ShowEffect(Effect effect)
    {
        if (showDiffs && !string.IsNullOrEmpty(effect.Diff))
        {
            foreach (var line in effect.Diff.TrimEnd('\n').Split('\n'))
            {
                output.Line(line, line.Length == 0 ? null : line[0] switch { '+' => Colour.Added, '-' => Colour.Removed, '@' => Colour.Place, _ => null });
            }
        }

        var (before, after) = (Describe(effect.Before), Describe(effect.After));
        var change = before == after ? "content" : $"{before} -> {after}";
        if (string.IsNullOrEmpty(effect.Diff) || before != after)
        {
            var subject = effect.Kind == "path" ? effect.Subject : $"{effect.Kind} {effect.Subject}";
            output.Line($"{(effect.CanUndo ? "~" : "!")} {subject}: {change}", Colour.Changed);
        }
    }

    private static string Describe(EffectState state) =>
        state.State.Contains('\n', StringComparison.Ordinal) ? $"{state.State.AsSpan().TrimEnd('\n').Count('\n') + 1} lines"
        : state.Mode is null ? state.State : $"{state.State} {state.Mode} {state.Owner}:{state.Group}";

    private void ShowRecap(RunEvent.RunFinished finished)
    {
        output.Banner("PLAY RECAP");
        foreach (var host in finished.Recap)
        {
            var sums = string.Create(
                CultureInfo.InvariantCulture,
                $"{host.Host,-26} : ok={host.Ok,-4} changed={host.Changed,-4} unreachable={host.Unreachable,-4} failed={host.Failed,-4} skipped={host.Skipped,-4} rescued={host.Rescued,-4} ignored={host.Ignored,-4}");
            var unknown = host.Unknown > 0 ? $" unknown={host.Unknown}" : "";
            output.Line(sums.TrimEnd() + unknown, host.Failed + host.Unreachable > 0 ? Colour.Failed : host.Unknown > 0 ? Colour.Unknown : host.Changed > 0 ? Colour.Changed : Colour.Ok);
        }

        var seconds = (finished.Time - _started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        output.Line();
        output.Line($"{(_isCheck ? "Would change" : "Changed")} {_effects} {(_effects == 1 ? "thing" : "things")} in {seconds} s{(_isCheck ? "; nothing was touched" : "")}.", Colour.Faint);
    }
}
