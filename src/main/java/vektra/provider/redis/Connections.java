package vektra.provider.redis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.Client;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.redis.server.Isolation;
import vektra.provider.redis.server.RedisRecipe;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.RedisCli;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;
import vektra.spi.Ability;

/** An app's connection: in its config vars, for people, and for libraries that take no URL. */
record Connections(Wire wire) implements Ability.Shell, Ability.Forms {
    /** Where Vektra logs in as an app does. */
    RedisUrl url(Server server, Credentials credentials) {
        Secret password = credentials.user().isEmpty() ? new Secret("") : credentials.password();
        return wire.url(server).as(credentials.user(), password);
    }

    private RedisUrl appUrl(Server server, Credentials credentials) {
        RedisUrl url = url(server, credentials);
        return server.managed() ? url : url.at(server.host());
    }

    Map<String, String> vars(Server server, Resource resource, Credentials credentials) {
        RedisUrl url = appUrl(server, credentials);
        String number = number(resource);
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("REDISURL", url.toDatabase("tcp", number));
        vars.put("REDIS_URL", url.toDatabase(url.scheme(), number));
        return vars;
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return RedisCli.of(server, appUrl(server, credentials), number(resource));
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        RedisUrl url = appUrl(server, credentials);
        String number = number(resource);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("redis-cli", cli(url, number));
        forms.put("StackExchange.Redis", stackExchange(url, number));
        if (server.isShared() && server.option(RedisService.CHANNELS).equals(RedisService.OWN_CHANNELS)) {
            forms.put("channels", Isolation.channelPrefix(number) + "*");
        }
        return forms;
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        RedisUrl url = appUrl(server, credentials);
        HostPort at = server.requiresTls()
                ? url.address()
                : new HostPort(
                        url.address().host(), RedisRecipe.tlsPort(url.address().port()));
        RedisUrl verified = url.verified(at, authority);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("tls", verified.toDatabase(verified.scheme(), number(resource)));
        forms.put("redis-cli-tls", cli(verified, number(resource)));
        return forms;
    }

    private static String number(Resource resource) {
        return resource.facts().getOrDefault(Databases.FACT, "");
    }

    private static String cli(RedisUrl url, String number) {
        List<String> words = new ArrayList<>(List.of("redis-cli"));
        Stream.ofNullable(url.authority()).forEach(file -> words.addAll(List.of("--cacert", file.toString())));
        words.addAll(List.of("-u", url.toDatabase(url.scheme(), number)));
        return String.join(" ", words);
    }

    private static String stackExchange(RedisUrl url, String number) {
        String login = url.user().isEmpty()
                ? ""
                : ",user=" + url.user() + ",password=" + url.password().reveal();
        return url.address() + login + (url.tls() ? ",ssl=true" : "") + ",defaultDatabase=" + number;
    }
}
