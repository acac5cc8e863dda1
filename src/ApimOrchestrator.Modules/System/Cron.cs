using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("cron", "Keeps a job or a variable in a user's crontab or in a file of /etc/cron.d. Jobs are found again by a comment line `#Ansible: NAME`.")]
[Returns("jobs", "The names of the jobs in it.")]
[Returns("envs", "The names of the variables in it.")]
[Returns("cron_file", "The file, where one was given.")]
internal sealed record Cron : IModule
{
    [Argument("The job's name, unique in its crontab; with `env` the variable's name.")]
    public string? Name { get; init; }

    [Argument("The command to run; with `env` the variable's value.", Aliases = ["value"])]
    public string? Job { get; init; }

    [Argument("Whether it must be there. `absent` without a name removes the whole `cron_file`.")]
    public Presence State { get; init; }

    [Argument("Whose crontab; with `cron_file` the user the job runs as (`root` if left out).")]
    public string? User { get; init; }

    [Argument("A file in `/etc/cron.d` (a name) or elsewhere (an absolute path) in place of a user's crontab.")]
    public string? CronFile { get; init; }

    [Argument("Minute: `0-59`, `*`, `*/2` …")]
    public string Minute { get; init; } = "*";

    [Argument("Hour: `0-23`, `*`, `*/2` …")]
    public string Hour { get; init; } = "*";

    [Argument("Day of the month: `1-31`, `*`, `*/2` …", Aliases = ["dom"])]
    public string Day { get; init; } = "*";

    [Argument("Month: `1-12`, `*`, `JAN` …")]
    public string Month { get; init; } = "*";

    [Argument("Day of the week: `0-6` for Sunday to Saturday, `*`, `MON` …", Aliases = ["dow"])]
    public string Weekday { get; init; } = "*";

    [Argument("A named time in place of the five fields.")]
    public SpecialTime? SpecialTime { get; init; }

    [Argument("Whether the job is kept but commented out.")]
    public bool Disabled { get; init; }

    [Argument("Whether a variable is meant, not a job.")]
    public bool Env { get; init; }

    [Argument("With `env`: put a new variable after this one.")]
    public string? Insertafter { get; init; }

    [Argument("With `env`: put a new variable before this one.")]
    public string? Insertbefore { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        Check();
        var table = CronFile is { } file
            ? await CronTable.OpenFileAsync(host, HostPath.Parse("/etc/cron.d").Combine(file), cancellation)
            : await CronTable.OpenUserAsync(host, User, cancellation);
        if (Name is null)
        {
            await table.RemoveAsync(host, cancellation);
            return Answered(new CronText(""));
        }

        var text = new CronText(table.Text);
        if (Env)
        {
            text.KeepVariable(Name, State == Presence.Absent ? null : Job, Insertafter, Insertbefore);
        }
        else
        {
            text.KeepJob(Name, State == Presence.Absent ? null : Line());
        }

        await table.SaveAsync(host, text.ToString(), cancellation);
        return Answered(text);
    }

    private string Line()
    {
        var time = SpecialTime is { } special ? "@" + special.ToString().ToLowerInvariant() : string.Join(' ', Minute, Hour, Day, Month, Weekday);
        var line = CronFile is null ? $"{time} {Job}" : $"{time} {User ?? "root"} {Job}";
        return Disabled ? "#" + line : line;
    }

    private Answer Answered(CronText text)
    {
        var values = new Dictionary<string, object?> { ["jobs"] = text.Jobs(), ["envs"] = text.Variables() };
        if (CronFile is not null)
        {
            values["cron_file"] = CronFile;
        }

        return new Answer(values);
    }

    private void Check()
    {
        var wrong = this switch
        {
            { Name: null } when State == Presence.Present || CronFile is null => "'name' is needed",
            { Job: null, State: Presence.Present } => "'job' is needed with 'state: present'",
            { SpecialTime: not null } when new[] { Minute, Hour, Day, Month, Weekday }.Any(field => field != "*") => "'special_time' takes the place of minute, hour, day, month and weekday",
            { Env: true } when Name!.Length == 0 || Name.Contains(' ', StringComparison.Ordinal) => "the name of a variable is one word",
            _ when Job is not null && Job.Contains('\n', StringComparison.Ordinal) => "'job' must be one line",
            _ when Name is not null && Name.Contains('\n', StringComparison.Ordinal) => "'name' must be one line",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new TaskFailedException(wrong);
        }
    }
}
