package vektra.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** This server and the machine's own memcached, both empty, which must give the same answers to the same bytes. */
final class Comparison implements AutoCloseable {
    private final RealMemcached real;
    private final TestServer builtin = new TestServer();

    private Comparison(RealMemcached real) {
        this.real = real;
    }

    /** Starts both, or skips the test when there is no memcached. */
    static Comparison start() throws IOException {
        Optional<Path> program = RealMemcached.program();
        if (program.isEmpty()) {
            System.out.println("skipped: no memcached on this machine to compare with");
            abort("no memcached");
        }
        return new Comparison(RealMemcached.start(program.orElseThrow()));
    }

    /** Gives commands of the text protocol one by one: one on each line, where {@code |} is a line end in a command. */
    void commands(String block) {
        lines(block.lines().map(line -> line.replace("|", "\r\n")).toArray(String[]::new));
    }

    /** Gives commands of the text protocol one by one. */
    void lines(String... commands) {
        try (RawClient expected = real.connect();
                RawClient actual = builtin.connect()) {
            Deque<String> latest = new ArrayDeque<>();
            for (String command : commands) {
                latest.add(command.substring(0, Math.min(command.length(), 100)));
                if (latest.size() > 10) {
                    latest.remove();
                }
                assertThat(answer(actual, command)).as("after %s", latest).isEqualTo(answer(expected, command));
            }
        }
    }

    /** Gives requests of the binary protocol one by one. */
    void frames(byte[]... requests) {
        try (RawClient expected = real.connect();
                RawClient actual = builtin.connect()) {
            for (int i = 0; i < requests.length; i++) {
                assertThat(answers(actual, requests[i]))
                        .as("request %d, number %02x", i, requests[i][1])
                        .isEqualTo(answers(expected, requests[i]));
            }
        }
    }

    /** Gives all bytes at once, and reads all that comes until the server ends the connection. */
    void stream(byte[] bytes) {
        try (RawClient expected = real.connect();
                RawClient actual = builtin.connect()) {
            assertThat(allAnswers(actual, bytes)).isEqualTo(allAnswers(expected, bytes));
        }
    }

    void stream(String bytes) {
        stream(bytes.getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        real.close();
        builtin.close();
    }

    private static String answer(RawClient client, String command) {
        client.send(command + "\r\nmn\r\n");
        return client.readUntil("MN\r\n");
    }

    private static String answers(RawClient client, byte[] request) {
        client.send(request);
        client.send(BinaryFrames.request(0x0a, ""));
        StringBuilder answers = new StringBuilder();
        do {
            answers.append(BinaryFrames.readAnswer(client)).append('\n');
        } while (!answers.toString().endsWith("0a 00\n"));
        return answers.toString();
    }

    private static String allAnswers(RawClient client, byte[] bytes) {
        client.send(bytes);
        client.endOutput();
        // when bytes were left unread the end may reach the client as a reset, or not, whichever server it is
        return client.readAll().replace("<reset>", "");
    }
}
