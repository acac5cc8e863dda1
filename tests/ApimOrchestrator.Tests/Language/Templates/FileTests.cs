using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Templates;

public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("templates").FullName;
    private readonly Rendering _templates;

    public FileTests()
    {
        _templates = new Rendering { Engine = new(new() { Pipe = command => $"ran {command}\n" }) }.With("playbook_dir", _folder);
        Write("files/a.txt", "first\n\n");
        Write("b.txt", " second ");
        Write("templates/hello.j2", "Hello {{ name }}!\n");
        Write("templates/part.j2", "part {{ local }}\n");
        Write("files/x1.conf", "");
        Write("files/x2.conf", "");
        Write("files/y.conf", "");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("lookup('file', 'a.txt')", "first")]
    [InlineData("lookup('ansible.builtin.file', 'a.txt', rstrip=false)", "first\n\n")]
    [InlineData("lookup('file', 'b.txt', lstrip=true)", "second")]
    [InlineData("lookup('file', 'a.txt', 'b.txt')", "first, second")]
    [InlineData("lookup('template', 'hello.j2')", "Hello node1!\n")]
    [InlineData("lookup('template', 'hello.j2', template_vars={'name': 'x'})", "Hello x!\n")]
    [InlineData("lookup('vars', 'na' ~ 'me')", "node1")]
    [InlineData("lookup('vars', 'nope', default='d')", "d")]
    [InlineData("lookup('env', 'NO_SUCH_VARIABLE_HERE')", "")]
    [InlineData("lookup('env', 'NO_SUCH_VARIABLE_HERE', default='d')", "d")]
    [InlineData("lookup('first_found', ['nope.txt', 'a.txt']) | basename", "a.txt")]
    [InlineData("lookup('first_found', {'files': ['nope', 'b.txt'], 'paths': ['.']}) | basename", "b.txt")]
    [InlineData("lookup('first_found', 'nope', skip=true) | length", 0L)]
    [InlineData("query('fileglob', 'x*.conf') | map('basename') | join(' ')", "x1.conf x2.conf")]
    [InlineData("q('fileglob', 'z*') | length", 0L)]
    [InlineData("lookup('pipe', 'date')", "ran date")]
    [InlineData("lookup('file', 'nope', errors='ignore') is none", true)]
    [InlineData("(lookup('dict', {'a': 1}, wantlist=true))[0].key", "a")]
    [InlineData("query('items', [1, 2], 3) | length", 3L)]
    public void Lookups_fetch_from_this_machine(string expression, object expected) => _templates.Expression(expression).ShouldBe(expected);

    [Fact]
    public void A_lookup_gives_a_value_its_type() => _templates.Expression("lookup('vars', 'numbers')").ShouldBe(new List<object?> { 3L, 1L, 2L });

    [Fact]
    public void The_contents_of_an_encrypted_file_are_a_secret()
    {
        var templates = new Rendering { Engine = new(new() { ReadFile = path => new SourceText(path, "opened") { IsSecret = true } }) }.With("playbook_dir", _folder);
        templates.Text("{{ lookup('file', 'a.txt') }}").ShouldBe(new Secret("opened"));
    }

    [Fact]
    public void A_lookup_of_an_unknown_value_is_unknown() => _templates.Expression("lookup('file', later)").ShouldBeOfType<Unknown>();

    [Fact]
    public void A_file_that_is_not_there_is_named_with_the_folders_searched()
    {
        var problem = _templates.Refusal("lookup('file', 'nope.txt')");
        problem.Message.ShouldBe("lookup 'file' does not find the file 'nope.txt'");
        problem.Help.ShouldBe($"searched: {_folder}/files, {_folder}, ./files, .");
    }

    [Fact]
    public void The_search_path_of_a_role_comes_first()
    {
        var role = Directory.CreateDirectory(Path.Combine(_folder, "roles", "r")).FullName;
        Write("roles/r/files/a.txt", "of the role");
        _templates.With("role_path", role).Expression("lookup('file', 'a.txt')").ShouldBe("of the role");
        _templates.With("ansible_search_path", new List<object?> { _folder, role }).Expression("lookup('file', 'a.txt')").ShouldBe("first");
    }

    [Fact]
    public void An_included_template_sees_the_names_of_the_one_that_includes_it() =>
        _templates.File("{% set local = 'x' %}[{% include 'part.j2' %}]\n").ShouldBe("[part x]\n");

    [Fact]
    public void A_template_is_found_beside_the_one_that_includes_it()
    {
        Write("deep/er/main.j2", "{% include 'beside.j2' %}");
        Write("deep/er/beside.j2", "beside");
        var path = Path.Combine(_folder, "deep/er/main.j2");
        _templates.Engine.ParseTemplateFile(File.ReadAllText(path), new Place(path, 1, 1)).Evaluate(_templates).ShouldBe("beside");
    }

    [Fact]
    public void The_first_template_of_a_list_that_is_there_is_included() =>
        _templates.File("{% set local = 1 %}{% include ['nope.j2', 'part.j2'] %}{% include 'nope.j2' ignore missing %}.").ShouldBe("part 1.");

    [Fact]
    public void A_problem_in_an_included_template_stands_in_that_file()
    {
        Write("templates/wrong.j2", "a\n{{ nam }}");
        var problem = Should.Throw<DiagnosticException>(() => _templates.File("{% include 'wrong.j2' %}")).Diagnostics.Single();
        problem.Place.ShouldBe(new Place(Path.Combine(_folder, "templates/wrong.j2"), 2, 4));
    }

    [Fact]
    public void Templates_that_include_each_other_for_ever_are_refused()
    {
        Write("templates/loop.j2", "{% include 'loop.j2' %}");
        Should.Throw<DiagnosticException>(() => _templates.File("{% include 'loop.j2' %}")).Diagnostics.Single().Message.ShouldBe("this never ends: more than 100 evaluations are nested in one another");
    }

    [Fact]
    public void Other_marks_may_be_chosen() =>
        _templates.Engine.ParseTemplateFile("<< name >> {{ x }} <% if flag %>y<% endif %>", new Place("a.j2", 1, 1), new TemplateSyntax { VariableStart = "<<", VariableEnd = ">>", BlockStart = "<%", BlockEnd = "%>" })
            .Evaluate(_templates).ShouldBe("node1 {{ x }} y");

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
