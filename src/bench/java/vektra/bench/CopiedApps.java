package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Many apps with an add-on each, as {@code addons:bind} leaves them: copies of the app {@code app}. */
final class CopiedApps {
    private CopiedApps() {}

    /** Makes others, whose add-ons have names that begin so, until there are so many apps. */
    static void make(Home home, String prefix, int apps) throws IOException {
        Path folder = home.folder();
        String app = Files.readString(folder.resolve("apps/app.json"));
        String history = Files.readString(folder.resolve("apps/app.releases.jsonl"));
        String addon = app.replaceFirst("(?s).*\"addon\" *: *\"([^\"]*)\".*", "$1");
        String reservation = Files.readString(folder.resolve("addons/" + addon));
        for (int i = 1; i < apps; i++) {
            String name = "app" + i;
            String other = prefix + (100_000 + i);
            Files.writeString(
                    folder.resolve("apps/" + name + ".json"),
                    owned(app, "name", name).replace(addon, other));
            Files.writeString(folder.resolve("apps/" + name + ".releases.jsonl"), history.replace(addon, other));
            Files.writeString(folder.resolve("addons/" + other), owned(reservation, "app", name));
        }
    }

    private static String owned(String json, String field, String app) {
        return json.replaceFirst("\"" + field + "\" *: *\"app\"", "\"" + field + "\": \"" + app + "\"");
    }
}
