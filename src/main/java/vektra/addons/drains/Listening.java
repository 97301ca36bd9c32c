package vektra.addons.drains;

import java.util.List;
import java.util.function.UnaryOperator;
import vektra.addons.core.Engine;
import vektra.model.logs.LogSettings;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Where the log router takes lines of the syslog protocol, however it is started. */
public record Listening(Engine engine) {
    /** As they were kept last. */
    public LogSettings settings() {
        return engine.read().logSettings();
    }

    /** Keeps changed settings for the next router; the same again writes nothing. */
    public LogSettings change(UnaryOperator<LogSettings> change) {
        try (Store.Session session = engine.open(List.of(Locks.Name.LOG_SETTINGS))) {
            LogSettings before = session.logSettings();
            LogSettings after = change.apply(before);
            if (!after.equals(before)) {
                session.commit("logs:router", List.of(new Store.Write.PutLogSettings(after)), List.of());
            }
            return after;
        }
    }
}
