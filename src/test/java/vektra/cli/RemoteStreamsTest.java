package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.InProcess;
import vektra.model.Token;
import vektra.remote.Commands.Streams;
import vektra.remote.Wanted;

/** What a command costs the server whose client sends without end, or goes. */
class RemoteStreamsTest {
    @TempDir
    private Path home;

    private int run(List<String> words, InputStream in, OutputStream out, OutputStream err) {
        Token token = new Token("ben", "0".repeat(64), Token.Scope.WRITE, Instant.EPOCH, null, List.of());
        Wanted wanted = new Wanted(words, Map.of(), "", 0);
        return InProcess.runFor(wanted, token, new Streams(in, out, err), home.resolve("home"));
    }

    /** Of bytes that never end. */
    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            read++;
            return 'A';
        }
    }

    @Test
    void input_without_end_is_not_read_to_its_end() {
        Endless in = new Endless();
        var err = new ByteArrayOutputStream();
        int code = run(List.of("config:import", "-", "-a", "shop"), in, OutputStream.nullOutputStream(), err);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard input holds more than 4 MB");
        assertThat(in.read).isLessThan(5 << 20);
    }

    /** Of a client that goes while nothing is to be read. */
    private static final class Leaving extends OutputStream {
        private int looks;

        @Override
        public void write(int one) {
            throw new AssertionError("there is nothing to write");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            looks++;
            if (looks > 3) {
                throw new IOException("Broken pipe");
            }
        }
    }

    @Test
    void log_lines_that_do_not_come_are_followed_no_longer_than_they_would_be_read() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        InputStream nothing = InputStream.nullInputStream();
        assertThat(run(List.of("apps:create", "shop"), nothing, nowhere, nowhere))
                .isZero();
        Leaving out = new Leaving();
        assertThat(run(List.of("logs", "-t", "-a", "shop"), nothing, out, nowhere))
                .isZero();
        assertThat(out.looks).isGreaterThan(3);
    }
}
