package vektra.manifest.apply;

import java.util.Optional;
import vektra.addons.core.Lookup;
import vektra.addons.core.Options;
import vektra.addons.provision.Assembler;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedResource;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.spi.ServerLauncher;

/** Holds what a manifest says of a server against the one that there is, or that would be started. */
final class ServerVersion {
    private final Assembler home;
    private final Lookup at;
    private final Service service;

    ServerVersion(Assembler home, Lookup at, Service service) {
        this.home = home;
        this.at = at;
        this.service = service;
    }

    /** Refuses a version, or an image, that the server does not have. */
    void check(WantedResource resource, ResourceOptions asked) {
        Value version = asked.version();
        if (version != null) {
            String has = version();
            if (!has.isEmpty() && !major(version.text()).equals(major(has))) {
                throw Form.wrong(
                        version.at(),
                        resource.name() + " requires version " + version.text() + " of " + service.name() + ", but "
                                + has + " is available",
                        Text.of(
                                "leave version out, or adopt a server that has it: ",
                                Next.of("addons:enable", service.name()).with("url", "…")));
            }
        }
        Value image = asked.image();
        if (image != null && !image.text().equals(imageInUse())) {
            throw Form.wrong(
                    image.at(),
                    resource.name() + " requires the image " + image.text() + ", and " + service.name()
                            + " does not run from it",
                    Text.of(
                            "leave image out, or run it in a container: ",
                            Next.of("addons:enable", service.name())
                                    .with(ServerOptions.FROM, "docker")
                                    .with(ServerOptions.IMAGE, image.text())));
        }
    }

    private static String major(String version) {
        return version.strip().replaceFirst("^v", "").replaceFirst("[.\\-+].*", "");
    }

    private Optional<Server> server() {
        return at.at().service(service.name()).map(EnabledService::server);
    }

    private String imageInUse() {
        return server().map(server -> server.options().getOrDefault(ServerOptions.IMAGE, ""))
                .orElse("");
    }

    private String version() {
        return server().map(Server::version).orElseGet(() -> {
            ServiceName name = service.name();
            return home.launcher()
                    .preview(
                            new ServerLauncher.Wanted(
                                    name.value(), name, null, null, Options.defaults(service), Secret.fresh()),
                            home.providers().of(name))
                    .version();
        });
    }
}
