package vektra.store;

import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;
import static vektra.store.Things.shared;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vektra.fixture.ShortLived;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Held;
import vektra.spi.Locks.Name;
import vektra.spi.Locks.Name.Kind;
import vektra.spi.Progress;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.disk.FileLocks;

/** A process of its own that works on a home: what it does is named by its first argument. */
public final class Child {
    static final Step UNDO_FIRST = Step.revoke(Things.addon(CURVED, null), Things.id(3));
    static final Step UNDO_THEN = Step.deprovision(Things.addon(CURVED, null));
    public static final Step FINISH_FIRST = Step.revoke(Things.addon(CURVED, null), Things.id(4));
    static final Step FINISH_THEN = Step.removeServer(Things.server("x"));

    private Child() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "hold" -> hold(folder, arguments[2], arguments[3].equals("shared"));
            case "count" -> count(folder, Integer.parseInt(arguments[2]));
            case "change" -> change(folder, true);
            case "abandon" -> change(folder, false);
            case "settle" ->
                new Home(folder)
                        .store
                        .open(List.of(alone(MYAPP)), record(folder))
                        .close();
            case "read" -> say(new Home(folder).store.read().app(MYAPP).isPresent() ? "read" : "missing");
            case "list" -> list(folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void list(Path folder) {
        try {
            say("listed " + new Home(folder).store.read().appNames());
        } catch (VektraException e) {
            say("refused: " + e.getMessage());
        }
    }

    /** Takes the lock of an app, says so, and keeps it until its input ends. */
    private static void hold(Path folder, String app, boolean shared) throws IOException {
        Progress progress = new Progress() {
            @Override
            public void doing(String doing) {
                say("waiting");
            }

            @Override
            public void warn(String message) {}
        };
        try (Held held = new FileLocks(folder, progress).hold(List.of(new Name(Kind.APP, app, shared)))) {
            say(held == null ? "" : "held");
            while (System.in.read() >= 0) {}
        }
    }

    /** Counts a variable up, one commit each. */
    private static void count(Path folder, int times) {
        Home home = new Home(folder);
        for (int i = 0; i < times; i++) {
            try (Session session = home.open(alone(MYAPP))) {
                App app = home.store.read().app(MYAPP).orElseThrow();
                int count = Integer.parseInt(app.config().get("COUNT")) + 1;
                App next = Things.with(app, "COUNT", "" + count);
                Map<String, String> config = next.config();
                session.commit(
                        "count", List.of(new Write.PutApp(next, Things.release(next.release(), config))), List.of());
            }
        }
    }

    /** A change of many files with steps before and after. */
    private static void change(Path folder, boolean commit) {
        Home home = new Home(folder);
        try (Session session = home.store.open(List.of(alone(MYAPP), shared(POSTGRES)), record(folder))) {
            session.begin("change", List.of(UNDO_FIRST, UNDO_THEN));
            Failpoint.reached("between");
            if (commit) {
                App app = home.store.read().app(MYAPP).orElseThrow();
                session.commit(
                        "change",
                        List.of(
                                new Write.PutApp(Things.with(app, "FOO", "bar"), Things.release(2, Map.of())),
                                new Write.Reserve(CURVED, MYAPP),
                                new Write.Free(DamagedFilesTest.LOST)),
                        List.of(FINISH_FIRST, FINISH_THEN));
            }
        }
    }

    /** Writes down each step beside the home. */
    static Consumer<Step> record(Path folder) {
        return step -> {
            try {
                Files.writeString(
                        folder.resolveSibling("steps"),
                        name(step) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
    }

    static String name(Step step) {
        return step.equals(UNDO_FIRST)
                ? "undo first"
                : step.equals(UNDO_THEN) ? "undo then" : step.equals(FINISH_FIRST) ? "finish first" : "finish then";
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    public static Process start(String... arguments) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), arguments);
    }

    /** Starts one that dies at that failpoint. */
    static Process dying(int failpoint, String... arguments) throws IOException {
        ProcessBuilder builder = builder(List.of(), System.getProperty("java.class.path"), arguments);
        builder.environment().put("VEKTRA_FAILPOINT", "" + failpoint);
        return builder.start();
    }

    static Process start(List<String> before, String classpath, String... arguments) throws IOException {
        return builder(before, classpath, arguments).start();
    }

    private static ProcessBuilder builder(List<String> before, String classpath, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(ShortLived.java());
        command.addAll(List.of("-cp", classpath, Child.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Copies what a child needs to where every user may read it; returns its classpath. */
    static String readableByAll(Path folder) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path source = Path.of(entry);
            if (Files.isDirectory(source) || entry.contains("jackson-core")) {
                Path copy = folder.resolve("" + copies.size());
                new ProcessBuilder("cp", "-r", source.toString(), copy.toString())
                        .inheritIO()
                        .start()
                        .onExit()
                        .join();
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    static BufferedReader output(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }
}
