namespace ApimOrchestrator.Modules.System;

/// <summary>What can be limited, see limits.conf(5).</summary>
internal enum LimitItem
{
    /// <summary>Size of a core file.</summary>
    Core,

    /// <summary>Size of a program's data.</summary>
    Data,

    /// <summary>Size of a file.</summary>
    Fsize,

    /// <summary>Locked memory.</summary>
    Memlock,

    /// <summary>Open files.</summary>
    Nofile,

    /// <summary>Resident memory.</summary>
    Rss,

    /// <summary>Size of the stack.</summary>
    Stack,

    /// <summary>Processor time.</summary>
    Cpu,

    /// <summary>Processes.</summary>
    Nproc,

    /// <summary>Address space.</summary>
    As,

    /// <summary>Logins of the user.</summary>
    Maxlogins,

    /// <summary>Logins on the host.</summary>
    Maxsyslogins,

    /// <summary>The priority programs run with.</summary>
    Priority,

    /// <summary>File locks.</summary>
    Locks,

    /// <summary>Waiting signals.</summary>
    Sigpending,

    /// <summary>Memory of message queues.</summary>
    Msgqueue,

    /// <summary>The nice value one may rise to.</summary>
    Nice,

    /// <summary>The real-time priority.</summary>
    Rtprio,

    /// <summary>The folder the user is locked into.</summary>
    Chroot,
}
