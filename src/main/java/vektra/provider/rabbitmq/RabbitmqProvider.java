package vektra.provider.rabbitmq;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vektra.json.Json;
import vektra.model.Failpoint;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.service.Usage;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.rabbitmq.Names.Login;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** An add-on is a vhost, an attachment a user that can enter no other. */
public final class RabbitmqProvider implements AddonProvider, Ability.Checks, Ability.Capacity {
    /** To empty queues takes the right to read them. */
    private static final String OWN_RIGHTS = "{\"configure\": \"^$\", \"write\": \"^$\", \"read\": \".*\"}";

    private final Duration timeout;
    private final Path authority;
    private final ServerRecipe recipe = new RabbitmqRecipe();
    private final Connections connections = new Connections(this::api);

    /**
     * @param timeout of the connecting and of every single answer
     * @param authority the file by which servers that require TLS are verified
     */
    public RabbitmqProvider(Duration timeout, Path authority) {
        this.timeout = timeout;
        this.authority = authority;
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
        return Abilities.of(this, connections, new Trial(authority), new VhostData(this::api));
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        return AdoptedUrl.parse(url).server(service().name(), options);
    }

    @Override
    public String ping(Server server) {
        Management api = api(server);
        Map<String, Object> overview = api.list("rabbitmq_version,listeners", "overview").stream()
                .findFirst()
                .orElse(Map.of());
        String protocol = server.requiresTls() ? "amqp/ssl" : "amqp";
        boolean listens = overview.get("listeners") instanceof List<?> all
                && all.stream().anyMatch(one -> protocol.equals(Json.object(one).get("protocol")));
        if (!listens) {
            throw VektraException.unavailable(api.at() + " takes no connections yet", null, null);
        }
        if (!server.managed()) {
            new AdoptedServer(api).require();
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
    public List<Usage> usage(Server server) {
        return api(server).list("mem_used,mem_limit,fd_used,fd_total", "nodes").stream()
                .flatMap(node -> Stream.of(
                        Usage.bytes("memory", number(node, "mem_used"), number(node, "mem_limit"), null),
                        Usage.counted("open files", number(node, "fd_used"), number(node, "fd_total"), null)))
                .toList();
    }

    /** 0 until a server that has just started has counted. */
    private static long number(Map<String, Object> node, String field) {
        return node.get(field) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        Management api = api(server);
        String vhost = Names.vhost(wanted);
        api.put("{}", "vhosts", vhost);
        Failpoint.reached("rabbitmq: vhost made");
        api.put(OWN_RIGHTS, "permissions", vhost, api.user());
        limit(api, server, vhost, Map.of());
        Failpoint.reached("rabbitmq: vhost limited");
        return wanted.with(Map.of(Names.FACT, vhost));
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
        api.requireVhost(vhost);
        Credentials made = new Credentials(credentials, Names.user(resource, credentials), fresh);
        api.put("{" + PasswordHash.user(fresh, "management") + "}", "users", made.user());
        Failpoint.reached("rabbitmq: user made");
        new Vhost(api, vhost).admit(made.user());
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
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return connections.vars(server, resource, credentials);
    }

    private Management api(Server server) {
        return Management.of(server, authority, timeout);
    }
}
