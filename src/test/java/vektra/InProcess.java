package vektra;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.DryRun;
import vektra.cli.terminal.Terminal;
import vektra.model.Failpoint;
import vektra.model.Token;
import vektra.remote.Commands;
import vektra.remote.Wanted;
import vektra.spi.Progress;

/** Vektra as {@link Main} makes it, one command after another without a process for each. */
public final class InProcess {
    /** The exit code of a process that a failpoint ended. */
    private static final int KILLED = 137;

    private InProcess() {}

    /** What a finished command printed and said. */
    public record Ended(int code, String out, String err) {}

    /** Runs one command in that folder and environment. */
    public static Ended run(Map<String, String> environment, Path folder, String stdin, String... argv) {
        return at("", environment, folder, stdin, argv);
    }

    /** The same with a person at stdin, stdout and stderr, who has typed this. */
    public static Ended atTerminal(Map<String, String> environment, Path folder, String typed, String... argv) {
        return at("012", environment, folder, typed, argv);
    }

    /** Runs a command as the API server of that home does for a client elsewhere. */
    public static int runFor(Wanted wanted, Token token, Commands.Streams streams, Path home) {
        Progress silent = Progress.ofMany(warning -> {});
        return Main.runFor(wanted, token, streams, new Main.Parts(home, System.getenv(), silent));
    }

    /** A dry run as {@link Main} wires it. */
    public static DryRun dryRun(Doors real) {
        return Main.dryRun(real);
    }

    private static Ended at(
            String terminals, Map<String, String> environment, Path folder, String stdin, String... argv) {
        var in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(terminals, environment, in, out, err);
        Failpoint.crashAt(Integer.parseInt(environment.getOrDefault("VEKTRA_FAILPOINT", "0")));
        try {
            int code = Main.cli(terminal, environment, folder).run(argv);
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (Failpoint.Crash crash) {
            return new Ended(KILLED, "", err.toString(StandardCharsets.UTF_8) + crash.getMessage() + "\n");
        } finally {
            Failpoint.crashAt(0);
        }
    }
}
