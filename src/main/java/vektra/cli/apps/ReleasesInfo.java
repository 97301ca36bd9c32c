package vektra.cli.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.app.Release;
import vektra.model.text.Masked;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Shows one release. */
public final class ReleasesInfo extends AppCommand<Release> {
    private final Param<Integer> version = argument("vN", "the release", ReleasesInfo::version);
    private final Flag reveal = flag("--reveal", "show passwords");

    /** Reads {@code v12} or {@code 12}. */
    static int version(String text) {
        String digits = text.startsWith("v") ? text.substring(1) : text;
        if (!digits.matches("[0-9]{1,9}")) {
            throw VektraException.invalid(Shown.quoted(text) + " is not a release", "for example v3");
        }
        return Integer.parseInt(digits);
    }

    @Override
    public Release run(Invocation with) {
        return with.verbs().releases().info(app(with), version.get());
    }

    @Override
    public void print(Release release, Output out) {
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Release", "v" + release.version()));
        pairs.add(List.of("Description", release.description()));
        pairs.add(List.of("By", release.by()));
        pairs.add(List.of("At", Shown.time(release.createdAt())));
        pairs.add(List.of("Attached", release.attached().isEmpty() ? "-" : String.join(", ", release.attached())));
        Map<String, String> config = release.config();
        if (config == null) {
            pairs.add(List.of("Config vars", "no longer kept"));
        } else {
            config.forEach((name, value) ->
                    pairs.add(List.of("  " + name, reveal.isSet() ? value : Masked.value(name, value))));
        }
        out.pairs(pairs);
    }

    @Override
    public Object json(Release release) {
        Map<String, @Nullable Object> view = new java.util.LinkedHashMap<>(Views.release(release));
        view.put("attached", release.attached());
        view.put("config", release.config() == null ? null : new TreeMap<>(release.config()));
        return view;
    }
}
