package vektra.monitors.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import vektra.model.name.AppName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Runs them as processes in the folder that they are in.
 *
 * @param environment that of a program of an app
 * @param said takes what they print
 * @param limit how long one may take
 */
public record ScriptRunner(Function<AppName, Map<String, String>> environment, Consumer<String> said, Duration limit)
        implements Scripts {
    private static final File NOTHING = new File("/dev/null");

    @Override
    public void run(Path file, String shown, AppName app) {
        ProcessBuilder builder = new ProcessBuilder(file.toString())
                .directory(Objects.requireNonNull(file.getParent()).toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment.apply(app));
        builder.environment().put("VEKTRA_APP", app.value());
        try {
            Process process = builder.start();
            Thread listener = listening(process);
            boolean inTime = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (!inTime) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            // what it left behind in the background may print on, and is not waited for
            listener.join(Duration.ofSeconds(1).toMillis());
            if (!inTime) {
                throw VektraException.conflict(shown + " did not end within " + limit.toSeconds() + " s", null);
            }
            if (process.exitValue() != 0) {
                throw VektraException.conflict(shown + " failed with exit code " + process.exitValue(), null);
            }
        } catch (IOException e) {
            throw VektraException.conflict(
                    shown + " cannot be started: " + Shown.plain(String.valueOf(e.getMessage())), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted", null, e);
        }
    }

    private Thread listening(Process process) {
        Thread listener = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            said.accept(Shown.plain(line));
                        }
                    } catch (IOException e) {
                        said.accept("the output of " + process.pid() + " cannot be read: " + e.getMessage());
                    }
                },
                "script");
        listener.setDaemon(true);
        listener.start();
        return listener;
    }
}
