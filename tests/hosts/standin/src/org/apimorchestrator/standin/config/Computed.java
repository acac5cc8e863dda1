package org.apimorchestrator.standin.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values a template shows that are more than one key: groups of URLs, gateway environments, the second JMS connection. */
final class Computed {
    private static final String GROUPS = "apim.throttling.url_group";

    private final Settings settings;

    private Computed(Settings settings) {
        this.settings = settings;
    }

    static Map<String, String> of(Settings settings) throws ConfigParserException {
        Computed computed = new Computed(settings);
        Map<String, String> values = new HashMap<>();
        values.put("computed.receiver_url_groups", computed.groups("traffic_manager_urls", "apim.throttling.receiver_url"));
        values.put("computed.auth_url_groups", computed.groups("traffic_manager_auth_urls", "apim.throttling.receiver_auth_url"));
        values.put("computed.decision_endpoints", computed.brokers(settings.texts("apim.throttling.throttle_decision_endpoints")));
        values.put("computed.second_connection_factory", computed.secondConnectionFactory());
        values.put("computed.second_publisher", settings.get("apim.throttling.event_duplicate_url") == null ? "disable" : "enable");
        values.put("computed.environments", computed.environments());
        return values;
    }

    /** A plain table where an array of tables belongs has no URL in it: empty groups, one a key, and no word about it. */
    private String groups(String key, String direct) throws ConfigParserException {
        if (settings.get(direct) != null) return settings.text(direct);
        List<String> groups = new ArrayList<>();
        if (settings.hasBelow(GROUPS)) {
            groups.addAll(Collections.nCopies(settings.keysBelow(GROUPS).size(), "{  }"));
        }
        for (Map<String, Object> group : settings.tables(GROUPS)) groups.add("{ " + urls(group, key) + " }");
        if (groups.isEmpty()) return settings.text(direct + "_default");
        return String.join(",", groups);
    }

    private static String urls(Map<String, Object> group, String key) throws ConfigParserException {
        Object urls = group.get(key);
        if (urls == null) return "";
        if (!(urls instanceof List<?> list)) {
            throw new ConfigParserException("Error while rendering template repository/conf/api-manager.xml.j2: "
                + "Cannot find method toList with 0 parameters in class java.lang." + urls.getClass().getSimpleName());
        }
        return String.join("loadbalance".equals(group.get("type")) ? "," : "|", list.stream().map(String::valueOf).toList());
    }

    private String brokers(List<String> urls) {
        return String.join(";", urls.stream().map(url -> url + "?retries='5'%26connectdelay='50'").toList());
    }

    private String secondConnectionFactory() {
        List<String> peers = settings.texts("apim.throttling.event_duplicate_url");
        if (peers.isEmpty()) return "";
        return "connectionfactory.TopicConnectionFactory = amqp://" + settings.text("apim.throttling.jms.username") + ":"
            + settings.text("apim.throttling.jms.password") + "@clientid/carbon?brokerlist='" + brokers(peers) + ";'";
    }

    private String environments() {
        StringBuilder xml = new StringBuilder();
        for (Map<String, Object> environment : settings.tables("apim.gateway.environment")) {
            xml.append("            <Environment type=\"").append(environment.getOrDefault("type", "hybrid")).append("\">\n");
            element(xml, "Name", environment.get("name"));
            element(xml, "ServerURL", environment.get("service_url"));
            element(xml, "Username", environment.get("username"));
            element(xml, "Password", environment.get("password"));
            element(xml, "GatewayEndpoint", environment.get("http_endpoint") + "," + environment.get("https_endpoint"));
            element(xml, "GatewayWSEndpoint", environment.get("ws_endpoint") + "," + environment.get("wss_endpoint"));
            xml.append("            </Environment>\n");
        }
        return xml.toString();
    }

    private static void element(StringBuilder xml, String name, Object value) {
        xml.append("                <").append(name).append('>').append(value == null ? "" : value).append("</").append(name).append(">\n");
    }
}
