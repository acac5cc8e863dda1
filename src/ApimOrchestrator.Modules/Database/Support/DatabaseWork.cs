using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>Brings one database to where the task wants it.</summary>
/// <param name="host">The host the client runs on, as the user it runs as.</param>
/// <param name="wish">The task's arguments.</param>
/// <param name="tool">The kind of server.</param>
/// <param name="script">The pack's script.</param>
internal sealed class DatabaseWork(IHost host, ApimDatabase wish, DatabaseTool tool, DatabaseScript script)
{
    public async Task<Answer> ApplyAsync(CancellationToken cancellation)
    {
        var logins = new[] { (Name: tool.Owner, Password: wish.OwnerPassword), (Name: (string?)wish.User, Password: (Secret?)wish.Password) }.Where(login => login.Name is not null).ToList();
        var seen = await host.LookAsync([tool.Look(), tool.TryLogin(), .. logins.Select(login => tool.LookAtLogin(login.Name!))], cancellation);
        var state = (DatabaseState?)seen[0];
        if (state is { IsForeign: true })
        {
            return Foreign(state);
        }

        RefuseHalfDone(state);
        RefuseWrongPassword((string?)seen[1], seen[^1] is LoginState);
        foreach (var (login, present) in logins.Zip(seen.Skip(2)))
        {
            if (present is null)
            {
                await MakeLoginAsync(login.Name!, login.Password, cancellation);
            }
        }

        if (state is not { IsGranted: true })
        {
            var after = (state ?? new DatabaseState()) with { IsGranted = true };
            await RunAsync(tool.Prepare(state is not null), new Change(tool.Look().Subject, state, after), cancellation);
            state = after;
        }

        if (state.Scripts.Count == 0 || state.Tables.Count == 0)
        {
            state = await FillAsync(state, cancellation);
        }

        return Answered(state, Check(state));
    }

    private async Task MakeLoginAsync(string name, Secret? password, CancellationToken cancellation)
    {
        var change = new Change(tool.LookAtLogin(name).Subject, null, new LoginState());
        if (name == wish.User)
        {
            change = change with { Also = new Dictionary<Subject, object?> { [tool.TryLogin().Subject] = null } };
        }

        // Not a word of what the client says: it may repeat the statement, which holds the password.
        var result = await host.RunAsync(tool.MakeLogin(name, password), change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw Failure($"{change.Subject}: the server refused to make it (exit code {result.ExitCode}); has the administrator the right, and does the password keep the server's rules?");
        }
    }

    private async Task<DatabaseState> FillAsync(DatabaseState before, CancellationToken cancellation)
    {
        var after = before with { Tables = script.Tables, Scripts = [new ScriptRun(script.Name, script.Sha256, IsDone: true)] };
        await RunAsync(tool.Run(script), new Change(tool.Look().Subject, before, after), cancellation, $"{script.Path} stopped");
        return await host.LookAsync(tool.Look(), cancellation) ?? throw new TaskFailedException($"{tool.Look().Subject} is gone");
    }

    private async Task RunAsync(Command command, Change change, CancellationToken cancellation, string what = "the server refused")
    {
        var result = await host.RunAsync(command, change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw new TaskFailedException($"{change.Subject}: {what}: {DatabaseTool.Complaint(result)}") { Result = result, Subject = change.Subject.ToString() };
        }
    }

    /// <summary>A script that was begun and left tables is nobody's to repeat: that would drop tables or add rows twice. One that left none may be run again.</summary>
    private void RefuseHalfDone(DatabaseState? state)
    {
        if (state is { Tables.Count: > 0 } && state.Scripts.FirstOrDefault(run => !run.IsDone) is { } begun)
        {
            throw Failure(
                $"{tool.Look().Subject}: {begun.Name} was begun and did not end: {Present(state)} of its {script.Tables.Count} tables are there. Half a script is neither repeated nor removed here. "
                + $"If no server has used this database yet, remove it yourself ({tool.DropSql}) and run the playbook again; "
                + $"if you have finished the script by hand, say so: UPDATE apim_orchestrator_scripts SET state = 'done' WHERE name = '{begun.Name}';");
        }
    }

    private void RefuseWrongPassword(string? refusal, bool isThere)
    {
        if (isThere && refusal is not null)
        {
            throw Failure($"{tool.LookAtLogin(wish.User).Subject} exists with another password than the given one ({refusal}). Passwords are not changed here: give the right one, or change it on the server");
        }
    }

    private int Present(DatabaseState state) => script.Tables.Intersect(state.Tables).Count();

    /// <summary>Whether all the tables are there; answers how many.</summary>
    private int Check(DatabaseState state)
    {
        if (state.Scripts.FirstOrDefault(run => run.Name == script.Name) is not { } run)
        {
            throw Failure($"{tool.Look().Subject} has the tables of {string.Join(", ", state.Scripts.Select(other => other.Name))}: name another database for {script.Name}");
        }

        // A newer pack's script may have more tables; bringing a database from one version to the next is not done here.
        var missing = run.Sha256 == script.Sha256 ? script.Tables.Except(state.Tables).ToList() : [];
        return missing.Count == 0
            ? Present(state)
            : throw Failure($"{tool.Look().Subject}: {script.Name} was run, but {Some(missing)} {(missing.Count == 1 ? "is" : "are")} missing");
    }

    private Answer Foreign(DatabaseState state)
    {
        var missing = script.Tables.Except(state.Tables).ToList();
        if (missing.Count > 0)
        {
            throw Failure(
                $"{tool.Look().Subject} has {state.Tables.Count} tables that were not made here, and not those of {script.Name} ({Some(missing)}). Nothing was touched: name an empty or another database, or run the script yourself");
        }

        return Answered(state, Present(state)) with { Warnings = state.IsGranted ? [] : [$"{tool.Look().Subject} was filled by hand and is left alone; see yourself that {wish.User} may read and write its tables"] };
    }

    private static Answer Answered(DatabaseState state, int tables) =>
        new(new Dictionary<string, object?> { ["managed"] = !state.IsForeign, ["tables"] = (long)tables });

    private static string Some(List<string> names) => string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");

    private TaskFailedException Failure(string message) => new(message) { Subject = tool.Look().Subject.ToString() };
}
