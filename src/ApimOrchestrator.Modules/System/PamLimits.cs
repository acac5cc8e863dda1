using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System;

[Module("pam_limits", "Keeps a line of limits.conf: how much of something a user or group may have.", Aliases = ["community.general.pam_limits"])]
[Returns("msg", "The line.")]
internal sealed record PamLimits : IModule
{
    private static readonly string[] Unlimited = ["unlimited", "infinity", "-1"];

    [Argument("A user, `@group`, `*` for all, or another domain of limits.conf(5).")]
    public required string Domain { get; init; }

    [Argument("Which limit: `hard`, `soft`, or `-` for both.")]
    public required LimitType LimitType { get; init; }

    [Argument("What is limited, for example `nofile` or `nproc`.")]
    public required LimitItem LimitItem { get; init; }

    [Argument("The limit: a number, `unlimited`, `infinity` or `-1`.")]
    public required string Value { get; init; }

    [Argument("Whether the greater of the present and the wished limit is kept.")]
    public bool UseMax { get; init; }

    [Argument("Whether the smaller of the two is kept.")]
    public bool UseMin { get; init; }

    [Argument("The file.")]
    public HostPath Dest { get; init; } = HostPath.Parse("/etc/security/limits.conf");

    [Argument("A comment at the line's end.")]
    public string Comment { get; init; } = "";

    private string TypeWord => LimitType == LimitType.Both ? "-" : LimitType.ToString().ToLowerInvariant();

    private string ItemWord => LimitItem.ToString().ToLowerInvariant();

    private bool CanBeUnlimited => LimitItem is not (LimitItem.Nice or LimitItem.Priority);

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (UseMax && UseMin)
        {
            throw new TaskFailedException("'use_max' and 'use_min' exclude each other");
        }

        RequireLimit(Value, "'value'");
        var ((path, file), identity) = await host.LookAsync(new TargetLook(Dest, PathDetail.Bytes), new IdentityLook(), cancellation);
        var text = file is PathState.File present ? await TextLines.ReadAsync(present.Content, cancellation) : TextLines.Empty();
        var before = text.Text;
        var line = Edit(text);
        if (text.Text != before)
        {
            var after = file is PathState.File old ? old with { Content = text.ToContent() } : new PathState.File(text.ToContent(), 0x1A4, identity.User, identity.Group);
            await host.PutAsync(new PathChange(path, file, after), cancellation);
        }

        return Answer.Of("msg", line);
    }

    /// <summary>Edits the lines; answers the line that speaks of the limit.</summary>
    private string Edit(TextLines text)
    {
        string? found = null;
        for (var at = 0; at < text.Lines.Count; at++)
        {
            if (FieldsOf(text.Lines[at]) is { } fields && fields[0] == Domain && fields[1] == TypeWord && fields[2] == ItemWord)
            {
                RequireLimit(fields[3], $"the present limit in {Dest}");
                var value = Chosen(fields[3]);
                text.Lines[at] = value == fields[3] ? text.Lines[at] : Line(value, Comment.Length > 0 ? Comment : CommentOf(text.Lines[at])) + text.End;
                found = text.Lines[at];
            }
        }

        if (found is null)
        {
            text.Insert(text.Lines.Count, found = Line(Value, Comment));
        }

        return TextLines.Bare(found);
    }

    private string Chosen(string present)
    {
        if (!(UseMax || UseMin) || present == Value)
        {
            return Value;
        }

        var (mine, other) = (NumberOf(Value), NumberOf(present));
        return UseMax == other > mine ? present : Value;
    }

    private double NumberOf(string limit) => CanBeUnlimited && Unlimited.Contains(limit) ? double.PositiveInfinity : double.Parse(limit, CultureInfo.InvariantCulture);

    private string Line(string value, string comment) => string.Join('\t', [Domain, TypeWord, ItemWord, value, .. comment.Length > 0 ? new[] { $"#{comment}" } : []]);

    private void RequireLimit(string limit, string what)
    {
        var digits = CanBeUnlimited ? limit : limit.TrimStart('-');
        if (!(CanBeUnlimited && Unlimited.Contains(limit)) && !(digits.Length > 0 && digits.All(char.IsAsciiDigit)))
        {
            throw new TaskFailedException($"{what} is '{limit}', which is no limit for {ItemWord}: a number{(CanBeUnlimited ? ", unlimited, infinity or -1" : "")}");
        }
    }

    private static string CommentOf(string line) => line.IndexOf('#') is >= 0 and var at ? TextLines.Bare(line[(at + 1)..]) : "";

    private static string[]? FieldsOf(string line) =>
        line.Split('#')[0].Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries) is { Length: 4 } fields ? fields : null;
}
