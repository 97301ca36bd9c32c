package vektra.addons.apps;

import java.util.List;
import vektra.addons.core.Engine;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Remembers of an app that the script which its manifest runs once has run. */
public record Postdeploy(Engine engine) {
    private static final String COMMAND = "up";

    /** Whether it is still to run. */
    public boolean isDue(AppName name) {
        return !engine.lookup().app(name).declared().postdeployed();
    }

    /** It has run; again is no error. */
    public void done(AppName name) {
        try (Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.APP, name)))) {
            App app = engine.lookup(session).app(name);
            if (!app.declared().postdeployed()) {
                App after = app.declaring(app.declared().afterPostdeploy());
                session.commit(COMMAND, List.of(new Store.Write.PutApp(after, null)), List.of());
            }
        }
    }
}
