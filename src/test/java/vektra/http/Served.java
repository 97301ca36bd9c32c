package vektra.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A home of Vektra of its own with the real launcher's server over it; whatever was started ends with it. */
final class Served implements AutoCloseable {
    private static final Path LAUNCHER = Path.of(System.getProperty("vektra.dist", "target/dist"))
            .toAbsolutePath()
            .resolve("bin/vektra");
    private static final String SAYS = "Vektra answers at ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final List<Process> servers = new ArrayList<>();
    private String url = "";

    Served() {
        try {
            folder = Files.createTempDirectory("vektra-web");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server, and waits until it says where it is. */
    void start() throws IOException {
        Process server = process("server", "--listen", "127.0.0.1:" + freePort()).start();
        servers.add(server);
        BufferedReader err = server.errorReader(UTF_8);
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith(SAYS)) {
                url = line.substring(SAYS.length(), line.indexOf(','));
                Thread rest = new Thread(() -> err.lines().forEach(more -> {}));
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new AssertionError("the server did not start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return url;
    }

    /** Runs a command that must succeed, and reads the JSON that it prints. */
    JsonNode vektra(String... arguments) {
        try {
            List<String> words = new ArrayList<>(List.of(arguments));
            words.add("--json");
            Process process = process(words.toArray(String[]::new))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", arguments) + ": " + out);
            }
            return JSON.readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes a token and gives what its holder shows. */
    String token(String name, String scope) {
        return vektra("tokens:create", name, "--scope", scope).get("token").asText();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** Sends JSON with a token. */
    HttpResponse<String> post(String token, String path, String body) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private ProcessBuilder process(String... arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("VEKTRA_APP");
        builder.environment().put("VEKTRA_HOME", folder.resolve("home").toString());
        return builder;
    }

    /** What it started has its folder, which nobody else's is called, in its command line or works in it. */
    private boolean isOurs(ProcessHandle process) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            return Files.readString(proc.resolve("cmdline")).contains(folder.toString())
                    || Files.readSymbolicLink(proc.resolve("cwd")).startsWith(folder);
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            servers.forEach(Process::destroy);
            for (Process server : servers) {
                server.waitFor(15, TimeUnit.SECONDS);
            }
            ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
