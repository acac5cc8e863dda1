using ApimOrchestrator.Cli.Commands;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;

// The only place where every exception ends: each kind has one fate, and what nobody expected is a bug of ours.
var errors = Terminal.ForErrors(args.Contains("--no-color"));
using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupt.Cancel();
};
try
{
    return await CommandLine.RunAsync(args, errors, interrupt.Token);
}
catch (DiagnosticException wrong)
{
    foreach (var diagnostic in wrong.Diagnostics)
    {
        errors.Line(diagnostic.ToString(), diagnostic.Severity == Severity.Error ? Colour.Failed : Colour.Unknown);
    }

    return ExitCode.WrongInput;
}
catch (RunRefusedException refusal)
{
    errors.Line($"refused: {refusal.Message}", Colour.Failed);
    return ExitCode.Refused;
}
catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
{
    errors.Line("interrupted: the change under way was completed or not begun; run again to finish", Colour.Failed);
    return ExitCode.Interrupted;
}
catch (Exception bug)
{
    errors.Line($"This is a bug in apim-orchestrator. Please report it with what follows to the project's issue tracker.\n{bug}", Colour.Failed);
    return ExitCode.Bug;
}
