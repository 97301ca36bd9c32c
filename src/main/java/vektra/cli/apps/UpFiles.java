package vektra.cli.apps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.logs.processes.Formation;
import vektra.logs.processes.ProcessType;
import vektra.logs.processes.Procfile;
import vektra.manifest.format.ManifestFile;
import vektra.manifest.text.Source;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedProcess;
import vektra.manifest.wanted.WantedRun;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * The files of a folder that say what runs: a Procfile, else the services of its manifest.
 *
 * @param manifest null when there is none
 * @param run what that says of running the app
 * @param procfile null when there is none
 */
record UpFiles(
        @Nullable Manifest manifest,
        WantedRun run,
        @Nullable Procfile procfile) {
    private static final String PROCFILE = "Procfile";
    private static final String EXAMPLE = "a line of a Procfile is NAME: COMMAND, such as web: ./start";

    /**
     * Reads them.
     *
     * @param manifest its name; null for none
     * @param procfile its name; null for the usual one, which may be missing
     */
    static UpFiles read(Path folder, @Nullable String manifest, @Nullable String procfile) {
        Path file = folder.resolve(procfile == null ? PROCFILE : procfile);
        Procfile processes = procfile == null && !Files.exists(file) ? null : Procfile.read(file);
        Source source = manifest == null ? null : Source.of(folder.resolve(manifest), manifest);
        UpFiles files = new UpFiles(
                source == null ? null : ManifestFile.of(source),
                source == null ? WantedRun.NOTHING : ManifestFile.run(source),
                processes);
        if (processes == null && files.run.processes().isEmpty()) {
            throw VektraException.notFound(
                    "no Procfile in " + Shown.plain(folder.toString())
                            + (source == null
                                    ? ", and no manifest with services"
                                    : ", and no services in " + source.name()),
                    EXAMPLE);
        }
        return files;
    }

    /** The names of what can run. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (procfile == null) {
            run.processes().forEach(one -> names.add(one.name()));
        } else {
            procfile.types().forEach(one -> names.add(one.name()));
        }
        return names;
    }

    /** What can run; one that is to, and that has no command, is INVALID. */
    List<ProcessType> types(Formation formation) {
        return procfile == null
                ? run.processes().stream().map(one -> type(one, formation)).toList()
                : procfile.types();
    }

    private static ProcessType type(WantedProcess one, Formation formation) {
        String command = one.command();
        if (command == null && formation.count(one.name()) > 0) {
            throw VektraException.invalid(
                    one.at() + ": the service " + one.name() + " has no command, and Vektra builds no images",
                    "add command: ./start to it, or a Procfile with " + one.name() + ": ./start, or leave it out: "
                            + one.name() + "=0");
        }
        return new ProcessType(one.name(), command == null ? "" : command, one.port());
    }

    /** What runs before the rest, each time. */
    @Nullable
    String release() {
        return procfile == null ? null : procfile.commands().get(Procfile.RELEASE);
    }

    /** The services that run; none where processes are those of a Procfile. */
    Set<String> services(Formation formation) {
        Set<String> services = new LinkedHashSet<>();
        if (procfile == null) {
            run.processes().stream()
                    .map(WantedProcess::name)
                    .filter(name -> formation.count(name) > 0)
                    .forEach(services::add);
        }
        return services;
    }
}
