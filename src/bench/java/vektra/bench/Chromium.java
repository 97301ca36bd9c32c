package vektra.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, over its DevTools socket, as far as a measurement needs it. */
final class Chromium implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");

    private final Process process;
    private final WebSocket socket;
    private final String session;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();

    Chromium(Path program, Path profile) throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address(process.errorReader(StandardCharsets.UTF_8))), new Answers())
                .join();
        String target = field(send("", "Target.createTarget", "{\"url\":\"about:blank\"}"), "targetId");
        session = field(
                send("", "Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}"), "sessionId");
        send("Page.enable", "{}");
        send("Network.enable", "{}");
    }

    static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String address(BufferedReader err) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            Matcher found = ADDRESS.matcher(line);
            if (found.find()) {
                Thread rest = new Thread(() -> err.lines().forEach(more -> {}));
                rest.setDaemon(true);
                rest.start();
                return found.group(1);
            }
        }
        throw new IOException("Chromium did not start");
    }

    private static String field(String answer, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + answer);
        }
        return found.group(1);
    }

    /** The text that an expression is; a promise is waited for. */
    String js(String expression) throws Exception {
        String quoted = expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
        String answer = send(
                "Runtime.evaluate", "{\"awaitPromise\":true,\"returnByValue\":true,\"expression\":\"" + quoted + "\"}");
        Matcher found = VALUE.matcher(answer);
        if (!found.find()) {
            throw new IllegalStateException(expression + " gave " + answer);
        }
        return found.group(1);
    }

    String send(String method, String params) throws Exception {
        return send(",\"sessionId\":\"" + session + "\"", method, params);
    }

    private String send(String within, String method, String params) throws Exception {
        String id = String.valueOf(ids.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + within + "}", true)
                .join();
        return answer.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                Matcher id = ID.matcher(parts);
                CompletableFuture<String> waiting = id.find() ? asked.remove(id.group(1)) : null;
                if (waiting != null) {
                    waiting.complete(parts.toString());
                }
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage("");
        }
    }
}
