using System.Text;
using ApimOrchestrator.Language.Templates.Syntax;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>What a template has put out so far. A single value keeps its type until a second piece makes a text of both; none adds nothing, as in Ansible.</summary>
internal sealed class Output(Frame frame)
{
    private object? _only;
    private Mark _onlyAt;
    private StringBuilder? _text;

    public void Add(object? value, Mark at)
    {
        if (value is null or "")
        {
            return;
        }

        if (_only is null && _text is null)
        {
            (_only, _onlyAt) = (value, at);
            return;
        }

        if (_text is null)
        {
            frame.At = _onlyAt;
            _text = new StringBuilder(ValueText.Known(_only));
        }

        frame.At = at;
        var piece = ValueText.Known(value);
        frame.Budget.Charge(piece);
        frame.Budget.Size((long)_text.Length + piece.Length);
        _text.Append(piece);
    }

    /// <summary>The single value, or the text of all pieces.</summary>
    public object? Value => _text?.ToString() ?? _only ?? "";

    /// <summary>The text of all pieces.</summary>
    public string Text
    {
        get
        {
            if (_text is null && _only is not null)
            {
                frame.At = _onlyAt;
            }

            return _text?.ToString() ?? (_only is null ? "" : ValueText.Known(_only));
        }
    }
}
