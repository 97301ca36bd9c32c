package vektra.server.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vektra.model.HomeKey;
import vektra.model.text.VektraException;
import vektra.program.SearchPath;

/**
 * Runs programs that end by themselves.
 *
 * @param folder where they run
 * @param environment all they see of it
 */
public record Program(Path folder, Map<String, String> environment) {
    private static final int TAIL = 2000;

    /** @param output stdout and stderr together */
    public record Result(int code, String output) {
        public boolean ok() {
            return code == 0;
        }

        /** The end of what it said, without blank lines. */
        public String tail() {
            String text = output.strip().replaceAll("\n\\s*\n", "\n");
            return text.length() <= TAIL ? text : "…" + text.substring(text.length() - TAIL);
        }

        public String lastLine() {
            String text = output.strip();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    /** Waits for the program; one that cannot be started has code 127, one that takes too long 124. */
    public Result run(Duration limit, List<String> command) {
        try {
            // into a file, not a pipe: a grandchild that keeps a pipe open would keep us waiting
            Path output = Files.createTempFile("vektra", ".out");
            try {
                int code = start(output, command, limit);
                return new Result(code, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        }
    }

    private int start(Path output, List<String> command, Duration limit) throws IOException {
        List<String> resolved = new ArrayList<>(command);
        // the JVM would look into its own PATH
        SearchPath.of(environment).find(command.get(0)).ifPresent(path -> resolved.set(0, path.toString()));
        ProcessBuilder builder = new ProcessBuilder(resolved)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        HomeKey.hide(builder.environment());
        Process process = builder.start();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return 124;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted while " + command.get(0) + " ran", null, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
