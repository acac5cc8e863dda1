using System.Globalization;
using System.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Ansible's <c>strftime</c>: seconds since 1970 as a text. The seconds are needed: without them a plan could not show what applying it does.</summary>
internal static class TimeFilters
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>What each letter after a percent sign stands for, in the locale <c>C</c>.</summary>
    private static readonly Dictionary<char, Func<DateTimeOffset, string>> Parts = new()
    {
        ['a'] = time => time.ToString("ddd", English),
        ['A'] = time => time.ToString("dddd", English),
        ['b'] = time => time.ToString("MMM", English),
        ['B'] = time => time.ToString("MMMM", English),
        ['c'] = time => time.ToString("ddd MMM ", English) + $"{time.Day,2}" + time.ToString(" HH:mm:ss yyyy", English),
        ['d'] = time => time.ToString("dd", English),
        ['D'] = time => time.ToString("MM'/'dd'/'yy", English),
        ['e'] = time => $"{time.Day,2}",
        ['F'] = time => time.ToString("yyyy-MM-dd", English),
        ['G'] = time => ISOWeek.GetYear(time.DateTime).ToString(English),
        ['H'] = time => time.ToString("HH", English),
        ['h'] = time => time.ToString("MMM", English),
        ['I'] = time => time.ToString("hh", English),
        ['j'] = time => time.DayOfYear.ToString("000", English),
        ['m'] = time => time.ToString("MM", English),
        ['M'] = time => time.ToString("mm", English),
        ['n'] = _ => "\n",
        ['p'] = time => time.ToString("tt", English),
        ['R'] = time => time.ToString("HH:mm", English),
        ['s'] = time => time.ToUnixTimeSeconds().ToString(English),
        ['S'] = time => time.ToString("ss", English),
        ['t'] = _ => "\t",
        ['T'] = time => time.ToString("HH:mm:ss", English),
        ['u'] = time => (time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek).ToString(English),
        ['U'] = time => ((time.DayOfYear + 6 - (int)time.DayOfWeek) / 7).ToString("00", English),
        ['V'] = time => ISOWeek.GetWeekOfYear(time.DateTime).ToString("00", English),
        ['w'] = time => ((int)time.DayOfWeek).ToString(English),
        ['W'] = time => ((time.DayOfYear + 6 - (((int)time.DayOfWeek + 6) % 7)) / 7).ToString("00", English),
        ['y'] = time => time.ToString("yy", English),
        ['Y'] = time => time.ToString("yyyy", English),
        ['z'] = time => time.ToString("zzz", English).Replace(":", "", StringComparison.Ordinal),
        ['%'] = _ => "%",
    };

    public static void AddTo(FunctionTable table) => table.Add("strftime second? utc?", Strftime);

    private static string Strftime(Arguments call)
    {
        var time = call[0] switch
        {
            null => throw new ValueProblem("without the seconds every run gives another value, and no plan could be true", "for example: strftime(ansible_date_time.epoch)"),
            double seconds => FromSeconds(Math.Floor(seconds)),
            string text when double.TryParse(text, NumberStyles.Float, English, out var seconds) => FromSeconds(Math.Floor(seconds)),
            _ => FromSeconds(call.Whole(0)),
        };
        var written = new StringBuilder();
        var (form, shown) = (call.InputText, call.Flag(1) ? time : TimeZoneInfo.ConvertTime(time, TimeZoneInfo.Local));
        for (var at = 0; at < form.Length; at++)
        {
            var part = form[at] != '%' ? null
                : ++at < form.Length && Parts.TryGetValue(form[at], out var known) ? known
                : throw new ValueProblem($"'strftime' does not know '%{(at < form.Length ? form[at] : "")}'", $"there are: {string.Join(" ", Parts.Keys.Select(letter => "%" + letter))}");
            written.Append(part is null ? form[at].ToString() : part(shown));
        }

        return written.ToString();
    }

    // 0001 to 9999
    private static DateTimeOffset FromSeconds(double seconds) => Math.Abs(seconds) < 6e10
        ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
        : throw new ValueProblem($"{seconds} seconds are beyond the calendar");
}
