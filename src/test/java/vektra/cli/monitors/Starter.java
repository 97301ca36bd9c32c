package vektra.cli.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A {@code monitors:start} whose output is at hand. */
final class Starter implements AutoCloseable {
    final Process process;
    final StringBuffer out = new StringBuffer();
    final StringBuffer err = new StringBuffer();
    private final List<Thread> readers;

    Starter(Process process) {
        this.process = process;
        this.readers = List.of(
                new Thread(() -> copy(process.inputReader(StandardCharsets.UTF_8), out)),
                new Thread(() -> copy(
                        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)),
                        err)));
        readers.forEach(Thread::start);
    }

    private static void copy(BufferedReader from, StringBuffer to) {
        try {
            for (int c = from.read(); c >= 0; c = from.read()) {
                to.append((char) c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Starter until(String... texts) {
        await().untilAsserted(() -> assertThat(out + "\n" + err).contains(texts));
        return this;
    }

    int ended() throws InterruptedException {
        int code = process.waitFor();
        for (Thread reader : readers) {
            reader.join();
        }
        return code;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
