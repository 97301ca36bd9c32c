package vektra.provider.rabbitmq;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.Credentials;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.VektraException;

/**
 * Asks a server over its management API, which listens at the port after that for AMQP, on this machine alone.
 *
 * @param server where it listens for AMQP
 */
record Management(HostPort server, String user, Secret password, Duration timeout) {
    static final String HOST = "127.0.0.1";

    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;

    private record Answer(int status, String text) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    static Management of(Server server, Duration timeout) {
        String[] user = URI.create(server.adminUrl().reveal()).getUserInfo().split(":", 2);
        return new Management(server.host(), user[0], new Secret(user[1]), timeout);
    }

    Management as(Credentials login) {
        return new Management(server, login.user(), login.password(), timeout);
    }

    static int port(HostPort server) {
        return server.port() + 1;
    }

    /** The objects found there, with these columns; none where nothing is. */
    List<Map<String, Object>> list(String columns, String... path) {
        return objects(certain("GET", null, "?columns=" + columns, path));
    }

    private List<Map<String, Object>> objects(Answer answer) {
        try {
            return answer.ok() ? Json.objects(answer.text()) : List.of();
        } catch (IOException e) {
            throw VektraException.unavailable(at() + " answers with something that is no JSON", null, e);
        }
    }

    /** The names of what is found there. */
    List<String> names(String... path) {
        return list("name", path).stream()
                .map(object -> String.valueOf(object.get("name")))
                .toList();
    }

    boolean exists(String... path) {
        return certain("GET", null, "", path).ok();
    }

    /** Whether this user can log in and enter the vhost: the server lists those that it may enter. */
    boolean opens(String vhost) {
        Answer answer = ask("GET", null, "?columns=name", "vhosts");
        if (answer.status() == UNAUTHORIZED) {
            return false;
        }
        requireCertain("GET", answer);
        return objects(answer).stream().anyMatch(one -> vhost.equals(one.get("name")));
    }

    void put(String json, String... path) {
        if (certain("PUT", json, "", path).status() == NOT_FOUND) {
            throw VektraException.refused(at() + " no longer has the " + path[0] + " " + path[1], null, null);
        }
    }

    /** Already gone is no error. */
    void delete(String... path) {
        certain("DELETE", null, "", path);
    }

    String at() {
        return "RabbitMQ at " + server;
    }

    private Answer certain(String method, @Nullable String json, String query, String... path) {
        Answer answer = ask(method, json, query, path);
        requireCertain(method, answer);
        return answer;
    }

    /** Until it has read who may log in, a server that starts knows not even the administrator. */
    private void requireCertain(String method, Answer answer) {
        if (answer.status() == UNAUTHORIZED) {
            throw VektraException.unavailable(at() + " refuses Vektra's own password", null, null);
        }
        if (!answer.ok() && answer.status() != NOT_FOUND) {
            throw VektraException.unavailable(
                    at() + " answers a " + method + " with the status " + answer.status(), null, null);
        }
    }

    private Answer ask(String method, @Nullable String json, String query, String... path) {
        try {
            String where = Stream.of(path).map(Management::encoded).collect(Collectors.joining("/"));
            URI uri = URI.create("http://" + new HostPort(HOST, port(server)) + "/api/" + where + query);
            HttpURLConnection to = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            int millis = Math.toIntExact(timeout.toMillis());
            to.setConnectTimeout(millis);
            to.setReadTimeout(millis);
            to.setInstanceFollowRedirects(false);
            to.setRequestMethod(method);
            String login = user + ":" + password.reveal();
            to.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            // a connection kept open would be one to a server that may have been stopped since
            to.setRequestProperty("Connection", "close");
            if (json != null) {
                to.setRequestProperty("Content-Type", "application/json");
                to.setDoOutput(true);
                try (OutputStream body = to.getOutputStream()) {
                    body.write(json.getBytes(StandardCharsets.UTF_8));
                }
            }
            return answer(to);
        } catch (SocketTimeoutException e) {
            throw VektraException.unavailable(at() + " does not answer within " + timeout.toSeconds() + " s", null, e);
        } catch (IOException e) {
            throw VektraException.unavailable(at() + " cannot be reached: " + e.getMessage(), null, e);
        }
    }

    private static Answer answer(HttpURLConnection from) throws IOException {
        int status = from.getResponseCode();
        try (InputStream body = status < 400 ? from.getInputStream() : from.getErrorStream()) {
            return new Answer(status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            from.disconnect();
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
