namespace ApimOrchestrator.Language.Vault;

/// <summary>An encrypted text that was opened.</summary>
/// <param name="Plain">The plain bytes.</param>
/// <param name="Id">The vault id the text names, or null where it names none.</param>
/// <param name="Secret">The password that opened it.</param>
public sealed record OpenedVault(byte[] Plain, string? Id, VaultSecret Secret);
