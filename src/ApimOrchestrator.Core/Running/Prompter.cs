using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Asks for the variables a play prompts for. What the command line gives is not asked for; where nobody can be asked, the defaults hold.</summary>
/// <param name="context">The run.</param>
internal sealed class Prompter(RunContext context)
{
    /// <summary>The answers: name to value.</summary>
    /// <param name="play">The play.</param>
    public IReadOnlyDictionary<string, object?> Answers(Play play) =>
        play.VarsPrompt.Where(prompt => !context.Memory.ExtraVars.ContainsKey(prompt.Name)).ToDictionary(prompt => prompt.Name, Answer);

    private object? Answer(VarsPrompt prompt)
    {
        var question = prompt.Default is { } usual ? $"{prompt.Prompt} [{usual}]:" : $"{prompt.Prompt}:";
        var answer = context.Options.Prompt(question, !prompt.IsPrivate);
        while (answer is not null && prompt.IsConfirmed && context.Options.Prompt("confirm " + question, !prompt.IsPrivate) != answer)
        {
            context.Events.Emit(new RunEvent.Warned("the two answers are not the same", null));
            answer = context.Options.Prompt(question, !prompt.IsPrivate);
        }

        if (answer is null)
        {
            context.Events.Emit(new RunEvent.Warned($"'{prompt.Name}' is not asked for: there is no terminal", null));
        }

        var value = string.IsNullOrEmpty(answer) ? prompt.Default ?? answer : answer;
        if (value is not null && prompt.Hash is { } hash)
        {
            value = ShaCrypt.Hash(value, hash.Salt ?? ShaCrypt.NewSalt(hash.SaltSize), hash.Is512);
        }

        return value is null || !prompt.IsPrivate ? value : new Secret(value);
    }
}
