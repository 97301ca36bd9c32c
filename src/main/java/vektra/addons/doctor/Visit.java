package vektra.addons.doctor;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;

/** One visit of the doctor: what the store says now, and which servers need not be asked any more. */
final class Visit {
    private final Engine engine;
    private final Providers providers;
    private final Progress progress;
    private @Nullable AppName only;
    private final @Nullable String confirmed;
    private @Nullable Scene scene;
    private final Set<String> silent = new HashSet<>();
    private final Set<String> warned = new HashSet<>();

    /** @param confirmed the server that may begin again without its data; null for none */
    Visit(Engine engine, Providers providers, Progress progress, @Nullable AppName only, @Nullable String confirmed) {
        this.engine = engine;
        this.providers = providers;
        this.progress = progress;
        this.confirmed = confirmed;
        this.only = only;
    }

    AddonProvider provider(Server server) {
        return providers.of(server.service());
    }

    /** Whether the whole home is looked at, and not one app alone. */
    boolean wholeHome() {
        return only == null;
    }

    Scene scene() {
        Scene known = scene;
        if (known == null) {
            known = Scene.read(engine.lookup(), only);
            scene = known;
        }
        return known;
    }

    /** Something was changed: the next look reads the store again. */
    void changed() {
        scene = null;
    }

    /** A server that apps share has moved, which concerns them all. */
    void moved() {
        only = null;
        scene = null;
    }

    /** Whether a server may begin again without its data. */
    boolean mayBeginAgain(Server server) {
        return server.id().equals(confirmed);
    }

    void silent(Server server, boolean isSilent) {
        if (isSilent) {
            silent.add(server.id());
        } else {
            silent.remove(server.id());
        }
    }

    /** Warns of what the versions of servers keep them from: no finding, since nothing here fixes it. */
    void warn(Server server) {
        providers.cautions(server).forEach(this::warn);
    }

    /** Warns once a visit. */
    void warn(String message) {
        if (warned.add(message)) {
            progress.warn(message);
        }
    }

    boolean answers(Server server) {
        return !silent.contains(server.id());
    }
}
