package vektra.logs.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.Test;

class PrefixedTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final WritableByteChannel terminal = Channels.newChannel(printed);

    @Test
    void lines_of_two_processes_stay_whole_however_they_come() throws IOException {
        Prefixed web = new Prefixed("web | ", terminal);
        Prefixed worker = new Prefixed("worker | ", terminal);
        write(web, "one\ntw");
        write(worker, "x\n");
        write(web, "o\n\nrest");
        write(worker, "");
        web.close();
        worker.close();
        assertThat(printed.toString(UTF_8)).isEqualTo("web | one\nworker | x\nweb | two\nweb | \nweb | rest\n");
    }

    @Test
    void a_line_without_an_end_is_printed_in_pieces() throws IOException {
        Prefixed web = new Prefixed("w|", terminal);
        write(web, "a".repeat(200_000));
        assertThat(printed.size()).isGreaterThan(130_000);
        web.close();
        String all = printed.toString(UTF_8);
        assertThat(all.replace("w|", "").replace("\n", "")).isEqualTo("a".repeat(200_000));
        assertThat(all.lines()).allMatch(line -> line.startsWith("w|"));
    }

    private static void write(Prefixed to, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        assertThat(to.write(bytes)).isEqualTo(bytes.limit());
    }
}
