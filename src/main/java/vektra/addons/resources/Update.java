package vektra.addons.resources;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.Lookup;
import vektra.addons.core.Options;
import vektra.addons.core.Providers;
import vektra.addons.services.Enable;
import vektra.addons.services.OptionChanges;
import vektra.addons.services.Reconfiguring;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;

/** Changes options of an add-on's own server. */
public record Update(Engine engine, Providers providers, ServerLauncher launcher, Progress progress) {
    private static final String COMMAND = "resources:update";

    /**
     * The add-on with the options that its server now has.
     *
     * @param changed those that differ from before
     * @param restart whether some take effect after a restart
     */
    public record Updated(Addon addon, Map<String, String> changed, boolean restart) {}

    /** Changes them; the same again is no error. An add-on that shares its server is a CONFLICT. */
    public Updated update(String what, @Nullable AppName within, Map<String, String> given) {
        try (Held held = Held.of(engine, what, within, List.of())) {
            Addon addon = held.owned().addon();
            Lookup.requireReady(addon);
            Server server = addon.server();
            AddonProvider provider = providers.of(addon.service());
            Service service = provider.service();
            Map<String, String> options = Options.checked(service, Options.respelled(service, given));
            if (server == null) {
                throw VektraException.conflict(
                        addon.name() + " shares its server, so it has no options of its own",
                        Text.of(
                                "for a server of its own: ",
                                Next.of("addons:upgrade", addon.name(), "dedicated"),
                                "; for all add-ons: ",
                                Next.of("addons:enable", addon.service())));
            }
            OptionChanges changes =
                    OptionChanges.of(service, server, addon.name().value(), options);
            Enable.Outcome outcome = new Reconfiguring(launcher, progress, held.session(), provider, COMMAND)
                    .apply(changes, true, () -> true, changed -> held.owned().put(addon.on(changed)));
            return new Updated(addon, changes.values(), outcome == Enable.Outcome.RESTART_NEEDED);
        }
    }
}
