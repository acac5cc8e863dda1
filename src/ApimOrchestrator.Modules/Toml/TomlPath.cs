using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>
/// Where a key, a table or an array of tables is in a file: <c>server.hostname</c>, <c>synapse_properties.'synapse.global_timeout_interval'</c>,
/// <c>apim.gateway.environment[name=Default].service_url</c>, <c>apim.throttling.url_group[0]</c>, <c>event_listener[-1]</c>.
/// </summary>
public sealed class TomlPath
{
    private TomlPath(IReadOnlyList<TomlStep> steps) => Steps = steps;

    /// <summary>The parts, at least one.</summary>
    public IReadOnlyList<TomlStep> Steps { get; }

    /// <summary>The part that names the key itself.</summary>
    public TomlStep Last => Steps[^1];

    /// <summary>The names of all parts, without selectors.</summary>
    public IEnumerable<string> Names => Steps.Select(step => step.Name);

    /// <summary>Reads a path.</summary>
    /// <param name="text">As written in a playbook.</param>
    /// <exception cref="DiagnosticException">The text is not a path: names the column and what was expected there.</exception>
    public static TomlPath Parse(string text) => new(new TomlPathReader(text).Read());

    /// <summary>A path of plain keys.</summary>
    /// <param name="names">The keys, at least one, none quoted.</param>
    public static TomlPath Of(params IEnumerable<string> names) => new([.. names.Select(name => new TomlStep(name))]);

    /// <summary>This path and one key more.</summary>
    /// <param name="name">The key, not quoted.</param>
    public TomlPath Then(string name) => new([.. Steps, new TomlStep(name)]);

    /// <summary>This path with its last part choosing one table of the array by its place.</summary>
    /// <param name="index">The place, from 0.</param>
    public TomlPath At(int index) => new([.. Steps.SkipLast(1), new TomlStep(Last.Name, new TomlSelector(index, []))]);

    /// <summary>This path with its last part meaning the whole array.</summary>
    public TomlPath WithoutSelector() => new([.. Steps.SkipLast(1), new TomlStep(Last.Name)]);

    /// <summary>The path as it is written.</summary>
    public override string ToString() => string.Join('.', Steps);
}
