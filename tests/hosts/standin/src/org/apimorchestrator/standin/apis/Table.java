package org.apimorchestrator.standin.apis;

import java.util.List;

/** What is kept of APIs, applications and their keys: tables of WSO2AM_DB by the product's names, with the columns needed here. The first column is the key. */
enum Table {
    APIS("AM_API", "API_UUID", "API_NAME", "API_VERSION", "CONTEXT", "API_TIER", "STATUS", "ENDPOINT", "GATEWAYS"),
    REVISIONS("AM_REVISION", "REVISION_UUID", "API_UUID"),
    DEPLOYMENTS("AM_DEPLOYMENT_REVISION_MAPPING", "REVISION_UUID", "NAME"),
    APPLICATIONS("AM_APPLICATION", "UUID", "NAME", "APPLICATION_TIER"),
    SUBSCRIPTIONS("AM_SUBSCRIPTION", "UUID", "API_UUID", "APPLICATION_UUID"),
    KEYS("AM_APPLICATION_KEY_MAPPING", "CONSUMER_KEY", "APPLICATION_UUID"),
    CLIENTS("IDN_OAUTH_CONSUMER_APPS", "CONSUMER_KEY", "CONSUMER_SECRET", "APP_NAME"),
    TOKENS("IDN_OAUTH2_ACCESS_TOKEN", "ACCESS_TOKEN", "CONSUMER_KEY", "TOKEN_SCOPE");

    private final String table;
    private final List<String> columns;

    Table(String table, String... columns) {
        this.table = table;
        this.columns = List.of(columns);
    }

    String table() {
        return table;
    }

    List<String> columns() {
        return columns;
    }

    String key() {
        return columns.get(0);
    }
}
