namespace ApimOrchestrator.Hosts.Agent;

/// <summary>The three streams of a program on a host. Reading and writing may block; disposing from another thread ends both.</summary>
public abstract class AgentChannel : IDisposable
{
    /// <summary>What the program reads.</summary>
    public abstract Stream Input { get; }

    /// <summary>What the program prints.</summary>
    public abstract Stream Output { get; }

    /// <summary>What the program prints as errors.</summary>
    public abstract Stream Error { get; }

    /// <summary>Ends the program's streams, and blocked reads and writes with them. May be called more than once.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the streams.</summary>
    /// <param name="disposing">Always true.</param>
    protected abstract void Dispose(bool disposing);
}
