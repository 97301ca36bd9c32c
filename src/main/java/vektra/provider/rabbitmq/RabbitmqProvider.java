package vektra.provider.rabbitmq;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import vektra.model.ActionResult;
import vektra.model.Census;
import vektra.model.Credentials;
import vektra.model.Failpoint;
import vektra.model.Fault;
import vektra.model.HostPort;
import vektra.model.Id;
import vektra.model.Observation;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
import vektra.model.VektraException;
import vektra.provider.rabbitmq.Names.Login;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** An add-on is a vhost, an attachment a user that can enter no other. */
public final class RabbitmqProvider implements AddonProvider, Ability.Checks, Ability.Actions {
    private static final String ALL_RIGHTS = "{\"configure\": \".*\", \"write\": \".*\", \"read\": \".*\"}";

    /** To empty queues takes the right to read them. */
    private static final String OWN_RIGHTS = "{\"configure\": \"^$\", \"write\": \"^$\", \"read\": \".*\"}";

    private final Duration timeout;
    private final ServerRecipe recipe = new RabbitmqRecipe();

    /** @param timeout of the connecting and of every single answer */
    public RabbitmqProvider(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Service service() {
        return RabbitmqService.DESCRIPTION;
    }

    @Override
    public ServerRecipe recipe() {
        return recipe;
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this);
    }

    /** Refuses: such a server's management API is usually elsewhere, and a URL of AMQP does not name it. */
    @Override
    public Server adopt(String url, Map<String, String> options) {
        throw VektraException.invalid(
                "a RabbitMQ that runs elsewhere cannot be adopted: its URL does not name its management API",
                "set its variables for the app instead, as they were given to you");
    }

    @Override
    public String ping(Server server) {
        Management api = api(server);
        Map<String, Object> overview = api.list("rabbitmq_version,listeners", "overview").stream()
                .findFirst()
                .orElse(Map.of());
        boolean listens = overview.get("listeners") instanceof List<?> all
                && all.stream().anyMatch(one -> "amqp".equals(Json.object(one).get("protocol")));
        if (!listens) {
            throw VektraException.unavailable(api.at() + " takes no connections yet", null, null);
        }
        return String.valueOf(overview.get("rabbitmq_version"));
    }

    /** The limits are the server's data; only those that differ are set. */
    @Override
    public void configure(Server server) {
        Management api = api(server);
        Map<String, Map<String, Object>> limits = new LinkedHashMap<>();
        api.list("vhost,value", "vhost-limits")
                .forEach(one -> limits.put(String.valueOf(one.get("vhost")), Json.object(one.get("value"))));
        Names.vhosts(api.names("vhosts"))
                .values()
                .forEach(vhost -> limit(api, server, vhost, limits.getOrDefault(vhost, Map.of())));
    }

    private static void limit(Management api, Server server, String vhost, Map<String, Object> present) {
        for (String limit : RabbitmqService.LIMITS) {
            String wanted = server.option(limit);
            if (!wanted.isEmpty() && !wanted.equals(String.valueOf(present.get(limit)))) {
                api.put("{\"value\": " + wanted + "}", "vhost-limits", vhost, limit);
            }
        }
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        Management api = api(server);
        String vhost = Names.vhost(wanted);
        api.put("{}", "vhosts", vhost);
        Failpoint.reached("rabbitmq: vhost made");
        api.put(OWN_RIGHTS, "permissions", vhost, RabbitmqRecipe.ADMIN);
        limit(api, server, vhost, Map.of());
        Failpoint.reached("rabbitmq: vhost limited");
        return new Resource(wanted.id(), wanted.label(), Map.of(Names.FACT, vhost));
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        Management api = api(server);
        String addon = resource.id().brief();
        // users first: no app may come back before its vhost is gone
        drop(api, login -> login.addon().equals(addon));
        String vhost = Names.vhosts(api.names("vhosts")).get(addon);
        if (vhost != null) {
            api.delete("vhosts", vhost);
            Failpoint.reached("rabbitmq: vhost deleted");
        }
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        Management api = api(server);
        String vhost = Names.vhost(resource);
        if (!api.exists("vhosts", vhost)) {
            throw VektraException.refused("the vhost " + vhost + " of " + api.at() + " is gone", null, null);
        }
        Credentials made = new Credentials(credentials, Names.user(resource, credentials), fresh);
        api.put("{" + PasswordHash.user(fresh, "management") + "}", "users", made.user());
        Failpoint.reached("rabbitmq: user made");
        api.put(ALL_RIGHTS, "permissions", vhost, made.user());
        Failpoint.reached("rabbitmq: rights given");
        if (!api.as(made).opens(vhost)) {
            throw VektraException.refused(api.at() + " refuses a user that was just made", null, null);
        }
        return made;
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        String addon = resource.id().brief();
        drop(
                api(server),
                login -> login.addon().equals(addon) && login.credentials().equals(credentials.brief()));
    }

    private static void drop(Management api, Predicate<Login> which) {
        Names.logins(api.names("users")).values().stream()
                .filter(which)
                .forEach(login -> api.delete("users", login.user()));
        Failpoint.reached("rabbitmq: users deleted");
        // also those of users that an earlier attempt deleted
        new Sessions(api)
                .end(user -> Names.logins(List.of(user)).values().stream().anyMatch(which));
        Failpoint.reached("rabbitmq: connections closed");
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        Management api = api(server);
        String addon = resource.id().brief();
        Set<String> live = new TreeSet<>();
        Names.logins(api.names("users")).values().stream()
                .filter(login -> login.addon().equals(addon))
                .forEach(login -> live.add(login.credentials()));
        String vhost = Names.vhosts(api.names("vhosts")).get(addon);
        return new Observation(vhost != null, live, vhost == null ? Map.of() : new Vhost(api, vhost).figures());
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return new Examination(api(server)).faults(resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return new Examination(api(server)).census(known);
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        Vhost vhost = new Vhost(api(server), Names.vhost(resource));
        return switch (action) {
            case RabbitmqService.STATS -> ActionResult.figures("Figures of the vhost " + vhost.name(), vhost.figures());
            case RabbitmqService.PURGE -> vhost.purge();
            default -> throw new IllegalArgumentException(action);
        };
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        HostPort host = server.host();
        String vhost = Names.vhost(resource);
        String login = Management.encoded(credentials.user()) + ":"
                + Management.encoded(credentials.password().reveal()) + "@";
        String url = "amqp://" + login + host + "/" + Management.encoded(vhost);
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("RABBITMQ_URL", url);
        vars.put("RABBITMQ_USER", credentials.user());
        vars.put("RABBITMQ_PASS", credentials.password().reveal());
        vars.put("RABBITMQ_HOST", host.host());
        vars.put("RABBITMQ_PORT", String.valueOf(host.port()));
        vars.put("RABBITMQ_NAME", vhost);
        vars.put("RABBITMQ_MANAGEMENT_URL", "http://" + login + Management.HOST + ":" + Management.port(host));
        vars.put("CLOUDAMQP_URL", url);
        return vars;
    }

    private Management api(Server server) {
        return Management.of(server, timeout);
    }
}
