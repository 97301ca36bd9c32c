package vektra.provider.rabbitmq;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Percent;
import vektra.spi.Ability;

/** An app's connection: in its config vars, and for people. */
record Connections(Function<Server, Management> api) implements Ability.Forms {
    Map<String, String> vars(Server server, Resource resource, Credentials credentials) {
        HostPort host = server.host();
        String vhost = Names.vhost(resource);
        String url = url(server, resource, credentials);
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("RABBITMQ_URL", url);
        vars.put("RABBITMQ_USER", credentials.user());
        vars.put("RABBITMQ_PASS", credentials.password().reveal());
        vars.put("RABBITMQ_HOST", host.host());
        vars.put("RABBITMQ_PORT", String.valueOf(host.port()));
        vars.put("RABBITMQ_NAME", vhost);
        vars.put("RABBITMQ_MANAGEMENT_URL", api.apply(server).urlFor(login(credentials)));
        vars.put("CLOUDAMQP_URL", url);
        return vars;
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return Map.of("amqp", url(server, resource, credentials));
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path verifiedBy) {
        HostPort host = server.host();
        HostPort at = server.requiresTls() ? host : new HostPort(host.host(), RabbitmqRecipe.tlsPort(host.port()));
        return Map.of("tls", url("amqps://", at, resource, credentials));
    }

    private static String url(Server server, Resource resource, Credentials credentials) {
        return url(server.requiresTls() ? "amqps://" : "amqp://", server.host(), resource, credentials);
    }

    private static String url(String scheme, HostPort at, Resource resource, Credentials credentials) {
        return scheme + login(credentials) + at + "/" + Percent.encoded(Names.vhost(resource));
    }

    private static String login(Credentials credentials) {
        return Percent.encoded(credentials.user()) + ":"
                + Percent.encoded(credentials.password().reveal()) + "@";
    }
}
