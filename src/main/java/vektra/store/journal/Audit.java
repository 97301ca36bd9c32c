package vektra.store.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.Audited;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.store.disk.Paths;
import vektra.store.format.Json;
import vektra.store.format.Node;

/** A line of {@code audit.jsonl}: who did what to which app, service, add-on or drain, and when; never a secret. */
public final class Audit {
    private static final Set<String> ENVELOPE = Set.of("schema", "time", "user", "command", "change");

    private final Clock clock;
    private final String user;

    /** @param user who is at work, where a deed does not say */
    public Audit(Clock clock, String user) {
        this.clock = clock;
        this.user = user;
    }

    /**
     * The line of one change.
     *
     * @param touched what its writes concern
     */
    public Image.Log line(Deed deed, String change, Map<String, Object> touched) {
        Map<String, Object> what = new LinkedHashMap<>();
        List.of("apps", "services", "addons").forEach(always -> what.put(always, List.of()));
        what.putAll(touched);
        deed.more().forEach((field, value) -> what.merge(field, value, Audit::both));
        Deed known = deed.by(user);
        return new Image.Log(Paths.AUDIT, Image.Text.of(Json.line(out -> {
            out.writeStringField(
                    "time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            out.writeStringField("user", known.user());
            out.writeStringField("command", deed.command());
            for (Map.Entry<String, Object> field : what.entrySet()) {
                out.writeFieldName(field.getKey());
                write(out, field.getValue());
            }
            out.writeStringField("change", change);
        })));
    }

    /** Names of both; of other fields the deed's. */
    private static Object both(Object written, Object said) {
        if (written instanceof Collection<?> some && said instanceof Collection<?> more) {
            TreeSet<String> names = new TreeSet<>();
            some.forEach(name -> names.add(String.valueOf(name)));
            more.forEach(name -> names.add(String.valueOf(name)));
            return List.copyOf(names);
        }
        return said;
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Collection<?> texts) {
            out.writeStartArray();
            for (Object text : texts) {
                out.writeString(String.valueOf(text));
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> texts) {
            out.writeStartObject();
            texts.forEach((name, text) -> {
                try {
                    out.writeStringField(String.valueOf(name), String.valueOf(text));
                } catch (IOException e) {
                    throw new UncheckedIOException("memory is no disk and cannot fail", e);
                }
            });
            out.writeEndObject();
        } else {
            out.writeString(String.valueOf(value));
        }
    }

    /** The refusal of lines before a change that the audit does not have. */
    public static VektraException unknown(Audited.Wanted wanted) {
        return VektraException.notFound(
                "the audit has no change " + wanted.before(), "take the id of one of its lines");
    }

    public static Audited read(Node line) {
        Map<String, Object> what = new LinkedHashMap<>();
        line.fields().forEach((name, value) -> {
            if (!ENVELOPE.contains(name)) {
                what.put(name, value instanceof List<?> list ? new ArrayList<Object>(list) : value);
            }
        });
        return new Audited(line.instant("time"), line.text("user"), line.text("command"), what, line.text("change"));
    }
}
