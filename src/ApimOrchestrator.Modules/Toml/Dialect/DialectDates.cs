using System.Globalization;

namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>Reads dates and times as the server does: seconds are required, Z is a capital letter, offsets go to 18 hours.</summary>
internal static class DialectDates
{
    /// <summary>The type of the date or time at the current token, which is taken; <see cref="DialectKind.None"/> where a part of it is out of range.</summary>
    public static DialectKind Read(DialectTokens tokens, Action<TomlDialectProblem> report)
    {
        var start = tokens.Current;
        var first = tokens.Advance().Text;
        if (tokens.Current.Type == DialectTokenType.Colon)
        {
            return Checked(Time(tokens, first), DialectKind.LocalTime, start, report);
        }

        var sound = Date(tokens, first);
        if (tokens.Current.Type != DialectTokenType.TimeDelimiter)
        {
            return Checked(sound, DialectKind.LocalDate, start, report);
        }

        tokens.Advance();
        sound &= Time(tokens, tokens.Take(DialectTokenType.DateDigits, "an hour").Text);
        switch (tokens.Current.Type)
        {
            case DialectTokenType.Zulu:
                tokens.Advance();
                return Checked(sound, DialectKind.OffsetDateTime, start, report);
            case DialectTokenType.Dash or DialectTokenType.Plus:
                return Checked(Offset(tokens) && sound, DialectKind.OffsetDateTime, start, report);
            default:
                return Checked(sound, DialectKind.LocalDateTime, start, report);
        }
    }

    private static DialectKind Checked(bool sound, DialectKind kind, DialectToken start, Action<TomlDialectProblem> report)
    {
        if (sound)
        {
            return kind;
        }

        report(new TomlDialectProblem(TomlVerdict.Rejected, start.Line, start.Column, "there is no such date or time"));
        return DialectKind.None;
    }

    private static bool Date(DialectTokens tokens, string year)
    {
        tokens.Take(DialectTokenType.Dash, "- after the year");
        var month = tokens.Take(DialectTokenType.DateDigits, "a month").Text;
        tokens.Take(DialectTokenType.Dash, "- after the month");
        var day = tokens.Take(DialectTokenType.DateDigits, "a day").Text;
        if (year.Length != 4 || month.Length != 2 || day.Length != 2 || Number(month) is < 1 or > 12)
        {
            return false;
        }

        // Java has a year 0, which is a leap year; .NET has not.
        var calendarYear = Number(year) == 0 ? 2000 : Number(year);
        return Number(day) >= 1 && Number(day) <= DateTime.DaysInMonth(calendarYear, Number(month));
    }

    private static bool Time(DialectTokens tokens, string hour)
    {
        tokens.Take(DialectTokenType.Colon, ": after the hour");
        var minute = tokens.Take(DialectTokenType.DateDigits, "minutes").Text;
        tokens.Take(DialectTokenType.Colon, ": and seconds");
        var second = tokens.Take(DialectTokenType.DateDigits, "seconds").Text;
        var sound = Within(hour, 23) && Within(minute, 59) && Within(second, 59);
        if (tokens.Current.Type == DialectTokenType.Dot)
        {
            tokens.Advance();
            sound &= tokens.Take(DialectTokenType.DateDigits, "a fraction of a second").Text.Length <= 9;
        }

        return sound;
    }

    private static bool Offset(DialectTokens tokens)
    {
        tokens.Advance();
        var hours = tokens.Take(DialectTokenType.DateDigits, "the hours of the offset").Text;
        tokens.Take(DialectTokenType.Colon, ": in the offset");
        var minutes = tokens.Take(DialectTokenType.DateDigits, "the minutes of the offset").Text;
        return hours.Length <= 2 && minutes.Length <= 2 && (Number(hours) * 60) + Number(minutes) <= 18 * 60 && Number(minutes) <= 59;
    }

    private static bool Within(string digits, int highest) => digits.Length == 2 && Number(digits) <= highest;

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
