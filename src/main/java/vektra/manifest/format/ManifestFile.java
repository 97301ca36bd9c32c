package vektra.manifest.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vektra.manifest.text.Source;
import vektra.manifest.text.Tree;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedRun;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Finds the manifest of a folder, and reads it. */
public final class ManifestFile {
    private static final String KNOWN = List.of(Format.values()).stream()
            .map(format -> format.files().get(0))
            .collect(Collectors.joining(", "));

    private ManifestFile() {}

    /** Reads the only manifest that there is in a folder; none, and several, are INVALID. */
    public static Manifest in(Path folder) {
        return of(
                folder,
                find(folder)
                        .orElseThrow(() -> VektraException.invalid(
                                "no manifest in " + Shown.plain(folder.toString()),
                                Text.of("say which: ", Input.of("manifest", "FILE"), "; known: " + KNOWN))));
    }

    /** The name of the only manifest that there is in a folder; several are INVALID. */
    public static Optional<String> find(Path folder) {
        List<String> found = new ArrayList<>();
        for (Format format : Format.values()) {
            format.files().stream()
                    .filter(name -> Files.isRegularFile(folder.resolve(name)))
                    .forEach(found::add);
        }
        if (found.size() > 1) {
            throw VektraException.invalid(
                    "several manifests: " + String.join(", ", found),
                    Text.of("say which: ", Input.of("manifest", found.get(0))));
        }
        return found.stream().findFirst();
    }

    /** Reads a file. */
    public static Manifest of(Path folder, String file) {
        return of(Source.of(folder.resolve(file), file));
    }

    /** Reads a text. */
    public static Manifest of(Source source) {
        Tree tree = source.tree();
        return format(source, tree).read(source.name(), tree);
    }

    /** Reads what a text says of running its app. */
    public static WantedRun run(Source source) {
        Tree tree = source.tree();
        return format(source, tree).run(tree);
    }

    private static Format format(Source source, Tree tree) {
        return Format.of(source.name(), tree)
                .orElseThrow(() -> VektraException.invalid(
                        source.name() + " is not a manifest that Vektra can read", "known: " + KNOWN));
    }
}
