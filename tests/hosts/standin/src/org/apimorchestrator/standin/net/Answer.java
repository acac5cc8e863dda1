package org.apimorchestrator.standin.net;

/** An HTTP answer. */
public record Answer(int status, String type, String body) {
    public static Answer page(String body) {
        return new Answer(200, "text/html; charset=UTF-8", body);
    }

    public static Answer json(int status, String body) {
        return new Answer(status, "application/json; charset=UTF-8", body);
    }

    public static Answer xml(int status, String body) {
        return new Answer(status, "application/xml; charset=UTF-8", body);
    }

    public static Answer absent() {
        return new Answer(404, "text/html; charset=UTF-8", "<html><body><h1>HTTP Status 404 - Not Found</h1></body></html>");
    }
}
