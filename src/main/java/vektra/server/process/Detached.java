package vektra.server.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.model.Failpoint;
import vektra.model.HomeKey;
import vektra.model.text.VektraException;
import vektra.program.SearchPath;

/**
 * Starts a program that outlives us: in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it,
 * and with no descriptor of ours, so that no reader of our output waits for it.
 *
 * <p>The program starts only once its pid file is written. Until then a shell stands in its place and waits for one
 * line from us; when we die first, the line never comes and the shell ends. So no server ever runs that no pid file
 * knows of, whenever we are killed.
 */
public final class Detached {
    private static final String GATE = "umask 077; read -r go || exit 125; exec \"$@\" </dev/null";

    private final SearchPath path;
    private final Map<String, String> environment;

    public Detached(SearchPath path, Map<String, String> environment) {
        this.path = path;
        this.environment = environment;
    }

    public Process start(List<String> command, Path folder, Path log, Path pidFile) {
        ProcessBuilder builder = new ProcessBuilder(gated(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        HomeKey.hide(builder.environment());
        try {
            Process process = builder.start();
            try {
                Failpoint.reached("process started behind its gate");
                Running.of(process.pid()).write(pidFile);
                Failpoint.reached("pid file written");
            } catch (RuntimeException | Error e) {
                // it ends without the line
                process.getOutputStream().close();
                throw e;
            }
            open(process);
            Failpoint.reached("gate opened");
            return process;
        } catch (IOException e) {
            throw VektraException.unavailable("cannot start " + command.get(0), e.getMessage(), e);
        }
    }

    private static void open(Process process) {
        try (OutputStream gate = process.getOutputStream()) {
            gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // it died already; a process that waits for its answer will see that
        }
    }

    private List<String> gated(List<String> command) {
        List<String> whole = new ArrayList<>(path.newSession());
        whole.addAll(List.of("/bin/sh", "-c", GATE, "vektra-gate"));
        whole.addAll(command);
        return whole;
    }
}
