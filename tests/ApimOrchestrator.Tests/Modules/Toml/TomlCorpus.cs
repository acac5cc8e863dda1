using Xunit;

namespace ApimOrchestrator.Tests.Modules.Toml;

/// <summary>Real files of the product and of its users, kept outside the project; <c>APIM_CORPUS</c> names the folder.</summary>
internal static class TomlCorpus
{
    /// <summary>The folder, or the end of the test with the reason.</summary>
    public static string Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("APIM_CORPUS");
            Assert.SkipWhen(string.IsNullOrEmpty(folder), "APIM_CORPUS does not name a folder of real deployment.toml files");
            return folder!;
        }
    }

    /// <summary>The files of one of its folders with their texts.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Folder, folder), "*.toml").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];
}
