package vektra.addons;

import java.util.Optional;
import vektra.addons.core.AppWords;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.Client;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;

/** Opens an add-on in the interactive client of its service. */
public record Connect(Engine engine, Providers providers) {
    /** The interactive client for an app's attachment. */
    public Client client(AppName name, String what) {
        engine.settle();
        Lookup at = engine.lookup();
        App app = at.app(name);
        AppWords words = new AppWords(at, app);
        Attachment attachment = words.attachment(what).orElseThrow(() -> {
            words.mustBeKnown(what);
            return VektraException.notFound(
                    what + " is not bound to " + name,
                    Text.of("first: ", Next.of("addons:bind", what).app(name)));
        });
        Addon addon = at.requiredAddon(app, attachment);
        Lookup.requireReady(addon);
        Server server = at.serverOf(addon);
        providers.ensureAnswering(server);
        Optional<Ability.Shell> shell =
                providers.of(addon.service()).abilities().shell();
        Next variables = Next.of("config").app(name);
        return shell.map(able -> able.client(server, addon.resource(), attachment.credentials()))
                .orElseThrow(() -> VektraException.unavailable(
                        "no interactive client of " + addon.service()
                                + (shell.isPresent() ? " is on this machine" : " is run by Vektra"),
                        shell.isPresent()
                                ? Text.of("install it, or use the URL: ", variables)
                                : Text.of("run one with the app's variables: ", variables),
                        null));
    }
}
