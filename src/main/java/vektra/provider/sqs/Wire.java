package vektra.provider.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.json.Json;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.sqs.Endpoint.Answer;
import vektra.provider.sqs.server.wire.Input;

/**
 * Asks a server over its own protocol.
 *
 * @param authority the file to verify its certificate with, where it requires TLS
 */
record Wire(Server server, QueueFlavor flavor, Path authority, Duration timeout) {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    /** The version that runs; also, no request is under way that began before. */
    String version() {
        String version = ask("Version", Map.of()).text("version");
        if (version == null) {
            throw VektraException.refused(at() + " does not answer as Vektra's server would", null, null);
        }
        return version;
    }

    /** Asks as the administrator. */
    Input ask(String question, Map<String, Object> input) {
        Answer answer = ask(AccessKey.administrator(server), "Vektra." + question, Json.bytes(input));
        if (answer.status() == FORBIDDEN) {
            throw VektraException.refused(at() + " refuses Vektra's own access key", null, null);
        }
        String message = String.valueOf(answer.input().values().getOrDefault("message", ""));
        if (answer.status() == UNAVAILABLE) {
            throw VektraException.unavailable(at() + " cannot do that now: " + message, null, null);
        }
        if (answer.status() != OK) {
            throw VektraException.refused(at() + " refuses: " + message, null, null);
        }
        return answer.input();
    }

    /** Whether a key lets an app in. */
    boolean opens(AccessKey key) {
        String question = flavor.action(flavor == QueueFlavor.SQS ? "ListQueues" : "ListTopics");
        int status = ask(key, question, Json.bytes(Map.of())).status();
        if (status != OK && (status < 400 || status >= 500)) {
            throw VektraException.refused(at() + " answers with the status " + status, null, null);
        }
        return status == OK;
    }

    private Answer ask(AccessKey key, String target, byte[] body) {
        Path verified = server.requiresTls() ? authority : null;
        return new Endpoint(server.httpUrl(), flavor, verified, timeout).ask(key, target, body);
    }

    private String at() {
        HostPort host = server.host();
        return flavor.title() + " at " + host;
    }
}
