namespace ApimOrchestrator.Modules.System;

/// <summary>The named times of crontab(5).</summary>
internal enum SpecialTime
{
    /// <summary>Once, when cron starts.</summary>
    Reboot,

    /// <summary>Once a year.</summary>
    Yearly,

    /// <summary>Once a year.</summary>
    Annually,

    /// <summary>Once a month.</summary>
    Monthly,

    /// <summary>Once a week.</summary>
    Weekly,

    /// <summary>Once a day.</summary>
    Daily,

    /// <summary>Once an hour.</summary>
    Hourly,
}
