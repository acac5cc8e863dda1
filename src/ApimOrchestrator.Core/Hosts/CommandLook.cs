namespace ApimOrchestrator.Core.Hosts;

/// <summary>Looks at a thing that is not a path, by a program that changes nothing. Where an earlier task of a run would have changed the subject, the answer is that change's <c>After</c>.</summary>
/// <typeparam name="T">What is seen; the same type as the <see cref="Change.After"/> of changes of that subject.</typeparam>
/// <param name="Subject">What is looked at.</param>
/// <param name="Command">The program that shows it. It must change nothing.</param>
/// <param name="Read">How the program's answer reads; gets any exit code. May throw <see cref="TaskFailedException"/>.</param>
public sealed record CommandLook<T>(Subject Subject, Command Command, Func<CommandResult, T> Read) : Look<T>, ICommandLook
{
    object? ICommandLook.Answer(CommandResult result) => Read(result);

    Look ICommandLook.With(Command command) => this with { Command = command };
}
