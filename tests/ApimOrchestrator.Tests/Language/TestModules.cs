using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Tests.Language;

/// <summary>Contracts of a few modules, so that the tests of the language do not depend on which modules there are.</summary>
internal static class TestModules
{
    public static readonly IReadOnlyList<ModuleContract> All =
    [
        new ModuleContract("copy", "Writes a file.", [Argument("src", ArgumentTypes.ProjectFile), Argument("dest", ArgumentTypes.Path, required: true, aliases: "path"), Argument("content", ArgumentTypes.Text), Argument("mode", ArgumentTypes.Mode), Argument("owner", ArgumentTypes.Text)], Make("copy", "src", "dest", "content", "mode", "owner")),
        new ModuleContract("template", "Writes a rendered file.", [Argument("src", ArgumentTypes.RenderedFile, required: true), Argument("dest", ArgumentTypes.Path, required: true)], reader => new Made("template", new Dictionary<string, object?> { ["src"] = reader.Required("src", ArgumentTypes.RenderedFile), ["dest"] = reader.Required("dest", ArgumentTypes.Path) })),
        new ModuleContract("command", "Runs a program.", [Argument("cmd", ArgumentTypes.Text) with { IsFreeForm = true }, Argument("chdir", ArgumentTypes.Path), Argument("creates", ArgumentTypes.Path)], Make("command", "cmd", "chdir", "creates")),
        new ModuleContract("debug", "Prints.", [Argument("msg", ArgumentTypes.Any), Argument("var", ArgumentTypes.Expression)], Make("debug", "msg", "var")) { NeedsNoHost = true },
        new ModuleContract("assert", "Checks.", [Argument("that", ArgumentTypes.ListOf(ArgumentTypes.Expression), required: true)], Make("assert", "that")) { NeedsNoHost = true },
        new ModuleContract("set_fact", "Sets variables.", [Argument("facts", ArgumentTypes.Any) with { TakesRest = true }], reader => new Made("set_fact", reader.Rest())) { NeedsNoHost = true },
        new ModuleContract("mount", "Mounts.", [Argument("path", ArgumentTypes.Path, required: true), Argument("state", ArgumentTypes.Choice(("mounted", DayOfWeek.Monday), ("absent", DayOfWeek.Friday)))], Make("mount", "path", "state")) { Aliases = ["ansible.posix.mount"] },
        new ModuleContract("user", "Keeps a user.", [Argument("name", ArgumentTypes.Text, required: true), Argument("password", ArgumentTypes.Secret)], Make("user", "name", "password")),
        new ModuleContract("fail", "Fails.", [Argument("msg", ArgumentTypes.Text)], Make("fail", "msg")) { NeedsNoHost = true },
        new ModuleContract("setup", "Gathers facts.", [], Make("setup")),
    ];

    private static readonly Dictionary<string, Func<ArgumentReader, string, object?>> Readers = new()
    {
        ["src"] = (reader, name) => reader.Optional<object?>(name, ArgumentTypes.Any, null),
        ["dest"] = (reader, name) => reader.Required(name, ArgumentTypes.Path),
        ["path"] = (reader, name) => reader.Required(name, ArgumentTypes.Path),
        ["mode"] = (reader, name) => reader.Optional<object?>(name, ArgumentTypes.Any, null),
        ["msg"] = (reader, name) => reader.Optional<object?>(name, ArgumentTypes.Any, null),
        ["var"] = (reader, name) => reader.Optional<Evaluated?>(name, Evaluated, null)?.Value,
        ["that"] = (reader, name) => reader.Required(name, ArgumentTypes.ListOf(ArgumentTypes.Expression)).Select(item => item.Value).ToList(),
        ["password"] = (reader, name) => reader.Optional<ApimOrchestrator.Core.Values.Secret?>(name, ArgumentTypes.Secret!, null),
    };

    private static ArgumentType<Evaluated?> Evaluated => new("expression", (value, source) => ArgumentTypes.Expression.Read(value, source)) { CheckOnly = ArgumentTypes.Expression.CheckOnly };

    private static ArgumentContract Argument(string name, ArgumentType type, bool required = false, params string[] aliases) =>
        new(name, $"The {name}.", type) { IsRequired = required, Aliases = aliases };

    private static Func<ArgumentReader, IModule> Make(string module, params string[] names) => reader =>
        new Made(module, names.ToDictionary(name => name, name => Readers.TryGetValue(name, out var read) ? read(reader, name) : reader.Optional<object?>(name, ArgumentTypes.Any, null)));

    /// <summary>A module that shows its arguments and does as much as playbooks can notice.</summary>
    internal sealed record Made(string Name, IReadOnlyDictionary<string, object?> Arguments) : IModule
    {
        public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
        {
            switch (Name)
            {
                case "debug":
                    var shown = Arguments["msg"] ?? Arguments["var"];
                    return Answer.Of("msg", shown) with { Message = shown is ApimOrchestrator.Core.Values.Undefined ? "VARIABLE IS NOT DEFINED!" : shown as string ?? Json(shown) };
                case "set_fact":
                    return Answer.None with { Facts = Arguments };
                case "fail":
                    throw new TaskFailedException($"{Arguments["msg"]}");
                case "assert" when ((List<object?>)Arguments["that"]!).Contains(false):
                    throw new TaskFailedException("assertion failed");
                case "command":
                    await host.RunAsync(new Command($"{Arguments["cmd"]}"), Change.Opaque(new Command("x")), cancellation);
                    return Answer.Of("rc", 0L);
                default:
                    return Answer.None;
            }
        }

        private static string Json(object? value) => value switch
        {
            null => "null",
            ApimOrchestrator.Core.Values.Written written => written.Value as string ?? Json(written.Value),
            bool flag => flag ? "true" : "false",
            string text => $"\"{text}\"",
            double number => number.ToString("0.0###", System.Globalization.CultureInfo.InvariantCulture),
            IReadOnlyDictionary<string, object?> map => "{" + string.Join(", ", map.Select(pair => $"\"{pair.Key}\": {Json(pair.Value)}")) + "}",
            IReadOnlyList<object?> list => "[" + string.Join(", ", list.Select(Json)) + "]",
            _ => $"{value}",
        };
    }
}
