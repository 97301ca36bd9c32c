package vektra.monitors.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Event;
import vektra.model.name.AppName;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.check.Check;
import vektra.monitors.check.Checks;
import vektra.monitors.check.Expected;
import vektra.monitors.definition.Definition;
import vektra.program.Guard;
import vektra.program.SearchPath;

/** What all processes of monitors share that this process runs. */
final class Workshop implements AutoCloseable {
    /** How long a program has that is asked to end since its time is over. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final long STACK = 512 * 1024;

    private final Monitors monitors;
    private final @Nullable AppName app;
    private final Tools tools;
    private final ExecutorService threads;
    private final Path folder;
    private @Nullable Checks checks;

    private Workshop(Monitors monitors, @Nullable AppName app, Tools tools, ExecutorService threads, Path folder) {
        this.monitors = monitors;
        this.app = app;
        this.tools = tools;
        this.threads = threads;
        this.folder = folder;
    }

    /**
     * Opens one.
     *
     * @param app whose config vars executables get; null for none
     * @param caller the environment of Vektra
     */
    static Workshop open(Monitors monitors, @Nullable AppName app, Map<String, String> caller) {
        if (app != null) {
            // an unknown app is an error now, not one of each run
            monitors.vars().of(app);
        }
        Supplier<Map<String, String>> vars =
                app == null ? Map::of : () -> monitors.vars().of(app).all();
        try {
            Path runs = monitors.files().runs();
            Place.sweep(runs);
            ExecutorService threads = threads();
            Guard guard = Guard.start(SearchPath.of(System.getenv()));
            Tools tools = new Tools(guard, threads, caller, vars, GRACE);
            return new Workshop(
                    monitors,
                    app,
                    tools,
                    threads,
                    runs.resolve(String.valueOf(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "monitors cannot be run in " + monitors.files().runs() + ": " + FileFailure.reason(e), null, e);
        }
    }

    private static ExecutorService threads() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(null, work, "vektra-monitor", STACK);
            thread.setDaemon(true);
            return thread;
        });
    }

    ExecutorService executor() {
        return threads;
    }

    /** A process of a monitor; what keeps a built-in one from being one is an error. */
    Slot slot(Definition monitor, int instance, Consumer<Event> observer) {
        String check = monitor.check();
        Path file = monitor.file();
        if (check == null && file != null) {
            Path own = folder.resolve(monitor.name().process(instance));
            Worker worker = new Executable(file, monitor.settings(), tools, own);
            String name = app == null ? Check.NO_APP : app.value();
            return new Slot(monitor, instance, name, worker, monitors.clock(), observer);
        }
        Check built = checks().of(String.valueOf(check), Expected.of(monitor.settings()));
        Worker worker = new BuiltIn(built, System::nanoTime);
        return new Slot(monitor, instance, built.app(), worker, monitors.clock(), observer);
    }

    private Checks checks() {
        if (checks == null) {
            checks = Checks.of(monitors);
        }
        return checks;
    }

    /** All runs have ended. */
    @Override
    public void close() {
        tools.guard().close();
        threads.shutdown();
        Place.delete(folder);
    }
}
