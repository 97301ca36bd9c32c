package vektra.monitors.canary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.file.Listing;
import vektra.manifest.apply.Naming;
import vektra.manifest.format.ManifestFile;
import vektra.manifest.wanted.Manifest;
import vektra.model.name.AppName;
import vektra.model.text.FileFailure;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** What a canary is made of: a folder {@code services/NAME} with the files of an app. */
public record ServiceFolder(String name, Path folder) {
    /** The folder with all of them. */
    public static final String SERVICES = "services";

    static final String SETUP = "setup";
    static final String TEARDOWN = "teardown";

    /** Room for the rest of an app's name. */
    private static final int LONGEST = 50;

    /** Those of a folder that Vektra is called from, sorted by name. */
    public static List<ServiceFolder> all(Path place) {
        Path services = place.resolve(SERVICES).toAbsolutePath().normalize();
        if (!Files.isDirectory(services)) {
            return List.of();
        }
        List<ServiceFolder> all = new ArrayList<>();
        try {
            for (Path each : Listing.of(services)) {
                String name = String.valueOf(each.getFileName());
                if (Files.isDirectory(each) && !name.startsWith(".")) {
                    all.add(new ServiceFolder(name, each));
                }
            }
        } catch (IOException e) {
            throw FileFailure.reading(services, e);
        }
        return all;
    }

    /** The one that a word names, such as {@code http} or {@code services/http}. */
    public static ServiceFolder find(Path place, String word) {
        String wanted = word.replaceFirst("^(\\./)?" + SERVICES + "/", "").replaceFirst("/+$", "");
        List<ServiceFolder> all = all(place);
        return all.stream()
                .filter(one -> one.name.equals(wanted))
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        "no folder " + Shown.quoted(SERVICES + "/" + wanted),
                        all.isEmpty()
                                ? "a canary is made of a folder such as services/http, with the manifest of an app"
                                : Nearest.hint(
                                        wanted,
                                        all.stream().map(ServiceFolder::name).toList())));
    }

    /** What the names of its apps begin with; INVALID when the folder's name comes to none. */
    String appName() {
        String near = AppName.nearest(name)
                .orElseThrow(() -> VektraException.invalid(
                        at("") + " cannot be the name of an app", "call it by lower-case letters, digits and dashes"))
                .value();
        return near.length() <= LONGEST ? near : near.substring(0, LONGEST).replaceFirst("-+$", "");
    }

    /** How messages name a file of it. */
    String at(String file) {
        return SERVICES + "/" + Shown.plain(name) + (file.isEmpty() ? "" : "/" + file);
    }

    /**
     * Refuses what could not be made, before anything is.
     *
     * @param options those of {@code apps:create}, by their names, and whether they have a value
     */
    void check(Map<String, Boolean> options) {
        String begin = appName();
        new CreateOptions(this).check(options);
        manifest(new AppName(begin));
        script(SETUP);
        script(TEARDOWN);
    }

    /** Its manifest for an app of that name; null when it has none. */
    @Nullable
    Manifest manifest(AppName app) {
        String file = ManifestFile.find(folder).orElse(null);
        if (file == null) {
            return null;
        }
        Manifest manifest = ManifestFile.of(folder, file);
        if (manifest.apps().size() != 1) {
            throw VektraException.invalid(
                    at(file) + " is for several apps", "a canary is one app: make a folder for each");
        }
        return Naming.named(manifest, app, () -> app);
    }

    /** A program of it that is run once; empty when it has none. */
    Optional<Path> script(String called) {
        Path file = folder.resolve(called);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (!Files.isExecutable(file)) {
            throw VektraException.invalid(at(called) + " is not executable", "chmod +x " + at(called));
        }
        return Optional.of(file);
    }
}
