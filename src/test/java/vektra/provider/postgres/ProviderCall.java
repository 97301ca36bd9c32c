package vektra.provider.postgres;

import java.nio.file.Path;
import java.util.Map;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;

/** One call of the provider in a process of its own, which a failpoint may kill. */
final class ProviderCall {
    private ProviderCall() {}

    /** Takes the call, the server's URL, the add-on's id, the attachment's id, its password, and a file or other add-on. */
    public static void main(String[] args) {
        PostgresProvider provider = RunningPostgres.PROVIDER;
        Server server = provider.adopt(args[1], RunningPostgres.defaults());
        Resource resource = new Resource(new Id(args[2]), "crashed", Map.of());
        Id attachment = new Id(args[3]);
        switch (args[0]) {
            case "provision" -> provider.provision(server, resource);
            case "bind" -> provider.grant(server, resource, attachment, new Secret(args[4]));
            case "unbind" -> provider.revoke(server, resource, attachment);
            case "shut" -> RunningPostgres.DATA.shut(server, resource);
            case "dump" ->
                RunningPostgres.DATA.dump(
                        server, resource, Path.of(args[5]), new Resource(new Id(args[6]), "crashed", Map.of()));
            case "load" -> RunningPostgres.DATA.load(server, resource, Path.of(args[5]));
            case "exchange" ->
                RunningPostgres.DATA.exchange(server, resource, new Resource(new Id(args[5]), "crashed", Map.of()));
            case "deprovision" -> provider.deprovision(server, resource);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
