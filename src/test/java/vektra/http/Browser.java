package vektra.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One page in a real Chromium without a window, driven over its DevTools socket as a person with a keyboard would. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SAYS = "DevTools listening on ";

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final String session;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    Browser(Path program) {
        try {
            profile = Files.createTempDirectory("vektra-browser");
            process = new ProcessBuilder(
                            program.toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-background-networking",
                            "--no-first-run",
                            "--hide-scrollbars",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(address(process.errorReader(UTF_8))), new Listener())
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String target = send(null, "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        session = send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        Stream.of("Page", "Runtime", "Log", "Network").forEach(domain -> send(domain + ".enable", Map.of()));
        send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    }

    /** Chromium under one of its names, where there is one. */
    static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String address(BufferedReader err) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith(SAYS)) {
                Thread rest = new Thread(() -> err.lines().forEach(more -> {}));
                rest.setDaemon(true);
                rest.start();
                return line.substring(SAYS.length()).strip();
            }
        }
        throw new AssertionError("Chromium did not start");
    }

    void open(String url) {
        send("Page.navigate", Map.of("url", url));
    }

    void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As a reader who wants light or dark, and no motion. */
    void scheme(String word) {
        send(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", word),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** What an expression is in the page; promises are waited for. */
    JsonNode js(String expression) {
        JsonNode answer = send(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    String text(String expression) {
        return js(expression).asText();
    }

    boolean is(String condition) {
        return js("!!(" + condition + ")").asBoolean();
    }

    void until(String condition) {
        await(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .ignoreExceptions()
                .until(() -> is(condition));
    }

    /** A key that writes nothing, or Enter and the space bar. */
    void press(String key) {
        int code = switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case " " -> 32;
            case "ArrowDown" -> 40;
            default -> throw new IllegalArgumentException(key);
        };
        Map<String, Object> down = new LinkedHashMap<>(Map.of(
                "type", "keyDown", "key", key, "code", key.equals(" ") ? "Space" : key, "windowsVirtualKeyCode", code));
        if (key.equals("Enter") || key.equals(" ")) {
            down.put("text", key.equals("Enter") ? "\r" : " ");
        }
        send("Input.dispatchKeyEvent", down);
        down.put("type", "keyUp");
        down.remove("text");
        send("Input.dispatchKeyEvent", down);
    }

    /** Types into what has the focus. */
    void type(String text) {
        send("Input.insertText", Map.of("text", text));
    }

    /** Goes on with the tabulator until the focus is there. */
    void tabTo(String selector) {
        for (int i = 0; i < 400; i++) {
            if (is("document.activeElement.matches(" + quoted(selector) + ")")) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("no tabulator leads to " + selector);
    }

    /** Logs in to the page of a server. */
    void logIn(String url, String token) {
        open(url + "/");
        until("document.activeElement.id === 'token'");
        type(token);
        press("Enter");
        until("document.querySelector('main h1')?.textContent === 'Apps'");
    }

    void visit(String hash, String there) {
        js("location.hash = " + quoted(hash));
        until("!document.querySelector('.loading') && document.querySelector(" + quoted(there) + ")");
    }

    /** Presses a button with the keyboard, which opens a dialog. */
    void ask(String button) {
        tabTo(button);
        press("Enter");
        until("document.querySelector('dialog[open]')");
    }

    /** Presses a button with the keyboard, and agrees to what is asked then. */
    void answer(String button) {
        ask(button);
        tabTo("dialog button.solid");
        press("Enter");
        until("!document.querySelector('dialog')");
    }

    /** A new document without a login. */
    void leave() {
        js("(() => { try { sessionStorage.clear(); } catch { } return true; })()");
        size(1400, 900);
        scheme("light");
        open("about:blank");
        until("location.href === 'about:blank'");
        problems.clear();
    }

    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page did wrong so far: exceptions, errors on the console, breaches of its policy. */
    List<String> problems() {
        return problems;
    }

    void shoot(Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.write(
                    to,
                    Base64.getDecoder()
                            .decode(send("Page.captureScreenshot", Map.of("format", "png"))
                                    .get("data")
                                    .asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode send(String method, Map<String, ?> params) {
        return send(session, method, params);
    }

    private JsonNode send(String within, String method, Map<String, ?> params) {
        int id = ids.incrementAndGet();
        Map<String, Object> message = new LinkedHashMap<>(Map.of("id", id, "method", method, "params", params));
        if (within != null) {
            message.put("sessionId", within);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode reported =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (reported.has("error")) {
            throw new AssertionError(method + ": " + reported.get("error"));
        }
        return reported.get("result");
    }

    private void event(JsonNode event) {
        JsonNode params = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                problems.add(params.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert")
                        .contains(params.path("type").asText())) {
                    problems.add(params.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                JsonNode entry = params.path("entry");
                boolean refusal = entry.path("source").asText().equals("network");
                if (entry.path("level").asText().equals("error") && !refusal) {
                    problems.add(entry.toString());
                }
            }
            default -> {}
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
            new ProcessBuilder("rm", "-rf", profile.toString()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                try {
                    JsonNode message = JSON.readTree(parts.toString());
                    CompletableFuture<JsonNode> waiting =
                            asked.remove(message.path("id").asInt());
                    if (waiting == null) {
                        event(message);
                    } else {
                        waiting.complete(message);
                    }
                } catch (IOException e) {
                    problems.add(e.toString());
                }
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
