package vektra.provider.rabbitmq;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.addon.Credentials;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Percent;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.tls.Https;

/**
 * Asks a server over its management API. That of a managed server listens at the port after that for AMQP, on this machine
 * alone; the URL of another one names it.
 *
 * @param base its URL without a user
 * @param server where it listens for AMQP
 * @param authority the file to verify its certificate with; null for a server that does not require TLS
 */
record Management(
        String base, HostPort server, @Nullable Path authority, String user, Secret password, Duration timeout) {
    static final String HOST = "127.0.0.1";

    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;

    private record Answer(int status, String text) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    static Management of(Server server, Path authority, Duration timeout) {
        URI url = URI.create(server.adminUrl().reveal());
        String[] user = url.getUserInfo().split(":", 2);
        boolean verified = server.managed() && server.requiresTls();
        String base = server.managed()
                ? (verified ? "https://" : "http://") + new HostPort(HOST, port(server.host()))
                : url.getScheme() + "://" + new HostPort(url.getHost().replaceAll("[\\[\\]]", ""), url.getPort());
        Secret password = new Secret(Percent.decoded(user[1]));
        return new Management(
                base, server.host(), verified ? authority : null, Percent.decoded(user[0]), password, timeout);
    }

    Management as(Credentials login) {
        return new Management(base, server, authority, login.user(), login.password(), timeout);
    }

    static int port(HostPort server) {
        return server.port() + 1;
    }

    /** The URL for that user. */
    String urlFor(String login) {
        return base.replace("://", "://" + login);
    }

    /** The objects found there, with these columns; none where nothing is. */
    List<Map<String, Object>> list(String columns, String... path) {
        return objects(certain("GET", null, "?columns=" + columns, path));
    }

    private List<Map<String, Object>> objects(Answer answer) {
        if (!answer.ok()) {
            return List.of();
        }
        Object whole = parsed(answer);
        List<?> all = whole instanceof List<?> list ? list : Collections.singletonList(whole);
        return all.stream().map(Json::object).toList();
    }

    private @Nullable Object parsed(Answer answer) {
        try {
            return Json.parse(answer.text().getBytes(StandardCharsets.UTF_8));
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

    /** Only what is of a vhost can lack something: that vhost. */
    void put(String json, String kind, String vhost, String... below) {
        present("PUT", json, kind, vhost, below);
    }

    /** All that is defined in that vhost. */
    Map<String, Object> definitions(String vhost) {
        return Json.object(parsed(present("GET", null, "definitions", vhost)));
    }

    /** Makes in that vhost what a text in JSON defines. */
    void define(String vhost, String json) {
        present("POST", json, "definitions", vhost);
    }

    private Answer present(String method, @Nullable String json, String kind, String vhost, String... below) {
        String[] path = Stream.concat(Stream.of(kind, vhost), Stream.of(below)).toArray(String[]::new);
        Answer answer = certain(method, json, "", path);
        if (answer.status() == NOT_FOUND) {
            throw gone(vhost);
        }
        return answer;
    }

    void requireVhost(String vhost) {
        if (!exists("vhosts", vhost)) {
            throw gone(vhost);
        }
    }

    private VektraException gone(String vhost) {
        return VektraException.refused("the vhost " + vhost + " of " + at() + " is gone", null, null);
    }

    /** Whether the server did it; older ones do not know every request. */
    boolean tryDelete(String... path) {
        return ask("DELETE", null, "", path).ok();
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
            String where = Stream.of(path).map(Percent::encoded).collect(Collectors.joining("/"));
            URI uri = URI.create(base + "/api/" + where + query);
            HttpURLConnection to = Https.open(uri, authority, timeout);
            to.setInstanceFollowRedirects(false);
            to.setRequestMethod(method);
            String login = user + ":" + password.reveal();
            to.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
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
}
