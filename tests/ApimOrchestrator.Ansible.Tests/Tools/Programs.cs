using System.Diagnostics;

namespace ApimOrchestrator.Ansible.Tests.Tools;

/// <summary>The two programs that are compared, and others of this machine.</summary>
public static class Programs
{
    private const int Refused = 5;

    private static readonly SemaphoreSlim Turn = new(1);

    private static readonly string Ours = Path.Combine(AppContext.BaseDirectory, "apim-orchestrator.dll");

    /// <summary>What makes Ansible quick, quiet and independent of this machine's settings; its own files go to a folder of this process.</summary>
    public static readonly IReadOnlyDictionary<string, string> AnsibleEnvironment = new Dictionary<string, string>
    {
        ["ANSIBLE_CONFIG"] = EmptyConfiguration(),
        ["ANSIBLE_HOME"] = Scratch.OfProcess("ansible-home"),
        ["ANSIBLE_LOCAL_TEMP"] = Scratch.OfProcess("ansible-home"),
        ["ANSIBLE_REMOTE_TEMP"] = FolderForAll("/tmp/.ansible-tests"),
        ["ANSIBLE_PIPELINING"] = "True",
        ["ANSIBLE_NOCOLOR"] = "True",
        ["ANSIBLE_NOCOWS"] = "True",
        ["ANSIBLE_RETRY_FILES_ENABLED"] = "False",
        ["ANSIBLE_LOCALHOST_WARNING"] = "False",
        ["ANSIBLE_HOST_KEY_CHECKING"] = "False",
        ["PYTHONDONTWRITEBYTECODE"] = "1",
        ["LC_ALL"] = "C.UTF-8",
        ["COLUMNS"] = "200",
    };

    /// <summary>Runs a program of Ansible's (<c>ansible-playbook</c>, <c>ansible-inventory</c>, <c>ansible-vault</c>).</summary>
    /// <param name="program">The program's name.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<ToolRun> AnsibleAsync(string program, IEnumerable<string> words, string folder, string input, CancellationToken cancellation) =>
        RunAsync(program, words, folder, input, AnsibleEnvironment, cancellation);

    /// <summary>Runs this project's program.</summary>
    /// <param name="words">Its arguments, the command first.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<ToolRun> OursAsync(IEnumerable<string> words, string folder, string input, CancellationToken cancellation) =>
        RunAsync("dotnet", [Ours, .. words], folder, input, new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8", ["NO_COLOR"] = "1" }, cancellation);

    /// <summary>Runs this project's <c>apply</c>. All tests work on this machine, and two runs at once on one machine are refused: then nothing was touched, and this one waits its turn.</summary>
    /// <param name="words">The arguments after the command.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ToolRun> ApplyAsync(IEnumerable<string> words, string folder, string input, CancellationToken cancellation)
    {
        string[] all = ["apply", .. words];
        await Turn.WaitAsync(cancellation);
        try
        {
            var end = await OursAsync(all, folder, input, cancellation);
            for (var tries = 0; end.ExitCode == Refused && tries < 600; tries++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
                end = await OursAsync(all, folder, input, cancellation);
            }

            return end;
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="environment">Variables it gets besides those of this process.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ToolRun> RunAsync(string program, IEnumerable<string> words, string folder, string input, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, words)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            },
        };
        foreach (var (name, value) in environment)
        {
            process.StartInfo.Environment[name] = value;
        }

        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all.
        }

        await process.WaitForExitAsync(cancellation);
        return new ToolRun(process.ExitCode, await output, await errors);
    }

    // Whoever the tasks become writes there.
    private static string FolderForAll(string path)
    {
        Directory.CreateDirectory(path);
        if (Environment.UserName == "root")
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b1_111_111_111);
        }

        return path;
    }

    private static string EmptyConfiguration()
    {
        var path = Path.Combine(Scratch.OfProcess("ansible-home"), "ansible.cfg");
        File.WriteAllText(path, "[defaults]\n");
        return path;
    }
}
