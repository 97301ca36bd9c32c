package vektra.monitors.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vektra.addons.MemoryHome;
import vektra.addons.verbs.Verbs;
import vektra.manifest.apply.Apply;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** A folder with services, and the canaries that homes in memory make of them. */
final class Aviary {
    static final Lifetime DAY = new Lifetime(Duration.ofDays(1));
    static final Map<String, Boolean> OPTIONS = Map.of("--timeout", true, "--json", false);
    static final String WITH_DATA = "resources:\n  main: {type: ledger}\n  sessions: {type: cache}\n";

    /** What was run, as {@code setup of http-a1b2c3}. */
    final List<String> ran = new ArrayList<>();

    private final Path place;
    private String failing = "";

    Aviary(Path place) {
        this.place = place;
    }

    Path write(String path, String text) {
        try {
            Path file = place.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void program(String path) {
        write(path, "#!/bin/sh\n").toFile().setExecutable(true);
    }

    /** Has a program of that name fail. */
    void fail(String program) {
        failing = program;
    }

    ServiceFolder service(String name) {
        return ServiceFolder.find(place, name);
    }

    /** The service with a database, a cache, and both programs. */
    ServiceFolder http() {
        write("services/http/convox.yml", WITH_DATA);
        program("services/http/setup");
        program("services/http/teardown");
        return service("http");
    }

    /** One without add-ons. */
    ServiceFolder plain() {
        write("services/plain/Procfile", "web: ./start\n");
        return service("plain");
    }

    Canaries in(MemoryHome home, Verbs verbs) {
        return in(home, verbs, false);
    }

    Canaries in(MemoryHome home, Verbs verbs, boolean planning) {
        return new Canaries(file(home, planning), verbs.apps(), new Apply(verbs.assembler()), this::run, OPTIONS);
    }

    static CanaryFile file(MemoryHome home, boolean planning) {
        return new CanaryFile(new MonitorFiles(home.path()), planning);
    }

    private void run(Path file, String shown, AppName app) {
        ran.add(file.getFileName() + " of " + app);
        if (shown.endsWith("/" + failing)) {
            throw VektraException.conflict(shown + " failed with exit code 1", null);
        }
    }

    static List<Canary> recorded(MemoryHome home) {
        return file(home, false).read();
    }

    static List<App> apps(MemoryHome home) {
        return new TreeSet<>(home.lookup().at().appNames())
                .stream().map(name -> home.app(name.value())).toList();
    }
}
