package vektra.http;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.fixture.Home;
import vektra.fixture.Ports;

/** A home of its own with {@code vektra server} on it, a real process; both end with the test. */
public final class ServedHome implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private final Home home = new Home();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String admin;
    private int port;
    private @Nullable Process server;

    public ServedHome(String... services) {
        for (String service : services) {
            home.enable(service);
        }
        admin = token("root", "admin");
        serve(Map.of());
    }

    Path home() {
        return home.path();
    }

    Path scratch() {
        return home.scratch();
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    public String adminToken() {
        return admin;
    }

    /** Makes a token and returns what callers show. */
    public String token(String name, String scope) {
        return vektra("tokens:create", name, "--scope", scope).strip();
    }

    /** Runs a command that must end well; returns what it printed. */
    public String vektra(String... arguments) {
        return home.vektra(arguments).ok().out();
    }

    /** Runs a command in a process of its own, however it ends. */
    Home.Ran launched(String... arguments) {
        return home.launched(arguments);
    }

    public JsonNode json(String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        words.add("--json");
        return read(vektra(words.toArray(String[]::new)));
    }

    Process start(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Home.LAUNCHER.toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            return home.builder(environment, command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            scratch().resolve("stderr").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all processes said on stderr. */
    String said() {
        try {
            return Files.readString(scratch().resolve("stderr"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Starts the server at a port of its own, and returns when it answers. */
    void serve(Map<String, String> environment, String... more) {
        port = Ports.free();
        List<String> words = new ArrayList<>(List.of("server", "--listen", "127.0.0.1:" + port, "--requests", "0"));
        words.addAll(Arrays.asList(more));
        server = start(environment, words.toArray(String[]::new));
        await().pollInterval(Duration.ofMillis(20)).until(() -> said().contains("127.0.0.1:" + port + ","));
    }

    Process server() {
        if (server == null) {
            throw new IllegalStateException("no server was started");
        }
        return server;
    }

    public HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path, admin));
    }

    /** A request with a JSON body. */
    HttpResponse<String> call(String method, String path, String body) {
        return send(request(path, admin)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        home.close();
    }
}
