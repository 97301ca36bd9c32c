package vektra.provider.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;

/** A process that makes an add-on and takes it away again; the test kills it on the way. */
final class CrashMain {
    private CrashMain() {}

    public static void main(String[] args) {
        RedisProvider provider = new RedisProvider(Duration.ofSeconds(4), Path.of("ca.pem"));
        Server server = provider.adopt(args[0], TestRedis.options());
        Resource resource = provider.provision(server, new Resource(new Id(args[1]), "myapp", Map.of()));
        provider.grant(server, resource, new Id(args[2]), Secret.fresh());
        Id second = Id.fresh();
        provider.grant(server, resource, second, Secret.fresh());
        provider.revoke(server, resource, second);
        provider.deprovision(server, resource);
    }
}
