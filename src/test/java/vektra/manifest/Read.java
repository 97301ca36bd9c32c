package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vektra.manifest.format.ManifestFile;
import vektra.manifest.text.Source;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedResource;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** Reads manifests as files of a folder have them. */
final class Read {
    static final Path ROOT = Path.of("src/test/resources/vektra/manifest");

    /** What a folder of examples says of each of its files. */
    static final String YIELDS = "yields.txt";

    /** What files of a folder of examples are called where they belong. */
    static final Map<String, String> NAMES = Map.of(
            "convox", "convox.yml",
            "app-json", "app.json",
            "score", "score.yaml",
            "render", "render.yaml",
            "do", ".do/app.yaml",
            "vektra", "vektra.yml");

    private Read() {}

    static List<Path> examples(String kind) {
        try (Stream<Path> files = Files.list(ROOT.resolve(kind))) {
            return files.filter(file -> !file.endsWith(YIELDS)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest example(String kind, String file) {
        return of(NAMES.get(kind), text(ROOT.resolve(kind).resolve(file)));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest of(String name, String text) {
        return ManifestFile.of(Source.of(text.getBytes(StandardCharsets.UTF_8), name));
    }

    static Manifest convox(String text) {
        return of("convox.yml", text);
    }

    /** The same for an app of that name. */
    static Manifest named(Manifest manifest, String app) {
        return vektra.manifest.apply.Naming.named(manifest, new AppName(app), () -> new AppName(app));
    }

    static WantedApp app(Manifest manifest) {
        assertThat(manifest.apps()).hasSize(1);
        return manifest.apps().get(0);
    }

    /** Names and types. */
    static Map<String, String> resources(Manifest manifest) {
        Map<String, String> resources = new LinkedHashMap<>();
        for (WantedResource one : app(manifest).resources()) {
            resources.put(one.name(), one.type() == null ? null : one.type().text());
        }
        return resources;
    }

    /** Names and values; null for one that is required, and {@code generated}. */
    static Map<String, String> variables(Manifest manifest) {
        Map<String, String> variables = new LinkedHashMap<>();
        app(manifest)
                .variables()
                .forEach(one -> variables.put(
                        one.name(),
                        one.generated()
                                ? "generated"
                                : one.value() == null ? null : one.value().text()));
        return variables;
    }

    /** That a text is refused as INVALID with words of its message and its hint. */
    static void refused(String name, String text, String message, String hint) {
        VektraException refused = catchThrowableOfType(VektraException.class, () -> of(name, text));
        assertThat(refused).as(message).isNotNull();
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.getMessage()).contains(message).doesNotContain("\n");
        assertThat(String.valueOf(refused.hint())).contains(hint).doesNotContain("\n");
    }
}
