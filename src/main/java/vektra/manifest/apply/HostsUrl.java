package vektra.manifest.apply;

import java.util.Optional;
import vektra.model.name.AttachmentName;
import vektra.model.service.Service;

/** The URL that manifests give what is reached by host and port alone, and has none of its own. */
final class HostsUrl {
    private HostsUrl() {}

    static String variable(AttachmentName resource) {
        return resource + "_URL";
    }

    /** What it is made of, such as <code>cache://${cache.host}:${cache.port}</code>; empty when a service has its own. */
    static Optional<String> template(Service service, AttachmentName resource) {
        if (service.configVars().stream().noneMatch(var -> "HOSTS".equals(var.suffix()))) {
            return Optional.empty();
        }
        String word = resource.word();
        return Optional.of(service.longName() + "://${" + word + ".host}:${" + word + ".port}");
    }
}
