package vektra.monitors.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.HomeKey;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** To a command of the shell, with the message as JSON on stdin and its fields in the environment. */
final class CommandDelivery implements Delivery {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LONGEST_COMPLAINT = 4096;

    private final Duration longest;

    CommandDelivery() {
        this(LONGEST);
    }

    CommandDelivery(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void deliver(Alert alert, Message message) {
        Process process = start(alert, message);
        try {
            Complaint complaint = new Complaint(process.getErrorStream());
            feed(process, Json.bytes(message.fields()));
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw VektraException.unavailable(
                        "the command has not ended within " + longest.toSeconds() + " s", null, null);
            }
            if (process.exitValue() != 0) {
                throw VektraException.unavailable(
                        "the command ended with " + process.exitValue() + complaint.words(), null, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Delivery.failed("the delivery was interrupted", e);
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static Process start(Alert alert, Message message) {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("/bin/sh", "-c", alert.target().reveal()));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        HomeKey.hide(environment);
        message.fields()
                .forEach((name, value) -> environment.put("ALERT_" + name.toUpperCase(Locale.ROOT), text(value)));
        try {
            return builder.start();
        } catch (IOException e) {
            throw Delivery.failed("the command cannot be started: " + e.getMessage(), e);
        }
    }

    /** No variable can hold a zero byte. */
    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value).replace("\0", "");
    }

    /** A message fits into a pipe, so that this never waits for the command. */
    private static void feed(Process process, byte[] message) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(message);
            to.write('\n');
        } catch (IOException e) {
            // a command need not read it
        }
    }

    /** What a command says on stderr; what it leaves behind may hold that open, which is not waited for. */
    private static final class Complaint extends Thread {
        private static final Duration MOMENT = Duration.ofMillis(500);

        private final InputStream from;
        private volatile String first = "";

        private Complaint(InputStream from) {
            super("vektra-alert-command");
            this.from = from;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try (from) {
                first = new String(from.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8);
                from.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // it says no more
            }
        }

        private String words() throws InterruptedException {
            join(MOMENT.toMillis());
            return first.lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .map(line -> ": " + Shown.plain(line.strip()))
                    .orElse("");
        }
    }
}
