package vektra.manifest.apply;

import java.util.Map;
import vektra.addons.provision.Assembly;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.logs.Drain;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.DrainName;
import vektra.model.text.Secret;
import vektra.model.text.Values;
import vektra.spi.Store;

/** One part of what makes apps what their manifest says. */
public sealed interface Act {
    /** Adds it to the one change that all of them are. */
    void to(Assembly assembly);

    /** The app is made. */
    record Begin(App app) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.put(app);
        }
    }

    record Detach(AppName app, Attachment attachment) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.detach(app, attachment);
        }
    }

    /** A new add-on with its attachment. */
    record Make(AppName app, Addon planned, AttachmentName as) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.create(app, planned);
            assembly.attach(app, planned.name(), as);
        }
    }

    /** An add-on that is there, or that an earlier part makes, is attached. */
    record See(AppName app, AddonName addon, AttachmentName as) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.attach(app, addon, as);
        }
    }

    /** The state of an add-on of the app changes, of which its server knows nothing. */
    record PutAddon(AppName app, Addon addon) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.put(assembly.app(app).withAddon(addon));
        }
    }

    /** Config vars of the user, which were generated. */
    record Set(AppName app, Map<String, String> vars) implements Act {
        @Override
        public void to(Assembly assembly) {
            App before = assembly.app(app);
            Map<String, Secret> config = Values.secrets(before.config());
            config.putAll(Values.secrets(vars));
            assembly.put(before.released(Values.ofSecrets(config)));
        }
    }

    record Declare(AppName app, Declared declared) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.put(assembly.app(app).declaring(declared));
        }
    }

    record PutDrain(Drain drain) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.also(new Store.Write.PutDrain(drain));
        }
    }

    record DropDrain(DrainName drain) implements Act {
        @Override
        public void to(Assembly assembly) {
            assembly.also(new Store.Write.DeleteDrain(drain));
        }
    }
}
