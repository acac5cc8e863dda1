namespace ApimOrchestrator.Core.Hosts;

/// <summary>One thing to look at on a host. Looking changes nothing. Several looks in one call cost one round trip. The kinds: <see cref="PathLook"/>, <see cref="TargetLook"/>, <see cref="TreeLook"/>, <see cref="CommandLook{T}"/>, <see cref="IdentityLook"/>.</summary>
public abstract record Look
{
    private protected Look()
    {
    }
}

/// <summary>A look and the type of what is seen.</summary>
/// <typeparam name="T">What the look answers.</typeparam>
public abstract record Look<T> : Look
{
    private protected Look()
    {
    }
}
