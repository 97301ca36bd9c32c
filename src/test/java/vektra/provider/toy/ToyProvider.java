package vektra.provider.toy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.Action;
import vektra.model.service.ConfigVar;
import vektra.model.service.HostPort;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.Abilities;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** Gives apps drawers on a toy's server. */
public final class ToyProvider implements AddonProvider {
    private static final String FORM = "toy://user:password@host:port";

    private static final Service SERVICE = new Service(
            new ServiceName("toy"),
            "Toy",
            "a toy; a drawer and a user per app",
            new AttachmentName("TOY"),
            List.of(new Plan(Plan.SHARED, "a drawer on the shared server", false, List.of(), true)),
            ServerOptions.with(FORM, List.of("machine"), List.of()),
            List.of(new ConfigVar("TOY_URL", "URL", "toy://user:password@host:port/drawer")),
            List.of(Action.change("rotate", "new credentials for every app that has it attached")));

    private final Duration timeout;

    public ToyProvider(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Service service() {
        return SERVICE;
    }

    @Override
    public ServerRecipe recipe() {
        return new ToyRecipe();
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this);
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        if (!url.matches("toy://[^@/:]+:[^@/:]+@[^@/:]+:[0-9]{1,5}")) {
            throw VektraException.invalid("that is not the URL of a toy's server", FORM);
        }
        URI parsed = URI.create(url);
        HostPort host = new HostPort(parsed.getHost(), parsed.getPort());
        return Server.adopted(SERVICE.name(), List.of(host), new Secret(url), options);
    }

    @Override
    public String ping(Server server) {
        return admin(server).ask("VERSION");
    }

    @Override
    public void configure(Server server) {
        admin(server).ask("VERSION");
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        admin(server).ask("MAKE", drawer(wanted));
        return wanted.with(Map.of("drawer", drawer(wanted)));
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        admin(server).ask("DROP", drawer(resource));
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        Credentials made = new Credentials(credentials, user(resource, credentials.brief()), fresh);
        admin(server).ask("USER", drawer(resource), made.user(), fresh.reveal());
        new ToyWire(url(server, resource, made), timeout).ask("GET", "anything");
        return made;
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        admin(server).ask("GONE", user(resource, credentials.brief()));
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        String users = admin(server).ask("LIST", drawer(resource));
        Set<String> briefs = Stream.of(users.split(" "))
                .filter(user -> user.startsWith(user(resource, "")))
                .map(user -> user.substring(user(resource, "").length()))
                .collect(Collectors.toSet());
        return new Observation(!users.equals("none"), briefs, Map.of());
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return Map.of("TOY_URL", url(server, resource, credentials).reveal());
    }

    /** Names derive from ids, so that what a crash left is found again. */
    private static String drawer(Resource resource) {
        return "drawer-" + resource.id().brief();
    }

    private static String user(Resource resource, String credentials) {
        return "user-" + resource.id().brief() + "-" + credentials;
    }

    private static Secret url(Server server, Resource resource, Credentials credentials) {
        return new Secret("toy://" + credentials.user() + ":"
                + credentials.password().reveal() + "@" + server.host() + "/" + drawer(resource));
    }

    private ToyWire admin(Server server) {
        return new ToyWire(server.adminUrl(), timeout);
    }
}
