package vektra.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.remote.Commands;
import vektra.remote.Frame;
import vektra.remote.Protocol;
import vektra.remote.Wanted;

/** Clients of remote commands that do not keep to what they should, and what they cost. */
class RemoteClientsIT {
    private @Nullable MemoryApi api;

    @AfterEach
    void close() {
        if (api != null) {
            api.close();
        }
    }

    private MemoryApi serving(Commands commands) {
        api = new MemoryApi(Set.of(), commands);
        return api;
    }

    @Test
    void input_that_no_command_asked_for_is_not_kept() throws Exception {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        CompletableFuture<Void> tried = new CompletableFuture<>();
        MemoryApi serving = serving((wanted, token, streams) -> {
            tried.join();
            try {
                read.complete(streams.in().read());
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (Begun begun = Begun.of(serving, serving.admin())) {
            String to = Protocol.INPUT + begun.id() + "?at=0";
            assertThat(serving.call("POST", to, "early", serving.admin()).text("message"))
                    .isEqualTo("The input is not read any more.");
            tried.complete(null);
            assertThat(begun.next(Frame.Kind.READ)).isEmpty();
            assertThat(serving.call("POST", to, "y\n", serving.admin()).status())
                    .isEqualTo(200);
            assertThat(serving.call("POST", to.replace("=0", "=2"), "more", serving.admin())
                            .status())
                    .isIn(400, 422);
            assertThat(begun.next(Frame.Kind.END)).isEqualTo("0");
        }
        assertThat(read).isCompletedWithValue((int) 'y');
    }

    @Test
    void a_command_of_more_words_than_the_parser_is_good_for_is_not_run() {
        MemoryApi serving = serving((wanted, token, streams) -> 0);
        byte[] body = new Wanted(Collections.nCopies(10_001, "x"), Map.of(), "", 0).bytes();
        assertThat(serving.call("POST", Protocol.COMMANDS, new String(body, UTF_8), serving.admin())
                        .text("message"))
                .isEqualTo("more than 10000 words");
    }

    @Test
    void what_follows_something_quiet_ends_when_its_client_is_gone() throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        MemoryApi serving = serving((wanted, token, streams) -> {
            try {
                while (true) {
                    streams.out().write(new byte[0]);
                    Thread.onSpinWait();
                }
            } catch (IOException gone) {
                ended.complete(gone.getMessage());
                return 0;
            }
        });
        Begun.of(serving, serving.admin()).close();
        assertThat(ended).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("Broken pipe");
    }

    @Test
    void a_client_that_reads_nothing_holds_no_command_once_its_token_is_gone() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        MemoryApi serving = serving((wanted, token, streams) -> {
            try {
                while (true) {
                    streams.out().write(new byte[Protocol.PIECE]);
                }
            } catch (IOException gone) {
                ended.complete(Thread.currentThread().isInterrupted());
                return 0;
            }
        });
        String brief = serving.home().token("brief", Token.Scope.READ, new Lifetime(Duration.ofDays(36_500)));
        try (Begun begun = Begun.of(serving, brief)) {
            assertThat(begun.next(Frame.Kind.OUT)).hasSize(Protocol.PIECE);
            serving.pass(Duration.ofDays(40_000));
            assertThat(ended).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(false);
        }
    }

    /** A command that was begun by a client that does as it likes. */
    private record Begun(HttpURLConnection connection, DataInputStream frames, String id) implements AutoCloseable {
        static Begun of(MemoryApi serving, String token) throws IOException {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(serving.url() + Protocol.COMMANDS).toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(new Wanted(List.of("apps"), Map.of(), "", 0).bytes());
            DataInputStream frames = new DataInputStream(connection.getInputStream());
            return new Begun(connection, frames, Frame.read(frames).text());
        }

        /** The next piece of that kind. */
        String next(Frame.Kind kind) throws IOException {
            Frame frame = Frame.read(frames);
            while (frame.kind() != kind) {
                frame = Frame.read(frames);
            }
            return frame.text();
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
