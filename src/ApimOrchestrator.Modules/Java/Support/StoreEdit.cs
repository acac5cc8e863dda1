using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>One change of a keystore by keytool.</summary>
/// <param name="Alias">The alias that changes.</param>
/// <param name="After">What it then is; null when it is gone.</param>
/// <param name="Words">keytool's words; <c>@store</c> stands for the store, <c>@input</c> for a file of what <see cref="Input"/> holds. None to only remove the alias.</param>
internal sealed record StoreEdit(string Alias, StoreEntry? After, params IReadOnlyList<string> Words)
{
    /// <summary>Whether the alias is removed before keytool does the rest.</summary>
    public bool DropsFirst { get; init; }

    /// <summary>What keytool reads from its input.</summary>
    public Content Input { get; init; } = Content.Empty;

    /// <summary>Another password keytool needs, as <c>NEW_PASSWORD</c> in its environment.</summary>
    public Secret? OtherPassword { get; init; }
}
