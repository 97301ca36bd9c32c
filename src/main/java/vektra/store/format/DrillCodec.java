package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Drill;

/** The last drill inside what is written beside a backup, or in a schedule. */
public final class DrillCodec {
    private static final String FIELD = "drill";

    private DrillCodec() {}

    /** Nothing where there was none. */
    public static void write(JsonGenerator out, @Nullable Drill drill) throws IOException {
        if (drill != null) {
            Json.object(out, FIELD, fields -> {
                fields.writeStringField("at", drill.at().toString());
                fields.writeNumberField("millis", drill.took().toMillis());
                if (drill.problem() != null) {
                    fields.writeStringField("problem", drill.problem());
                }
            });
        }
    }

    public static @Nullable Drill read(Node node) {
        return node.objectOrNull(
                FIELD,
                drill -> new Drill(
                        drill.instant("at"), Duration.ofMillis(drill.number("millis")), drill.textOrNull("problem")));
    }
}
