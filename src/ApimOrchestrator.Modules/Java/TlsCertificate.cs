using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Java.Support;

namespace ApimOrchestrator.Modules.Java;

/// <summary>Looks at the certificate a port really serves, as seen from the host, by whatever the host has: openssl or keytool. Changes nothing.</summary>
[Module("tls_certificate", "Looks at the certificate that a port really serves, and fails where it is not the expected one.")]
[Returns("fingerprint", "The SHA-256 fingerprint of the served certificate, as keytool prints it.")]
[Returns("subject", "Its subject.")]
[Returns("sans", "Its subject alternative names (`dns:node1`).")]
[Returns("not_after", "The moment it ends, in UTC (`2027-01-31T12:00:00Z`).")]
[Returns("pem", "The certificate in PEM.")]
[Returns("days_left", "Whole days until it ends; negative when it has ended.")]
public sealed record TlsCertificate : IModule
{
    private const string Script =
        "# tls certificate\n" + JavaScripts.FindHome +
        """
        host=$1 port=$2 name=$3 java=$4
        date +%s
        limit=; command -v timeout >/dev/null 2>&1 && limit="timeout $5"
        if command -v openssl >/dev/null 2>&1; then
          $limit openssl s_client -connect "$host:$port" ${name:+-servername "$name"} </dev/null 2>&1
        else
          find_java keytool
          $limit "$java/bin/keytool" -printcert -rfc -sslserver "${name:-$host}:$port" 2>&1
        fi
        exit 0
        """;

    /// <summary>The port.</summary>
    [Argument("The TCP port.")]
    public required int Port { get; init; }

    /// <summary>The name or address to connect to.</summary>
    [Argument("The name or address to connect to, as the host sees it.")]
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The name asked for.</summary>
    [Argument("The name asked for by SNI; `host` if left out, where it is a name.")]
    public string? ServerName { get; init; }

    /// <summary>The expected fingerprint.</summary>
    [Argument("The SHA-256 fingerprint the certificate must have, with or without colons.")]
    public string? Fingerprint { get; init; }

    /// <summary>The days it must have left.</summary>
    [Argument("Fail when fewer than this many days are left.")]
    public int? MinDays { get; init; }

    /// <summary>The days it should have left.</summary>
    [Argument("Warn when fewer than this many days are left.")]
    public int? WarnDays { get; init; }

    /// <summary>The time to wait for an answer.</summary>
    [Argument("Seconds to wait for the port's answer.")]
    public int Timeout { get; init; } = 10;

    /// <summary>The Java home.</summary>
    [Argument("The Java home whose keytool is used where there is no openssl; found on the host if left out.")]
    public HostPath? JavaHome { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var name = ServerName ?? (Host.Any(char.IsLetter) && !Host.Contains(':') ? Host : "");
        var command = Command.Shell(Script, Host, Port.ToString(CultureInfo.InvariantCulture), name, JavaHome?.Text ?? "", Timeout.ToString(CultureInfo.InvariantCulture));
        var (now, served) = await host.LookAsync(new CommandLook<(DateTimeOffset, Certificate)>(new Subject("certificate", $"{Host}:{Port}"), command, Read), cancellation);
        if (Fingerprint is { } wished && served.Fingerprint is string seen && !Hex(wished).Equals(Hex(seen), StringComparison.OrdinalIgnoreCase))
        {
            throw new TaskFailedException($"{Host}:{Port} serves the certificate {seen} ({served}), not {wished}");
        }

        var days = (int)Math.Floor(((served.NotAfter ?? now) - now).TotalDays);
        if (MinDays is { } least && days < least)
        {
            throw new TaskFailedException(days < 0
                ? $"the certificate of {Host}:{Port} ended {-days} days ago ({served})"
                : $"the certificate of {Host}:{Port} ends in {days} days, fewer than {least} ({served})");
        }

        var values = served.Facts();
        values["days_left"] = (long)days;
        return new Answer(values) { Warnings = WarnDays is { } soon && days < soon ? [$"the certificate of {Host}:{Port} ends in {days} days ({served})"] : [] };
    }

    private static string Hex(string fingerprint) => fingerprint.Replace(":", "").Trim();

    private (DateTimeOffset Now, Certificate Served) Read(CommandResult result)
    {
        var at = result.Output.IndexOf('\n');
        if (at < 0 || !long.TryParse(result.Output[..at], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw new TaskFailedException(result.Error.Trim().Length > 0 ? result.Error.Trim() : "the host does not tell its time by 'date +%s'") { Result = result };
        }

        if (!result.Output.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
        {
            throw new TaskFailedException($"{Host}:{Port} serves no certificate{Why(result.Output[(at + 1)..] + result.Error)}") { Result = result };
        }

        return (DateTimeOffset.FromUnixTimeSeconds(seconds), Certificate.ReadPem(result.Output[(at + 1)..], $"what {Host}:{Port} answered")[0]);
    }

    private static string Why(string output) =>
        output.Contains("refused", StringComparison.OrdinalIgnoreCase) ? ": the connection was refused"
        : output.Contains("not known", StringComparison.OrdinalIgnoreCase) || output.Contains("UnknownHost", StringComparison.Ordinal) ? ": the name is not known there"
        : output.Trim().Length == 0 ? ": no answer in time"
        : ": " + output.Trim().Split('\n')[0];
}
