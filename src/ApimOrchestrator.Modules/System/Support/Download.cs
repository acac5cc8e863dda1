using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Fetches a file with curl, whose configuration travels by standard input: no secret is on a command line.</summary>
/// <param name="task">The arguments.</param>
internal sealed class Download(GetUrl task)
{
    // what curl says of the transfer goes to the errors, the bytes to whoever reads
    private const string HashScript = "curl -q -K - -o - | sha256sum";

    private const string FetchScript = """
        t=$(mktemp "${1%/*}/.apim-fetch.XXXXXXXX") || exit 1
        trap 'rm -f "$t"' EXIT
        trap 'exit 143' HUP INT TERM
        curl -q -K - -o "$t" || exit
        if [ -n "$2" ]; then
          echo "$2  $t" | sha256sum -c >/dev/null 2>&1 || { echo "the file that was served has not the checksum $2" >&2; exit 99; }
        fi
        if [ -n "$5" ]; then
          echo "$6  $t" | "$5sum" -c >/dev/null 2>&1 || { echo "the file that was served has not the checksum $6" >&2; exit 99; }
        fi
        chmod "$3" "$t" && chown "$4" "$t" && mv -f "$t" "$1"
        """;

    /// <summary>Asks for the file's head alone.</summary>
    public CommandLook<DownloadAnswer> Head() => Look(new Command("curl", "-q", "-K", "-") { Input = Configuration("head\noutput = \"/dev/null\"\n"), Timeout = Patience }, "head of");

    /// <summary>Asks for the bytes' hash; with a time, only where the file has changed since.</summary>
    public CommandLook<DownloadAnswer> Hash(DateTimeOffset? since) =>
        Look(Command.Shell(HashScript) with { Input = Configuration(since is { } time ? $"time-cond = \"{time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture)}\"\n" : ""), Timeout = Patience }, "content of");

    /// <summary>Fetches the bytes into a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="after">What it is to be.</param>
    /// <param name="sum">The checksum asked for, and its kind where that is not SHA-256.</param>
    public Command Fetch(HostPath path, PathState.File after, (string Kind, string Value)? sum) =>
        Command.Shell(FetchScript, path.Text, after.Content.Sha256 ?? "", Mode.Octal(after.Mode), $"{after.Owner}:{after.Group}", sum?.Kind ?? "", sum?.Value ?? "") with { Input = Configuration(""), Timeout = Patience };

    /// <summary>What curl said of a transfer.</summary>
    public static DownloadAnswer Read(CommandResult result)
    {
        if (result.ExitCode == 127)
        {
            throw new TaskFailedException("there is no curl on the host; install the package 'curl'") { Result = result };
        }

        var lines = result.Error.Trim().Split('\n');
        var status = lines.Select(line => line.Split(' ')).LastOrDefault(words => words is ["status", _, ..]);
        var hash = result.Output.Split(' ')[0];
        return new DownloadAnswer(status is null ? -1 : int.Parse(status[1], CultureInfo.InvariantCulture))
        {
            Sha256 = hash.Length == 64 ? hash : null,
            Error = lines.FirstOrDefault(line => line.StartsWith("curl: ", StringComparison.Ordinal)),
        };
    }

    private static TimeSpan Patience => TimeSpan.FromHours(2);

    private CommandLook<DownloadAnswer> Look(Command command, string what) => new(new Subject("url", $"{what} {task.Url}"), command, Read);

    private Content Configuration(string more)
    {
        var text = new StringBuilder("silent\nshow-error\nfail\nlocation\ngloboff\n").Append(more);
        void Set(string option, string value) => text.Append(option).Append(" = \"").Append(CurlRequest.Quoted(value)).Append("\"\n");
        Set("url", task.Url);
        Set("connect-timeout", task.Timeout.ToString(CultureInfo.InvariantCulture));
        Set("write-out", "%{stderr}\nstatus %{http_code}\n");
        Set("user-agent", task.HttpAgent);
        if (!task.ValidateCerts)
        {
            text.Append("insecure\n");
        }

        if (task.UrlUsername is { } user)
        {
            Set("user", $"{user}:{task.UrlPassword?.Reveal()}");
        }

        foreach (var (name, value) in task.Headers)
        {
            Set("header", value.Length == 0 ? name + ";" : $"{name}: {value}");
        }

        return Content.Of(text.ToString(), secret: true);
    }
}
