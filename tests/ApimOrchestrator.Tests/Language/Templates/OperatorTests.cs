using Shouldly;
using Xunit;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Tests.Language.Templates;

public sealed class OperatorTests
{
    private readonly Rendering _templates = new();

    [Theory]
    [InlineData("1 + 2 * 3", 7L)]
    [InlineData("(1 + 2) * 3", 9L)]
    [InlineData("2 ** 3 ** 2", 64L)]
    [InlineData("-2 ** 2", 4L)]
    [InlineData("7 // 2", 3L)]
    [InlineData("-7 // 2", -4L)]
    [InlineData("7 // -2", -4L)]
    [InlineData("-7 % 3", 2L)]
    [InlineData("7 % -3", -2L)]
    [InlineData("7 / 2", 3.5)]
    [InlineData("4 / 2", 2.0)]
    [InlineData("2 ** -1", 0.5)]
    [InlineData("7.5 // 2", 3.0)]
    [InlineData("-7.5 % 2", 0.5)]
    [InlineData("1e3", 1000.0)]
    [InlineData("1_000", 1000L)]
    [InlineData("0x1F", 31L)]
    [InlineData("0b101 + 0o17", 20L)]
    [InlineData("true + true", 2L)]
    [InlineData("'a' + 'b'", "ab")]
    [InlineData("'ab' * 3", "ababab")]
    [InlineData("3 * 'ab'", "ababab")]
    [InlineData("'a' ~ 1 ~ none ~ true ~ 1.0", "a1NoneTrue1.0")]
    [InlineData("'a' 'b'", "ab")]
    [InlineData("-port", -9443L)]
    [InlineData("- -1", 1L)]
    [InlineData("'%s-%03d-%.2f' % ('a', 7, 1.5)", "a-007-1.50")]
    public void Computes_as_Python(string expression, object expected)
    {

        _templates.Expression(expression).ShouldBe(expected);
    }

    [Theory]
    [InlineData("1 < 2 < 3", true)]
    [InlineData("1 < 2 > 3", false)]
    [InlineData("1 == 1.0", true)]
    [InlineData("true == 1", true)]
    [InlineData("'1' == 1", false)]
    [InlineData("none == none", true)]
    [InlineData("none == false", false)]
    [InlineData("[1, 2] == [1, 2]", true)]
    [InlineData("[1, 2] == (1, 2)", false)]
    [InlineData("{'a': 1} == {'a': 1.0}", true)]
    [InlineData("[1, 2] < [1, 3]", true)]
    [InlineData("'a' < 'b'", true)]
    [InlineData("'B' < 'a'", true)]
    [InlineData("'a' in 'cat'", true)]
    [InlineData("'a' not in ['b']", true)]
    [InlineData("'a' in map", true)]
    [InlineData("2 in numbers", true)]
    [InlineData("not 1 == 2", true)]
    [InlineData("not false and false", false)]
    [InlineData("1 or undefined_name", 1L)]
    [InlineData("0 or 'x'", "x")]
    [InlineData("'' and undefined_name", "")]
    [InlineData("'a' if flag else 'b'", "a")]
    [InlineData("'a' if not flag else 'b' if flag else 'c'", "b")]
    public void Compares_and_chooses_as_Python(string expression, object expected) =>
        _templates.Expression(expression).ShouldBe(expected);

    [Theory]
    [InlineData("name[0]", "n")]
    [InlineData("name[-1]", "1")]
    [InlineData("name[1:3]", "od")]
    [InlineData("name[::-1]", "1edon")]
    [InlineData("name[:-1]", "node")]
    [InlineData("map.a", 1L)]
    [InlineData("map['a']", 1L)]
    [InlineData("map.b.c", "deep")]
    [InlineData("map[8080]", "port")]
    [InlineData("numbers.0", 3L)]
    [InlineData("numbers[-1]", 2L)]
    [InlineData("numbers[1:][0]", 1L)]
    [InlineData("people[1].name", "bob")]
    [InlineData("people[0]['keys'][1]", "k2")]
    [InlineData("'😀x'[1]", "x")]
    public void Looks_into_values(string expression, object expected) => _templates.Expression(expression).ShouldBe(expected);

    [Theory]
    [InlineData("[1, 'a', none, true, 1.5]", "[1, 'a', None, True, 1.5]")]
    [InlineData("(1,)", "(1,)")]
    [InlineData("(1, 2)", "(1, 2)")]
    [InlineData("{'a': [1], 'b': {}}", "{'a': [1], 'b': {}}")]
    [InlineData("[\"it's\"]", "[\"it's\"]")]
    [InlineData("['a\\nb\\\\']", "['a\\nb\\\\']")]
    [InlineData("1e16", "1e+16")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("1 / 3", "0.3333333333333333")]
    [InlineData("123456789.123", "123456789.123")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    public void Writes_values_as_Python(string expression, string expected) => _templates.Expression($"'' ~ ({expression})").ShouldBe(expected);

    [Fact]
    public void A_literal_list_is_a_plain_list() => _templates.Expression("[1, (2, 3)]").ShouldBe(new List<object?> { 1L, new List<object?> { 2L, 3L } });

    [Theory]
    [InlineData("false and later", false)]
    [InlineData("later and false", false)]
    [InlineData("true or later", true)]
    [InlineData("later or 'x'", "x")]
    [InlineData("later is defined", true)]
    [InlineData("result.rc == 0", true)]
    [InlineData("result.changed or result.stdout == 'x'", true)]
    public void A_known_operand_decides_over_an_unknown_one(string expression, object expected) => _templates.Expression(expression).ShouldBe(expected);

    [Theory]
    [InlineData("later")]
    [InlineData("later + 1")]
    [InlineData("later and true")]
    [InlineData("later and undefined_name.x == 1")]
    [InlineData("false or later")]
    [InlineData("not later")]
    [InlineData("later.stdout.rc[0]")]
    [InlineData("later | default('x')")]
    [InlineData("later | upper")]
    [InlineData("'x' | default(later) ~ later")]
    [InlineData("later.split(',')")]
    [InlineData("1 if later else 2")]
    [InlineData("result.stdout == 'x'")]
    [InlineData("[later] | join")]
    [InlineData("1 in [later]")]
    [InlineData("later[1:]")]
    [InlineData("numbers[later]")]
    [InlineData("'%s' % later")]
    [InlineData("-later")]
    [InlineData("later is none")]
    public void What_depends_on_an_unknown_value_is_unknown(string expression) =>
        _templates.Expression(expression).ShouldBe(new Unknown("'later' (task at site.yml:7)"));

    [Fact]
    public void A_list_may_hold_an_unknown_value() =>
        _templates.Expression("[1, later]").ShouldBe(new List<object?> { 1L, new Unknown("'later' (task at site.yml:7)") });

    [Fact]
    public void A_lone_secret_stays_a_secret() => _templates.Text("{{ password }}").ShouldBe(new Secret("s3cret"));

    [Theory]
    [InlineData("'p=' ~ password", "p=s3cret")]
    [InlineData("password + '!'", "s3cret!")]
    [InlineData("password | upper", "S3CRET")]
    [InlineData("password == 's3cret'", true)]
    [InlineData("password is string", true)]
    [InlineData("password[0]", "s")]
    [InlineData("password.upper()", "S3CRET")]
    public void Work_on_a_secret_sees_its_text(string expression, object expected) => _templates.Expression(expression).ShouldBe(expected);
}
