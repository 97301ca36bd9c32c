package vektra.provider.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.aws.Endpoint;
import vektra.aws.Endpoint.Answer;
import vektra.json.Json;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/**
 * Asks a server over its own protocol.
 *
 * @param authority the file to verify its certificate with, where it requires TLS
 */
record Wire(Server server, QueueFlavor flavor, Path authority, Duration timeout) {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final int MOST = 16 << 20;

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
        String message = String.valueOf(input(answer).values().getOrDefault("message", ""));
        if (answer.status() == UNAVAILABLE) {
            throw VektraException.unavailable(at() + " cannot do that now: " + message, null, null);
        }
        if (answer.status() != OK) {
            throw VektraException.refused(at() + " refuses: " + message, null, null);
        }
        return input(answer);
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
        return ask(endpoint(), key, target, body);
    }

    private String at() {
        return endpoint().at();
    }

    private Endpoint endpoint() {
        return endpoint(flavor, server.httpUrl(), authority, timeout);
    }

    static Endpoint endpoint(QueueFlavor flavor, String url, Path authority, Duration timeout) {
        return new Endpoint(flavor.service(), url, authority, timeout, MOST);
    }

    static Answer ask(Endpoint at, AccessKey key, String target, byte[] body) {
        return at.ask(key, "POST", "/", Map.of("x-amz-target", target), body);
    }

    /** What an answer says; nothing where it is none of the server's. */
    static Input input(Answer answer) {
        try {
            return Input.of(answer.body());
        } catch (Refusal e) {
            return new Input(Map.of());
        }
    }
}
