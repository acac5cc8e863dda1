using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Addresses and interfaces, from <c>ip -o</c> and the kernel's routing table.</summary>
/// <param name="addresses">Lines of <c>ip -o addr show</c>.</param>
/// <param name="links">Lines of <c>ip -o link show</c>.</param>
/// <param name="routes">Lines of <c>/proc/net/route</c>.</param>
internal sealed class NetworkFacts(IReadOnlyList<string> addresses, IReadOnlyList<string> links, IReadOnlyList<string> routes)
{
    private readonly List<(string Interface, string Family, string Address, int Prefix)> _addresses = [.. addresses.Select(Parse).OfType<(string, string, string, int)>()];

    public void AddTo(Dictionary<string, object?> facts)
    {
        facts["ansible_all_ipv4_addresses"] = All("inet");
        facts["ansible_all_ipv6_addresses"] = All("inet6");
        facts["ansible_interfaces"] = _addresses.Select(entry => entry.Interface).Distinct().Cast<object?>().ToList();
        facts["ansible_default_ipv4"] = Default();
    }

    private List<object?> All(string family) =>
        [.. _addresses.Where(entry => entry.Family == family && !IPAddress.IsLoopback(IPAddress.Parse(entry.Address))).Select(entry => entry.Address)];

    private Dictionary<string, object?> Default()
    {
        // /proc/net/route: interface, destination, gateway as hexadecimal numbers in the host's byte order
        var route = routes.Select(line => line.Split('\t', StringSplitOptions.TrimEntries)).FirstOrDefault(fields => fields.Length > 7 && fields[1] == "00000000" && fields[7] == "00000000");
        if (route is null)
        {
            return [];
        }

        var found = _addresses.Find(entry => entry.Interface == route[0] && entry.Family == "inet");
        var fact = new Dictionary<string, object?> { ["interface"] = route[0], ["gateway"] = Gateway(route[2]) };
        if (found.Address is not null)
        {
            fact["address"] = found.Address;
            fact["prefix"] = found.Prefix.ToString(CultureInfo.InvariantCulture);
            fact["netmask"] = Netmask(found.Prefix);
        }

        if (links.FirstOrDefault(line => line.Contains($" {route[0]}:", StringComparison.Ordinal) || line.Contains($" {route[0]}@", StringComparison.Ordinal))?.Split(' ') is { } words && Array.IndexOf(words, "link/ether") is >= 0 and var at && at + 1 < words.Length)
        {
            fact["macaddress"] = words[at + 1];
        }

        return fact;
    }

    private static string Gateway(string hex) =>
        uint.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? new IPAddress(BitConverter.GetBytes(number)).ToString() : "";

    private static string Netmask(int prefix)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, prefix == 0 ? 0 : uint.MaxValue << (32 - prefix));
        return new IPAddress(bytes).ToString();
    }

    private static (string, string, string, int)? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 3 && words[2] is "inet" or "inet6" && words[3].Split('/') is [var address, var prefix] && IPAddress.TryParse(address, out _) && int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? (words[1], words[2], address, length)
            : null;
    }
}
