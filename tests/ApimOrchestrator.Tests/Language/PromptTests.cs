using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Running;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language;

/// <summary>What people are asked: variables before a play, and whether a task is to run.</summary>
public sealed class PromptTests
{
    [Fact]
    public async Task A_variable_is_asked_for_until_both_answers_are_the_same()
    {
        var playbook = """
            - hosts: all
              gather_facts: false
              vars_prompt:
                - {name: x, prompt: What, private: false, confirm: true}
                - {name: y, prompt: Also, private: false, default: usual}
                - {name: z, prompt: Not asked}
              tasks:
                - debug: {msg: "{{ x }} {{ y }}"}
            """;
        var (asked, said) = await RunAsync(playbook, new RunOptions(), ["z=given"], "one", "two", "three", "three", "");
        asked.ShouldBe(["What:", "confirm What:", "What:", "confirm What:", "Also [usual]:"]);
        said.ShouldBe(["debug: three usual"]);
    }

    [Fact]
    public async Task An_answer_may_become_the_hash_of_a_password()
    {
        var playbook = """
            - hosts: all
              gather_facts: false
              vars_prompt:
                - {name: x, private: false, encrypt: sha512_crypt, salt: mysalt12}
                - {name: y, private: false, encrypt: sha256_crypt, salt: mysalt12, default: secret}
                - {name: z, private: false, encrypt: sha512_crypt, salt_size: 7}
              tasks:
                - debug: {msg: "{{ x }} {{ y }} {{ z[:3] }} {{ z.split('$')[2] | length }}"}
            """;
        var (_, said) = await RunAsync(playbook, new RunOptions(), [], "secret", "", "secret");

        // what Ansible 2.14 makes of the same answers
        said.ShouldBe(["debug: $6$mysalt12$xRohwhLLrkzrXnePkLB3F4zj.bXkSYAEUg5BSM/ulbtG0OsWHY/BA6nqda8go6eIPHJNg9cuNFdDJhOmrryG5/ $5$mysalt12$ufir2uOF49zGna8473CAQnO5kuduGJYqxrLh02QwIR3 $6$ 7"]);
    }

    [Fact]
    public async Task A_task_runs_only_where_the_answer_is_yes_until_it_is_to_continue()
    {
        var playbook = """
            - hosts: all
              gather_facts: false
              tasks:
                - {name: one, debug: {msg: 1}}
                - {name: two, debug: {msg: 2}}
                - {name: three, debug: {msg: 3}}
                - {name: four, debug: {msg: 4}}
            """;
        var (asked, said) = await RunAsync(playbook, new RunOptions { IsStep = true }, [], "y", "", "c");
        asked.ShouldBe(["Perform task: TASK: one (N)o/(y)es/(c)ontinue:", "Perform task: TASK: two (N)o/(y)es/(c)ontinue:", "Perform task: TASK: three (N)o/(y)es/(c)ontinue:"]);
        said.Select(line => line.Split(':')[0]).ShouldBe(["one", "three", "four"]);
    }

    private static async Task<(List<string> Asked, List<string> Said)> RunAsync(string playbook, RunOptions options, IReadOnlyList<string> extraVars, params IEnumerable<string> answers)
    {
        using var folder = new ProjectFolder(("p.yml", playbook), ("hosts", "h\n"));
        var project = new ApimOrchestrator.Language.Projects.Project(new() { Modules = TestModules.All, ExtraVars = extraVars });
        var inventory = project.LoadInventory([folder["hosts"]]);
        var read = project.LoadPlaybook(folder["p.yml"]);
        project.ThrowIfErrors();
        var asked = new List<string>();
        var left = new Queue<string>(answers);
        var seen = new Seen();
        var recap = new Recap();
        await using var pool = new QuietHost.Pool();
        var context = new RunContext(
            new RunMemory(inventory, project.ExtraVars),
            project.Variables,
            pool,
            new EventStream([seen, recap], new SecretMask(), TimeProvider.System),
            options with { Prompt = (question, _) => Answer(question) },
            TimeProvider.System);
        await new PlaybookRunner(context, recap).RunAsync([read], TestContext.Current.CancellationToken);
        return (asked, seen.Lines);

        string Answer(string question)
        {
            asked.Add(question);
            return left.Dequeue();
        }
    }

    private sealed class Seen : IEventSink
    {
        public List<string> Lines { get; } = [];

        public void Emit(RunEvent happened)
        {
            if (happened is RunEvent.TaskFinished { Result: var result })
            {
                Lines.Add($"{result.Task}: {result.Message}");
            }
        }
    }
}
