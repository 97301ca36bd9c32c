package vektra.provider.sqs;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.json.Json;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.tls.Https;

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

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int status, byte[] body) {
        Input input() {
            try {
                return Input.of(body);
            } catch (Refusal e) {
                return new Input(Map.of());
            }
        }
    }

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
        String question =
                flavor == QueueFlavor.SQS ? "AmazonSQS.ListQueues" : "AmazonSimpleNotificationService.ListTopics";
        int status = ask(key, question, Json.bytes(Map.of())).status();
        if (status != OK && (status < 400 || status >= 500)) {
            throw VektraException.refused(at() + " answers with the status " + status, null, null);
        }
        return status == OK;
    }

    private Answer ask(AccessKey key, String target, byte[] body) {
        try {
            URI uri = URI.create(server.httpUrl() + "/");
            HttpURLConnection to = Https.open(uri, server.requiresTls() ? authority : null, timeout);
            to.setRequestMethod("POST");
            to.setDoOutput(true);
            to.setFixedLengthStreamingMode(body.length);
            new Signing(key, flavor.service(), Instant.now())
                    .headers("POST", uri.getRawAuthority(), "/", Map.of("x-amz-target", target), body)
                    .forEach(to::setRequestProperty);
            to.getOutputStream().write(body);
            int status = to.getResponseCode();
            try (InputStream in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                return new Answer(status, in == null ? new byte[0] : in.readNBytes(MOST));
            } finally {
                to.disconnect();
            }
        } catch (SocketTimeoutException e) {
            throw VektraException.unavailable(at() + " does not answer within " + timeout.toSeconds() + " s", null, e);
        } catch (IOException e) {
            throw VektraException.unavailable(at() + " cannot be reached: " + e.getMessage(), null, e);
        }
    }

    private String at() {
        HostPort host = server.host();
        return flavor.title() + " at " + host;
    }
}
