using System.Globalization;
using System.Net;
using System.Text;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>Writes a self-contained HTML page: every text is escaped, nothing is fetched, no script runs.</summary>
internal sealed class HtmlPage
{
    private const string Style = """
        :root{--line:#d8dce2;--soft:#5c6570;--back:#fff;--card:#f6f7f9;--text:#1b1f24;--ok:#1a7f37;--changed:#9a6700;--failed:#c0262d;--skipped:#57606a;--unknown:#7d3bb3;--add:#e6f6ea;--del:#fdecec}
        @media (prefers-color-scheme:dark){:root{--line:#343b44;--soft:#9aa4af;--back:#14171b;--card:#1d2126;--text:#e5e8eb;--ok:#57c76e;--changed:#e0b341;--failed:#ff7b7b;--skipped:#9aa4af;--unknown:#c79bf2;--add:#12331d;--del:#3d1a1c}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:72rem;padding:2rem 1.25rem 4rem;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
        h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.25rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.35rem}
        .facts{color:var(--soft);margin:0 0 1.25rem}table{border-collapse:collapse;width:100%}th{font-weight:600;text-align:left;color:var(--soft)}th,td{padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;padding-right:1rem}.task{border:1px solid var(--line);border-radius:6px;background:var(--card);margin:.5rem 0;padding:.5rem .8rem}
        .task>header{display:flex;gap:.75rem;flex-wrap:wrap;align-items:baseline}.task>header b{font-weight:600}.place{color:var(--soft);font-size:.85em;overflow-wrap:anywhere}
        .host{display:grid;grid-template-columns:minmax(7rem,13rem) 6.5rem 5rem 1fr;gap:.75rem;align-items:baseline;padding:.2rem 0}.word{font-weight:600}.took{color:var(--soft);text-align:right;font-variant-numeric:tabular-nums}
        .ok,.rescued{color:var(--ok)}.changed{color:var(--changed)}.failed,.unreachable{color:var(--failed)}.skipped,.ignored{color:var(--skipped)}.unknown{color:var(--unknown)}
        .message{white-space:pre-wrap;overflow-wrap:anywhere}details{margin:.2rem 0 .35rem}summary{cursor:pointer;overflow-wrap:anywhere}
        pre{margin:.35rem 0;padding:.5rem .7rem;background:var(--back);border:1px solid var(--line);border-radius:6px;overflow:auto;font:12.5px/1.45 ui-monospace,monospace}
        pre span{display:block;min-height:1.45em}.add{background:var(--add)}.del{background:var(--del)}.at{color:var(--unknown)}.undo{color:var(--failed)}
        @media (max-width:44rem){.host{grid-template-columns:1fr auto auto}.host>:last-child{grid-column:1/-1}}
        """;

    private readonly StringBuilder _text = new();

    /// <summary>Begins a page.</summary>
    /// <param name="title">Its title.</param>
    public HtmlPage(string title) => _text.Append(CultureInfo.InvariantCulture, $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Escape(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>

        """);

    /// <summary>A text that shows as it is.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text) => WebUtility.HtmlEncode(new string([.. text.Where(static letter => letter is '\n' or '\t' || !char.IsControl(letter))]));

    /// <summary>Adds markup; texts in it must have been escaped.</summary>
    /// <param name="markup">The markup.</param>
    public void Add(string markup) => _text.Append(markup).Append('\n');

    /// <summary>Adds a unified diff, line by line.</summary>
    /// <param name="diff">The diff.</param>
    public void AddDiff(string diff)
    {
        _text.Append("<pre>");
        foreach (var line in diff.TrimEnd('\n').Split('\n'))
        {
            var kind = line.Length == 0 ? "" : line[0] switch { '+' => " class=\"add\"", '-' => " class=\"del\"", '@' => " class=\"at\"", _ => "" };
            _text.Append("<span").Append(kind).Append('>').Append(Escape(line)).Append("</span>");
        }

        _text.Append("</pre>\n");
    }

    /// <summary>The whole page.</summary>
    public string End() => _text.Append("</body>\n</html>\n").ToString();
}
