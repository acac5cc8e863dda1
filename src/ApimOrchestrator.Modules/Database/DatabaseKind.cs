namespace ApimOrchestrator.Modules.Database;

/// <summary>The kinds of database servers the product has scripts for, and how each is asked.</summary>
public enum DatabaseKind
{
    /// <summary>MySQL or MariaDB, by the client <c>mariadb</c> or <c>mysql</c>.</summary>
    Mysql,

    /// <summary>The same as <see cref="Mysql"/>.</summary>
    Mariadb,

    /// <summary>PostgreSQL, by <c>psql</c>.</summary>
    Postgresql,

    /// <summary>Microsoft SQL Server, by <c>sqlcmd</c>.</summary>
    Mssql,

    /// <summary>Oracle, by <c>sqlplus</c>; a database is a schema there.</summary>
    Oracle,
}
