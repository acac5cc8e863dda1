using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Finds the place for new tables: with their relatives, after their parents, and never after <c>[secrets]</c>, which WSO2's tool needs last.</summary>
internal static class Placing
{
    private const string Secrets = "secrets";

    /// <summary>Where the header of a new table below another can go.</summary>
    public static int NewTable(TomlDocument document, TableNode parent) =>
        parent.Sections.Count > 0 ? Lines.Below(document, parent.Sections[^1])
        : parent.Dotted?.Section is { Header: not null } home ? Lines.Below(document, home)
        : AtEnd(document);

    /// <summary>Where tables without relatives go: at the end, but above <c>[secrets]</c>.</summary>
    private static int AtEnd(TomlDocument document)
    {
        var secrets = (document.Root.Child(Secrets) as TableNode)?.Section;
        return secrets?.Header is not null ? Lines.Above(document, secrets) : document.Text.Length;
    }
}
