using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System;

[Module("wait_for", "Waits for a port, a file or a text in a file, seen from the host itself; with none of them it waits for the time given.")]
[Returns("state", "What was waited for.")]
[Returns("port", "The port.")]
[Returns("path", "The path.")]
[Returns("search_regex", "What was searched.")]
[Returns("match_groups", "The groups of the expression that was found.")]
[Returns("match_groupdict", "Its named groups.")]
internal sealed record WaitFor : IModule
{
    private const int LargestSearched = 16 * 1024 * 1024;

    // dash and busybox know no /dev/tcp; what listens on the host itself the kernel tells (proc(5)), for others some program must connect
    private const string PortScript = """
        case $1 in localhost|127.*|::1|0.0.0.0)
          if [ -r /proc/net/tcp ]; then
            want=$(printf '%04X' "$2")
            for table in /proc/net/tcp /proc/net/tcp6; do
              [ -r "$table" ] || continue
              while read -r _ here _ state _; do
                [ "$state" = 0A ] && [ "${here##*:}" = "$want" ] && exit 0
              done <"$table"
            done
            exit 1
          fi ;;
        esac
        if command -v bash >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
          timeout "$3" bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
        elif command -v nc >/dev/null 2>&1; then
          nc -w "$3" "$1" "$2" </dev/null >/dev/null 2>&1
        elif command -v curl >/dev/null 2>&1; then
          curl -s -m "$3" "telnet://$1:$2" </dev/null >/dev/null 2>&1
          case $? in 6|7) exit 1 ;; *) exit 0 ;; esac
        else
          exit 99
        fi || exit 1
        """;

    [Argument("The host whose port is meant, as this host sees it.")]
    public string Host { get; init; } = "127.0.0.1";

    [Argument("The TCP port to wait for.")]
    public int? Port { get; init; }

    [Argument("The path to wait for.")]
    public HostPath? Path { get; init; }

    [Argument("A regular expression (multi-line) that must be found in the file.")]
    public string? SearchRegex { get; init; }

    [Argument("What to wait for: `started` and `present` mean the same, as do `stopped` and `absent`.")]
    public WaitWish State { get; init; } = WaitWish.Started;

    [Argument("Seconds to wait at most.")]
    public int Timeout { get; init; } = 300;

    [Argument("Seconds to wait before the first look.")]
    public int Delay { get; init; }

    [Argument("Seconds between two looks.")]
    public int Sleep { get; init; } = 1;

    [Argument("Seconds one attempt to connect may take.")]
    public int ConnectTimeout { get; init; } = 5;

    [Argument("What to say when the time is over.")]
    public string? Msg { get; init; }

    private bool IsWished => State is WaitWish.Started or WaitWish.Present;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Port is not null && Path is not null)
        {
            throw new TaskFailedException("'port' and 'path' exclude each other");
        }

        if (SearchRegex is not null && Path is null)
        {
            throw new TaskFailedException("'search_regex' needs 'path'");
        }

        var regex = SearchRegex is null ? null : ArgumentRegex.Parse("search_regex", SearchRegex, RegexOptions.Multiline);
        var match = (Port, Path) switch
        {
            ({ } port, _) => await PortAsync(host, port, cancellation),
            (_, { } path) => await FileAsync(host, path, regex, cancellation),
            _ => await TimeAsync(host, cancellation),
        };
        return Answered(match, regex);
    }

    private async Task<Match?> PortAsync(IHost host, int port, CancellationToken cancellation)
    {
        var isLocal = Host is "localhost" or "::1" or "0.0.0.0" || Host.StartsWith("127.", StringComparison.Ordinal);
        var subject = new Subject("port", $"{(isLocal ? host.Name : Host)}:{Number(port)}");
        var look = new CommandLook<bool>(subject, Command.Shell(PortScript, Host, Number(port), Number(ConnectTimeout)), ReadPort);
        var what = $"port {Number(port)} of {Host} {(IsWished ? "accepts" : "no longer accepts")} connections";
        await host.ExpectAsync(Expecting(what, look, isOpen => isOpen == IsWished), cancellation);
        return null;
    }

    private static bool ReadPort(CommandResult result) =>
        result.ExitCode == 99 ? throw new TaskFailedException("the host has none of bash, nc and curl to connect with; install one") { Result = result } : result.ExitCode == 0;

    private async Task<Match?> FileAsync(IHost host, HostPath path, PythonRegex? regex, CancellationToken cancellation)
    {
        var what = regex is null ? $"{path} {(IsWished ? "exists" : "is gone")}" : $"'{SearchRegex}' {(IsWished ? "is found" : "is no longer found")} in {path}";
        var look = new PathLook(path, regex is null ? PathDetail.Attributes : PathDetail.Bytes, Follow: true);
        if (regex is null)
        {
            await host.ExpectAsync(Expecting(what, look, state => state is not PathState.Absent == IsWished), cancellation);
            return null;
        }

        var found = Delay > 0 ? null : await SearchAsync(regex, await host.LookAsync(look, cancellation), cancellation);
        if (found is null || found.Success != IsWished)
        {
            var text = new CommandLook<string>(new Subject("text", path.Text), new Command("tail", "-c", Number(LargestSearched), "--", path.Text), static result => result.Output);
            found = regex.Match(await host.ExpectAsync(Expecting(what, text, seen => regex.IsMatch(seen) == IsWished), cancellation));
        }

        return found;
    }

    private static async Task<Match> SearchAsync(PythonRegex regex, PathState state, CancellationToken cancellation) =>
        regex.Match(state is PathState.File file ? Encoding.UTF8.GetString(await file.Content.ReadAsync(cancellation)) : "");

    private async Task<Match?> TimeAsync(IHost host, CancellationToken cancellation)
    {
        await host.ExpectAsync(new Expectation<HostIdentity>("the time is over", new IdentityLook(), static _ => true, TimeSpan.FromSeconds(Timeout)) { Delay = TimeSpan.FromSeconds(Timeout) }, cancellation);
        return null;
    }

    private Expectation<T> Expecting<T>(string what, Look<T> look, Func<T, bool> isMet) => new(what, look, isMet, TimeSpan.FromSeconds(Timeout))
    {
        Complaint = Msg,
        Interval = TimeSpan.FromSeconds(Sleep),
        Delay = TimeSpan.FromSeconds(Delay),
    };

    private Answer Answered(Match? match, PythonRegex? regex)
    {
        var groups = match is { Success: true } && regex is not null ? regex.GroupsOf(match).ToList() : [];
        return new Answer(new Dictionary<string, object?>
        {
            ["state"] = State.ToString().ToLowerInvariant(),
            ["port"] = Port is { } port ? (long)port : null,
            ["path"] = Path?.Text,
            ["search_regex"] = SearchRegex,
            ["match_groups"] = groups.Select(group => (object?)group.Group.Value).ToList(),
            ["match_groupdict"] = groups.Where(group => group.Name is not null).ToDictionary(group => group.Name!, group => (object?)group.Group.Value),
        });
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
