package vektra.provider.rabbitmq;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vektra.model.Failpoint;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.provider.rabbitmq.Names.Login;
import vektra.spi.Ability;

/** What can be done with the queues and messages of an add-on. */
record VhostData(Function<Server, Management> api) implements Ability.Movable, Ability.Actions {
    @Override
    public void requireCopyable(Server from, Resource what) {
        new Vhost(api.apply(from), Names.vhost(what)).requireMovable();
    }

    /** Its users keep their passwords and lose their rights, without which no connection is let in. */
    @Override
    public void shut(Server server, Resource resource) {
        Management api = this.api.apply(server);
        List<String> users = users(api, resource);
        users.forEach(new Vhost(api, Names.vhost(resource))::shutOut);
        Failpoint.reached("rabbitmq: rights taken");
        users.forEach(new Sessions(api)::endOf);
        new Sessions(api).end(users::contains);
        Failpoint.reached("rabbitmq: connections closed");
    }

    @Override
    public void admit(Server server, Resource resource) {
        Management api = this.api.apply(server);
        String vhost = Names.vhosts(api.names("vhosts")).get(resource.id().brief());
        if (vhost != null) {
            users(api, resource).forEach(new Vhost(api, vhost)::admit);
        }
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        Vhost vhost = new Vhost(api.apply(from), Names.vhost(source));
        // again: apps sent until it was shut
        vhost.requireMovable();
        new Definitions(api.apply(from), vhost.name()).copyTo(api.apply(to), Names.vhost(target));
        Failpoint.reached("rabbitmq: definitions copied");
        try (Porter here = Porter.in(api.apply(from), source);
                Porter there = Porter.in(api.apply(to), target)) {
            for (Queue queue : vhost.queues()) {
                here.carry(queue, there);
                Failpoint.reached("rabbitmq: queue copied");
            }
        }
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        Vhost vhost = new Vhost(api.apply(server), Names.vhost(resource));
        vhost.api().requireVhost(vhost.name());
        return switch (action) {
            case RabbitmqService.STATS -> ActionResult.figures("Figures of the vhost " + vhost.name(), vhost.figures());
            case RabbitmqService.PURGE -> vhost.purge();
            default -> throw new IllegalArgumentException(action);
        };
    }

    private static List<String> users(Management api, Resource resource) {
        return Names.logins(api.names("users")).values().stream()
                .filter(login -> login.addon().equals(resource.id().brief()))
                .map(Login::user)
                .toList();
    }
}
