namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What Ansible calls distributions and their families, from <c>ID</c> and <c>ID_LIKE</c> of os-release(5).</summary>
internal static class DistributionNames
{
    public static string Of(string id, string name) => id switch
    {
        "debian" => "Debian",
        "ubuntu" => "Ubuntu",
        "rhel" => "RedHat",
        "centos" => "CentOS",
        "rocky" => "Rocky",
        "almalinux" => "AlmaLinux",
        "fedora" => "Fedora",
        "amzn" => "Amazon",
        "ol" => "OracleLinux",
        "sles" => "SLES",
        "alpine" => "Alpine",
        "arch" => "Archlinux",
        _ => name,
    };

    public static string Family(string id, string like) => $" {id} {like} " switch
    {
        var words when words.Contains(" debian ", StringComparison.Ordinal) || words.Contains(" ubuntu ", StringComparison.Ordinal) => "Debian",
        var words when words.Contains(" rhel ", StringComparison.Ordinal) || words.Contains(" fedora ", StringComparison.Ordinal) || words.Contains(" centos ", StringComparison.Ordinal) => "RedHat",
        var words when words.Contains("suse", StringComparison.Ordinal) || words.Contains(" sles ", StringComparison.Ordinal) => "Suse",
        var words when words.Contains(" alpine ", StringComparison.Ordinal) => "Alpine",
        var words when words.Contains(" arch ", StringComparison.Ordinal) => "Archlinux",
        _ => id,
    };

    public static string PackageManager(string id, string like) => Family(id, like) switch
    {
        "Debian" => "apt",
        "RedHat" => "dnf",
        "Suse" => "zypper",
        "Alpine" => "apk",
        "Archlinux" => "pacman",
        _ => "unknown",
    };
}
