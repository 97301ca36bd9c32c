package vektra.addons;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.AddonUse;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Encryption;

/** Reads all that is known of one add-on, and asks its server. */
public record Inspect(Engine engine, Providers providers, ServerLauncher launcher) {
    /**
     * One attachment with the spellings of its connection.
     *
     * @param connection label to URL, secrets included
     */
    public record Attached(AddonUse use, Map<String, String> connection) {}

    /**
     * Everything about one add-on.
     *
     * @param authority the file that clients verify the server with; null where it has no TLS of Vektra's
     * @param observation null when its server does not answer; then {@code problem} says why
     */
    public record Details(
            Inventory.Row row,
            Server server,
            List<Attached> attached,
            @Nullable Path authority,
            @Nullable Observation observation,
            @Nullable Text problem) {}

    /** One add-on with what its server says of it. */
    public Details of(String what, @Nullable AppName within) {
        engine.reap();
        Lookup at = engine.lookup();
        OwnedAddon owned = new Resolver(at).find(what, within);
        Addon addon = owned.addon();
        if (!addon.isReady()) {
            Server planned = addon.server() == null ? at.serverOf(addon) : addon.server();
            List<Attached> uses = owned.uses().stream()
                    .map(use -> new Attached(use, Map.of()))
                    .toList();
            return new Details(
                    Inventory.row(owned),
                    planned,
                    uses,
                    null,
                    null,
                    Text.of("it is still being provisioned: ", Next.of("addons:wait", addon.name())));
        }
        Server server = at.serverOf(addon);
        AddonProvider provider = providers.of(addon.service());
        Path authority =
                launcher.encryption(server, provider).map(Encryption::authority).orElse(null);
        List<Attached> attached = owned.uses().stream()
                .map(use -> new Attached(use, forms(provider, server, owned, use, authority)))
                .toList();
        try {
            return new Details(
                    Inventory.row(owned),
                    server,
                    attached,
                    authority,
                    provider.inspect(server, addon.resource()),
                    null);
        } catch (VektraException down) {
            return new Details(Inventory.row(owned), server, attached, authority, null, down.text());
        }
    }

    private static Map<String, String> forms(
            AddonProvider provider, Server server, OwnedAddon owned, AddonUse use, @Nullable Path authority) {
        Resource resource = owned.addon().resource();
        Credentials credentials = use.attachment().credentials();
        Map<String, String> forms = new LinkedHashMap<>();
        provider.abilities().forms().ifPresent(able -> {
            forms.putAll(able.connectionForms(server, resource, credentials));
            if (authority != null) {
                forms.putAll(able.verifiedForms(server, resource, credentials, authority));
            }
        });
        return forms;
    }
}
