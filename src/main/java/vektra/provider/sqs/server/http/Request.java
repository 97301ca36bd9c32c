package vektra.provider.sqs.server.http;

import java.util.Map;

/**
 * A whole request.
 *
 * @param target as it was sent: the path and, after a question mark, the query
 * @param secure whether it came by TLS
 * @param headers by their names in lower case; values of the same name are joined by commas
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Request(String method, String target, boolean secure, Map<String, String> headers, byte[] body) {
    Request secured() {
        return new Request(method, target, true, headers, body);
    }

    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** A header's value; empty where there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
