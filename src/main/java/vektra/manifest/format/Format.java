package vektra.manifest.format;

import java.util.List;
import java.util.Optional;
import vektra.manifest.text.Form;
import vektra.manifest.text.Tree;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedRun;

/** A format of manifests. */
public enum Format {
    OWN("vektra.yml vektra.yaml", "vektra"),
    CONVOX("convox.yml convox.yaml", "convox"),
    APP_JSON("app.json", "app"),
    SCORE("score.yaml score.yml", "score"),
    RENDER("render.yaml render.yml", "render"),
    APP_SPEC(".do/app.yaml .do/app.yml", "");

    private final String files;
    private final String stem;

    Format(String files, String stem) {
        this.files = files;
        this.stem = stem;
    }

    /** What files of this format are called. */
    public List<String> files() {
        return List.of(files.split(" ", -1));
    }

    /** Reads a file of this format. */
    public Manifest read(String file, Tree tree) {
        Form form = Form.of(tree, "");
        return switch (this) {
            case OWN -> new OwnFormat(file, form).read();
            case CONVOX -> new ConvoxFormat(file, form).read();
            case APP_JSON -> new AppJsonFormat(file, form).read();
            case SCORE -> new ScoreFormat(file, form).read();
            case RENDER -> new RenderFormat(file, form).read();
            case APP_SPEC -> new AppSpecFormat(file, form).read();
        };
    }

    /** Reads what a file of this format says of running its app. */
    public WantedRun run(Tree tree) {
        Form form = Form.of(tree, "");
        return switch (this) {
            case CONVOX -> ConvoxProcesses.read(form);
            case APP_JSON -> AppJsonScripts.read(form);
            default -> WantedRun.NOTHING;
        };
    }

    /** The format of a file, by its name or else by what is in it. */
    public static Optional<Format> of(String file, Tree tree) {
        for (Format format : values()) {
            for (String name : format.files()) {
                if (file.equals(name) || file.endsWith("/" + name)) {
                    return Optional.of(format);
                }
            }
        }
        String last = file.substring(file.lastIndexOf('/') + 1);
        for (Format format : List.of(OWN, CONVOX, SCORE, RENDER)) {
            if (last.startsWith(format.stem) && last.matches(".*\\.ya?ml")) {
                return Optional.of(format);
            }
        }
        return tree instanceof Tree.Fields fields ? byContent(last, fields) : Optional.empty();
    }

    private static Optional<Format> byContent(String last, Tree.Fields fields) {
        List<String> keys = List.copyOf(fields.all().keySet());
        if (last.endsWith(".json")) {
            return Optional.of(APP_JSON);
        }
        if (keys.contains("apiVersion") && keys.contains("containers")) {
            return Optional.of(SCORE);
        }
        if (keys.contains("drains") || keys.contains("apps") || keys.contains("app")) {
            return Optional.of(OWN);
        }
        if (keys.contains("databases") || keys.contains("envVarGroups")) {
            return Optional.of(keys.contains("name") || keys.contains("region") ? APP_SPEC : RENDER);
        }
        return keys.contains("resources") ? Optional.of(CONVOX) : Optional.empty();
    }
}
