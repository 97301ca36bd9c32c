package vektra.manifest.apply;

import java.util.List;
import java.util.Map;
import vektra.addons.core.Lookup;
import vektra.addons.provision.Assembler;
import vektra.addons.provision.Assembly;
import vektra.manifest.wanted.Manifest;
import vektra.model.name.ServiceName;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Store;

/**
 * Makes apps what their manifest says: first the services that are missing, each as a change of its own, then everything else
 * as one change. Again it changes nothing.
 */
public final class Apply {
    private static final String COMMAND = "resources:apply";
    /** Apps come and go while locks are waited for; more often than this in a row is no chance. */
    private static final int TRIES = 20;

    private final Assembler home;

    public Apply(Assembler home) {
        this.home = home;
    }

    /** Applies a manifest; the decision that was carried out. */
    public Decision apply(Manifest manifest) {
        home.engine().settle();
        Decision first = decided(home.engine().lookup(), manifest);
        Decision decided = first;
        if (!first.services().isEmpty()) {
            first.services().forEach(this::enable);
            decided = decided(home.engine().lookup(), manifest);
        }
        for (int i = 0; i < TRIES; i++) {
            Decision done = decided.acts().isEmpty() ? decided : under(decided);
            if (decided.locks().containsAll(done.locks())) {
                return done.after(first);
            }
            decided = done;
        }
        throw VektraException.conflict("the apps of " + manifest.file() + " keep changing", "try again");
    }

    private Decision decided(Lookup at, Manifest manifest) {
        return new Deciding(home, at, manifest).decide();
    }

    private void enable(ServiceName name, Map<String, String> options) {
        home.enable().enable(name, options, null);
    }

    /** Decides once more under the locks, and carries it out when they are enough. */
    private Decision under(Decision before) {
        Decision now;
        Assembly assembly;
        try (Store.Session session = home.engine().open(List.copyOf(before.locks()))) {
            now = decided(home.engine().lookup(session), before.manifest());
            if (!before.locks().containsAll(now.locks()) || now.acts().isEmpty()) {
                return now;
            }
            String file = now.manifest().file();
            Assembly all = home.in(session, Deed.of(COMMAND).with("manifest", file));
            now.acts().forEach(act -> act.to(all));
            assembly = all;
            assembly.carryOut("Apply " + file);
        }
        home.restock(assembly);
        return now;
    }
}
