using System.Diagnostics;

namespace ApimOrchestrator.Ansible.Tests.Tools;

/// <summary>A program that stays and answers each line with a line: what takes long to start is started once.</summary>
public sealed class Conversation : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="environment">Variables it gets besides those of this process.</param>
    public Conversation(string program, IEnumerable<string> words, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    /// <summary>Asks many questions at once.</summary>
    /// <param name="questions">The lines.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>As many lines.</returns>
    public async Task<IReadOnlyList<string>> AskAsync(IReadOnlyCollection<string> questions, CancellationToken cancellation)
    {
        var writing = WriteAsync(questions, cancellation);
        var answers = new List<string>(questions.Count);
        while (answers.Count < questions.Count)
        {
            answers.Add(await _process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException($"the program ended at question {answers.Count}: {questions.ElementAt(answers.Count)}"));
        }

        await writing;
        return answers;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WriteAsync(IReadOnlyCollection<string> questions, CancellationToken cancellation)
    {
        foreach (var question in questions)
        {
            await _process.StandardInput.WriteLineAsync(question.AsMemory(), cancellation);
        }

        await _process.StandardInput.FlushAsync(cancellation);
    }
}
