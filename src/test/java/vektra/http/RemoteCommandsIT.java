package vektra.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Ports;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.remote.Commands;
import vektra.remote.Console;
import vektra.remote.Frame;
import vektra.remote.Protocol;
import vektra.remote.Remote;
import vektra.remote.RemoteServer;
import vektra.remote.Wanted;

/** What client and server of remote commands say to each other, over a real socket; the commands are made up. */
class RemoteCommandsIT {
    private final Typed typed = new Typed(() -> new byte[0]);
    private @Nullable MemoryApi api;

    @AfterEach
    void close() {
        if (api != null) {
            api.close();
        }
    }

    /** A place where commands are typed. */
    private static final class Typed implements Console {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Supplier<byte[]> in;

        private Typed(Supplier<byte[]> in) {
            this.in = in;
        }

        @Override
        public void out(byte[] bytes) {
            out.writeBytes(bytes);
        }

        @Override
        public void err(byte[] bytes) {
            err.writeBytes(bytes);
        }

        @Override
        public byte[] in() {
            return in.get();
        }

        @Override
        public void interrupted(Runnable handler) {
            // nothing interrupts it
        }
    }

    private MemoryApi serving(Commands commands) {
        api = new MemoryApi(Set.of(), commands);
        return api;
    }

    private static RemoteServer at(String url, String token) {
        return new RemoteServer(new Remote("prod", URI.create(url), new Secret(token), null), "0.9");
    }

    private static Wanted apps() {
        return new Wanted(List.of("apps"), Map.of(), "12", 100);
    }

    private static void write(OutputStream to, String text) {
        try {
            to.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token(String name, Token.Scope scope, @Nullable Lifetime life, String... apps) {
        return java.util.Objects.requireNonNull(api).home().token(name, scope, life, apps);
    }

    private static VektraException refused(Runnable asking) {
        try {
            asking.run();
        } catch (VektraException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    @Test
    void a_command_is_run_with_its_words_and_prints_where_it_was_typed() {
        MemoryApi serving = serving((wanted, token, streams) -> {
            write(streams.out(), wanted.words() + " " + wanted.terminals() + " " + wanted.columns() + "\n");
            write(streams.err(), token.name() + "\n");
            return 3;
        });
        int code = at(serving.url(), serving.admin()).run(apps(), typed);
        assertThat(code).isEqualTo(3);
        assertThat(typed.out.toString(UTF_8)).isEqualTo("[apps] 12 100\n");
        assertThat(typed.err.toString(UTF_8)).isEqualTo("admin\n");
    }

    @Test
    void of_the_environment_it_sees_what_decides_how_it_prints_and_what_its_words_name() {
        MemoryApi serving = serving((wanted, token, streams) -> {
            write(streams.out(), wanted.environment().toString());
            return 0;
        });
        Map<String, String> environment = Map.of("NO_COLOR", "1", "BROWSER", "x", "MINE", "secret", "VEKTRA_HOME", "/");
        List<String> words = List.of("drains:add", "papertrail", "--url-env", "MINE");
        at(serving.url(), serving.admin()).run(new Wanted(words, environment, "", 0), typed);
        assertThat(typed.out.toString(UTF_8))
                .contains("NO_COLOR=1", "MINE=secret")
                .doesNotContain("BROWSER", "VEKTRA_HOME");
    }

    @Test
    void standard_input_is_sent_only_as_far_as_the_command_reads_it() {
        byte[] large = new byte[3 * Protocol.PIECE + 7];
        java.util.Arrays.fill(large, (byte) 'x');
        int[] at = {0};
        Typed piped = new Typed(() -> {
            int from = at[0];
            at[0] = Math.min(large.length, from + Protocol.PIECE);
            return java.util.Arrays.copyOfRange(large, from, at[0]);
        });
        MemoryApi serving = serving((wanted, token, streams) -> {
            try {
                byte[] read = wanted.words().contains("all")
                        ? streams.in().readAllBytes()
                        : wanted.words().contains("some") ? streams.in().readNBytes(5) : new byte[0];
                write(streams.out(), read.length + " ");
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        RemoteServer server = at(serving.url(), serving.admin());
        server.run(new Wanted(List.of("none"), Map.of(), "", 0), piped);
        assertThat(at[0]).isZero();
        server.run(new Wanted(List.of("some"), Map.of(), "", 0), piped);
        assertThat(at[0]).isEqualTo(Protocol.PIECE);
        at[0] = 0;
        server.run(new Wanted(List.of("all"), Map.of(), "", 0), piped);
        assertThat(piped.out.toString(UTF_8)).isEqualTo("0 5 " + large.length + " ");
    }

    /** Reads a line, as a confirmation does. */
    private static int asks(Commands.Streams streams, CompletableFuture<Integer> read) {
        try {
            write(streams.err(), "Type shop to confirm: ");
            int first = streams.in().read();
            read.complete(first);
            return first < 0 ? 2 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_token_that_expires_while_a_person_thinks_confirms_nothing() {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        MemoryApi serving = serving((wanted, token, streams) -> asks(streams, read));
        String brief = token("brief", Token.Scope.WRITE, new Lifetime(Duration.ofDays(36_500)));
        Typed slow = new Typed(() -> {
            serving.pass(Duration.ofDays(40_000));
            return "shop\n".getBytes(UTF_8);
        });
        VektraException refused = refused(() -> at(serving.url(), brief).run(apps(), slow));
        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused).hasMessageContaining("it was revoked or has expired");
        assertThat(refused.hint()).isEqualTo("get another one, then: vektra login " + serving.url() + " --name prod");
        assertThat(read).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(-1);
    }

    @Test
    void a_token_that_expires_in_mid_request_ends_what_it_reads_with_one_sentence() {
        MemoryApi serving = serving((wanted, token, streams) -> {
            java.util.Objects.requireNonNull(api).pass(Duration.ofDays(40_000));
            try {
                while (true) {
                    streams.out().write('.');
                    Thread.onSpinWait();
                }
            } catch (IOException gone) {
                return 0;
            }
        });
        String brief = token("brief", Token.Scope.READ, new Lifetime(Duration.ofDays(36_500)));
        assertThat(at(serving.url(), brief).run(apps(), typed)).isEqualTo(4);
        assertThat(typed.err.toString(UTF_8))
                .startsWith("Error: the token brief was revoked or has expired while the command ran\n")
                .contains("what it had begun is finished there");
    }

    @Test
    void input_of_another_token_is_not_taken() {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        MemoryApi serving = serving((wanted, token, streams) -> asks(streams, read));
        String other = token("other", Token.Scope.ADMIN, null);
        Typed asked = new Typed(() -> "y\n".getBytes(UTF_8));
        assertThat(serving.call("POST", Protocol.INPUT + "made-up?at=0", "y", other)
                        .status())
                .isEqualTo(422);
        assertThat(at(serving.url(), serving.admin()).run(apps(), asked)).isZero();
        assertThat(read).isCompletedWithValue((int) 'y');
    }

    @Test
    void a_token_that_runs_no_command_is_refused_in_one_sentence() {
        MemoryApi serving = serving((wanted, token, streams) -> 0);
        serving.done("POST", "/apps", "{\"name\": \"shop\"}");
        String pager = token("pager", Token.Scope.MONITORS, null);
        assertThat(refused(() -> at(serving.url(), pager).run(apps(), typed)))
                .hasMessage("This needs a token of scope view; pager has monitors");
        assertThat(refused(() -> at(serving.url(), "vk_none").hello()))
                .hasMessageContaining("does not accept the token");
    }

    @Test
    void a_program_of_a_limited_token_gets_what_its_apps_have() {
        MemoryApi serving = serving((wanted, token, streams) -> 0);
        for (String app : List.of("shop", "other")) {
            serving.done("POST", "/apps", "{\"name\": \"" + app + "\"}");
            serving.done("POST", "/apps/" + app + "/addons", "{\"plan\": \"ledger\", \"name\": \"of-" + app + "\"}");
        }
        String ben = token("ben", Token.Scope.WRITE, null, "shop");
        assertThat(serving.call("POST", Protocol.PROGRAMS, "{\"app\": \"shop\"}", ben)
                        .body()
                        .at("/environment/LEDGER_URL")
                        .asText())
                .isNotEmpty();
        for (String body : List.of(
                "{'app': 'other'}",
                "{'app': 'other', 'what': 'ledger'}",
                "{'app': 'other', 'server': '127.0.0.1:1'}",
                "{'app': 'other', 'addon': 'ledger'}",
                "{'addon': 'of-other'}",
                "{'app': 'shop', 'addon': 'other::LEDGER'}",
                "{'app': 'shop', 'addon': 'of-other'}")) {
            for (String path : List.of(Protocol.PROGRAMS, Protocol.ADDRESS, Protocol.CONNECTIONS)) {
                MemoryApi.Answered answer = serving.call("POST", path, body.replace('\'', '"'), ben);
                if (answer.status() != 422 && !(path.equals(Protocol.PROGRAMS) && body.contains("shop"))) {
                    assertThat(answer.status()).as(path + body).isEqualTo(404);
                }
                assertThat(answer.toString()).doesNotContain("of-other");
            }
        }
    }

    @Test
    void a_server_that_is_away_was_sent_nothing() {
        VektraException away =
                refused(() -> at("http://127.0.0.1:" + Ports.free(), "t").run(apps(), typed));
        assertThat(away.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(away).hasMessageContaining("the server of prod cannot be reached at http://127.0.0.1:");
        assertThat(away.hint()).startsWith("nothing was sent");
    }

    @Test
    void a_connection_that_breaks_says_how_far_it_came() throws Exception {
        for (boolean begun : List.of(false, true)) {
            try (ServerSocket listener = new ServerSocket(0)) {
                CompletableFuture.runAsync(() -> breaksOff(listener, begun));
                VektraException broken = refused(() ->
                        at("http://127.0.0.1:" + listener.getLocalPort(), "t").run(apps(), typed));
                assertThat(broken.kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(broken)
                        .hasMessageContaining(
                                begun ? "broke while the command ran" : "broke before it said that the command began");
                assertThat(broken.hint()).contains("is finished or undone there; see: vektra audit --remote prod");
            }
        }
        assertThat(typed.out.toString(UTF_8)).isEqualTo("half");
    }

    private static void breaksOff(ServerSocket listener, boolean begun) {
        try (Socket client = listener.accept()) {
            client.getInputStream().readNBytes(40);
            OutputStream out = client.getOutputStream();
            if (begun) {
                ByteArrayOutputStream frames = new ByteArrayOutputStream();
                Frame.of(Frame.Kind.BEGUN, "id").write(frames);
                Frame.of(Frame.Kind.OUT, "half").write(frames);
                write(
                        out,
                        "HTTP/1.1 200 OK\r\n" + Protocol.HEADER + ": 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(frames.size()) + "\r\n");
                frames.writeTo(out);
                write(out, "\r\n");
            }
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_server_without_remote_commands_and_one_with_others_are_named_with_what_to_do() throws Exception {
        assertThat(answering(404, "{\"id\": \"not_found\", \"message\": \"Couldn't find that.\"}", null))
                .hasMessageContaining("it is older than this Vektra (0.9), or something else")
                .extracting(VektraException::hint)
                .isEqualTo("upgrade Vektra there, or type the command on that machine");
        assertThat(answering(200, "<html>", null)).hasMessageContaining("or something else");
        assertThat(answering(200, "{}", "2"))
                .hasMessage(
                        "the server of prod is Vektra 7 and runs commands of version 2, this is Vektra 0.9 with version 1")
                .extracting(VektraException::hint)
                .isEqualTo("upgrade Vektra on this machine");
        MemoryApi serving = serving((wanted, token, streams) -> 0);
        assertThat(serving.call("GET", Protocol.HELLO, "", serving.admin(), Map.of(Protocol.HEADER, "2"))
                        .text("message"))
                .isEqualTo("This is Vektra 1.2.3, which runs commands of version 1 only.");
    }

    private static VektraException answering(int status, String body, @Nullable String spoken) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (spoken != null) {
                exchange.getResponseHeaders().set(Protocol.HEADER, spoken);
                exchange.getResponseHeaders().set("Vektra-Version", "7");
            }
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();
            return refused(() -> at(url, "t").hello());
        } finally {
            other.stop(0);
        }
    }

    @Test
    void plain_http_beyond_this_machine_needs_consent() {
        assertThat(Remote.checkedUrl("http://127.0.0.1:5050/", false)).hasToString("http://127.0.0.1:5050");
        assertThat(Remote.checkedUrl("http://example.com", true)).hasToString("http://example.com");
        assertThatThrownBy(() -> Remote.checkedUrl("http://example.com", false))
                .hasMessageContaining("could be read on the way to example.com");
        assertThatThrownBy(() -> Remote.checkedUrl("https://anna:vk_1@example.com", false))
                .hasMessageContaining("https://HOST")
                .hasMessageNotContaining("vk_1");
    }
}
