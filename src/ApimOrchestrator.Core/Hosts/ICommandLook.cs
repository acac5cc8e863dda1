namespace ApimOrchestrator.Core.Hosts;

/// <summary>A <see cref="CommandLook{T}"/> as hosts see it, without its type.</summary>
public interface ICommandLook
{
    /// <summary>What is looked at.</summary>
    Subject Subject { get; }

    /// <summary>The program that shows it.</summary>
    Command Command { get; }

    /// <summary>Reads the program's answer.</summary>
    /// <param name="result">Exit code and both outputs.</param>
    object? Answer(CommandResult result);

    /// <summary>The same look by another program or in another environment.</summary>
    /// <param name="command">The program.</param>
    Look With(Command command);
}
