using System.Collections.Immutable;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Generators;

public sealed class ModuleGeneratorTests
{
    private const string Good = """
        [Module("sample", "Does a thing.", Aliases = new[] { "ns.sample" })]
        internal sealed record Sample : Shared, IModule
        {
            [Argument("A text.", Aliases = new[] { "dest" }, FreeForm = true)] public required string FirstName { get; init; }
            [Argument("A choice.")] public Wish State { get; init; } = Wish.HardLink;
            [Argument("A number that may be left out.")] public int? Count { get; init; } = 3;
            [Argument("Parts.")] public IReadOnlyList<Part> Parts { get; init; } = [];
            [Argument("Words.")] public IReadOnlyList<string> Words { get; init; } = ["a", "b"];
            [Argument("Anything else.", TakesRest = true)] public IReadOnlyDictionary<string, object?> Others { get; init; } = new Dictionary<string, object?>();
            public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation) => Task.FromResult(Answer.None);
        }
        internal abstract record Shared { [Argument("Who owns it.")] public string? Owner { get; init; } }
        internal sealed record Part { [Argument("Its name.")] public required string Name { get; init; } [Argument("Its mode.")] public Mode? Mode { get; init; } = Mode.Parse("0644"); }
        internal enum Wish { Present, HardLink, [System.Runtime.Serialization.EnumMember(Value = "WSO2-IS")] IdentityServer }
        """;

    [Fact]
    public void Turns_a_record_into_a_contract_that_compiles_without_a_warning()
    {
        var (output, problems) = Generate(Good);

        problems.ShouldBeEmpty();
        output.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();
    }

    [Fact]
    public void Writes_names_defaults_aliases_and_choices_as_declared()
    {
        var code = string.Join('\n', Generate(Good).Output.SyntaxTrees.Select(tree => tree.ToString()));

        code.ShouldContain("new(\"first_name\", \"A text.\", Sample_FirstName) { Aliases = [\"dest\"], IsRequired = true, IsFreeForm = true }");
        code.ShouldContain("new(\"state\", \"A choice.\", Sample_State) { Default = \"hard_link\" }");
        code.ShouldContain("(\"WSO2-IS\", global::Any.Wish.IdentityServer)");
        code.ShouldContain("new(\"words\", \"Words.\", Sample_Words) { Default = \"a, b\" }");
        code.ShouldContain("new(\"mode\", \"Its mode.\", Part_Mode) { Default = \"0644\" }");
        code.ShouldContain("new(\"owner\", \"Who owns it.\", Sample_Owner)");
        code.ShouldContain("Others = reader.Rest()");
        code.ShouldContain("Aliases = [\"ns.sample\"]");
    }

    [Theory]
    [InlineData("internal record Open : IModule { APPLY }", "APIM001")]
    [InlineData("internal sealed record Positional(int X) : IModule { APPLY }", "APIM001")]
    [InlineData("internal sealed class NoRecord : IModule { APPLY }", "APIM001")]
    [InlineData("internal sealed record NoModule;", "APIM002")]
    [InlineData("internal sealed record Undescribed : IModule { public int X { get; init; } APPLY }", "APIM003")]
    [InlineData("internal sealed record Mutable : IModule { [Argument(\"x\")] public int X { get; set; } APPLY }", "APIM004")]
    [InlineData("internal sealed record Odd : IModule { [Argument(\"x\")] public System.Uri? X { get; init; } APPLY }", "APIM005")]
    [InlineData("internal sealed record Twice : IModule { [Argument(\"x\")] public int X { get; init; } [Argument(\"y\", Aliases = new[] { \"x\" })] public int Y { get; init; } APPLY }", "APIM006")]
    [InlineData("internal sealed record A : IModule { APPLY } [Module(\"m\", \"again\")] internal sealed record B : IModule { APPLY }", "APIM007")]
    [InlineData("internal sealed record Rest : IModule { [Argument(\"x\", TakesRest = true)] public string X { get; init; } = \"\"; APPLY }", "APIM008")]
    [InlineData("internal sealed record Loop : IModule { [Argument(\"x\")] public Knot? X { get; init; } APPLY } internal sealed record Knot { [Argument(\"y\")] public Knot? Y { get; init; } }", "APIM005")]
    public void Refuses_a_declaration_that_breaks_a_rule(string declaration, string rule)
    {
        const string Apply = "public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation) => Task.FromResult(Answer.None);";
        var (_, problems) = Generate("[Module(\"m\", \"s\")] " + declaration.Replace("APPLY", Apply, StringComparison.Ordinal));

        problems.ShouldContain(problem => problem.Id == rule && problem.Severity == DiagnosticSeverity.Error && problem.Location != Location.None);
    }

    private static (Compilation Output, ImmutableArray<Diagnostic> Problems) Generate(string declarations)
    {
        const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using ApimOrchestrator.Core.Hosts; using ApimOrchestrator.Core.Modules; using ApimOrchestrator.Core.Values; namespace Any; ";
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = Directory.GetFiles(folder, "System*.dll").Append(typeof(IModule).Assembly.Location)
            .Where(file => !file.Contains(".Native.", StringComparison.Ordinal)).Select(file => MetadataReference.CreateFromFile(file));
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "any", [CSharpSyntaxTree.ParseText(Usings + declarations, path: "any.cs", cancellationToken: cancellation)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new ModuleGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems, cancellation);
        return (output, problems);
    }
}
