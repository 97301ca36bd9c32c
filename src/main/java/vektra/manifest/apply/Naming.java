package vektra.manifest.apply;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;

/** Which apps a manifest is for. */
public final class Naming {
    private Naming() {}

    /**
     * The manifest with its apps named.
     *
     * @param given the app that is asked for: of a file with several apps that one alone; null for what the file says
     * @param otherwise the app where neither says it
     */
    public static Manifest named(Manifest manifest, @Nullable AppName given, Supplier<AppName> otherwise) {
        List<WantedApp> apps = manifest.apps();
        if (apps.size() == 1) {
            WantedApp only = apps.get(0);
            AppName name = given != null ? given : only.name() != null ? only.name() : otherwise.get();
            return with(manifest, List.of(named(only, name)));
        }
        if (given == null) {
            return manifest;
        }
        List<WantedApp> meant =
                apps.stream().filter(app -> given.equals(app.name())).toList();
        if (meant.isEmpty()) {
            throw VektraException.notFound(
                    manifest.file() + " has no app called " + given,
                    "it has "
                            + String.join(
                                    ", ",
                                    apps.stream()
                                            .map(app -> String.valueOf(app.name()))
                                            .toList()));
        }
        return with(manifest, meant);
    }

    private static WantedApp named(WantedApp app, AppName name) {
        return new WantedApp(app.at(), name, app.resources(), app.variables(), app.drains(), app.programs());
    }

    private static Manifest with(Manifest manifest, List<WantedApp> apps) {
        return new Manifest(manifest.file(), manifest.services(), apps, manifest.notes());
    }
}
