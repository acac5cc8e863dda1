using ApimOrchestrator.Integration.Tests.Lab;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Writes the inventory of lab hosts that tests have started.</summary>
internal static class LabInventory
{
    /// <summary>Two nodes and a Key Manager; content copied by rsync every minute, or in a folder they share at /srv/apim.</summary>
    public static string Of(IReadOnlyDictionary<string, DockerHost> hosts, string keystorePassword, string truststorePassword, bool isShared) => $$"""
        all:
          vars:
            ansible_host: {{DockerHost.Address}}
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
            apim_sync_mode: {{(isShared ? "nfs" : "rsync")}}
            apim_nfs_source: /srv/apim
            apim_nfs_fstype: none
            apim_nfs_options: bind
            apim_key_manager:
              service_url: https://km:9443/services/
              username: admin
              password: admin
              home: /opt/wso2is-5.10.0
              type: WSO2-IS
            apim_start_timeout: {{(LabImages.PackIsReal ? 1800 : 180)}}
          children:
            apim:
              hosts:
        {{Host(hosts, "node1")}}
        {{Host(hosts, "node2")}}
            key_manager:
              hosts:
        {{Host(hosts, "km")}}
        """;

    private static string Host(IReadOnlyDictionary<string, DockerHost> hosts, string name) => $$"""
                {{name}}:
                  ansible_port: {{hosts[name].SshPort}}
                  ansible_ssh_common_args: -o UserKnownHostsFile={{hosts[name].KnownHostsPath}}
                  apim_node_hostname: {{name}}
        """;
}
