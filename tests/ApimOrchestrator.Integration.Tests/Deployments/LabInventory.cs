using ApimOrchestrator.Integration.Tests.Lab;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Writes the inventory of lab hosts that tests have started.</summary>
internal static class LabInventory
{
    /// <summary>Content copied by rsync every minute.</summary>
    public static readonly string[] Rsync = ["apim_sync_mode: rsync"];

    /// <summary>Content in a folder the nodes share at /srv/apim, mounted as an export would be.</summary>
    public static readonly string[] SharedFolder = ["apim_sync_mode: nfs", "apim_nfs_source: /srv/apim", "apim_nfs_fstype: none", "apim_nfs_options: bind"];

    /// <summary>Content in what the machine nfs exports.</summary>
    public static readonly string[] Nfs = ["apim_sync_mode: nfs", "apim_nfs_source: nfs:/srv/apim"];

    /// <summary>Two nodes and a Key Manager.</summary>
    public static string Of(IReadOnlyDictionary<string, ILabHost> hosts, string keystorePassword, string truststorePassword, IEnumerable<string> synchronisation) => $$"""
        all:
          vars:
            ansible_user: ops
            ansible_become: true
            ansible_ssh_private_key_file: {{LabImages.KeyPath}}
            apim_version: 3.2.0
            apim_home: /opt/wso2am-3.2.0
            apim_user: wso2carbon
            apim_group: wso2
            apim_pack: {{LabImages.PackPath}}
            apim_hostname: api.am.lab
            apim_gateway_hostname: gw.am.lab
            apim_keystore_password: {{keystorePassword}}
            apim_truststore_password: {{truststorePassword}}
            {{string.Join("\n    ", synchronisation)}}
            apim_key_manager:
              service_url: https://km:9443/services/
              username: admin
              password: admin
              home: /opt/wso2is-5.10.0
              type: WSO2-IS
            apim_start_timeout: {{(LabImages.PackIsReal ? 1800 : 600)}}
          children:
            apim:
              hosts:
        {{Host(hosts, "node1")}}
        {{Host(hosts, "node2")}}
            key_manager:
              hosts:
        {{Host(hosts, "km")}}
        {{(hosts.ContainsKey("nfs") ? "    nfs_server:\n      hosts:\n" + Host(hosts, "nfs") : "")}}
        """;

    private static string Host(IReadOnlyDictionary<string, ILabHost> hosts, string name) => $$"""
                {{name}}:
                  ansible_host: {{hosts[name].SshAddress}}
                  ansible_port: {{hosts[name].SshPort}}
                  ansible_ssh_common_args: -o UserKnownHostsFile={{hosts[name].KnownHostsPath}}
                  apim_node_hostname: {{name}}
        """;
}
