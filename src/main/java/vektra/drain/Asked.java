package vektra.drain;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.drain.connect.Trust;
import vektra.model.AttachmentName;
import vektra.model.ConfigVar;
import vektra.model.Drain;
import vektra.model.DrainOptions;
import vektra.model.Elsewhere;
import vektra.model.Id;
import vektra.model.Input;
import vektra.model.Plan;
import vektra.model.Secret;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.ServiceOption;
import vektra.model.ServiceOption.Change;
import vektra.model.ServiceOption.Type;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.LogDrain.Wanted;

/** What services that ship logs offer, and drains made of what was asked for. */
final class Asked {
    static final ServiceOption SSL = new ServiceOption(
            DrainOptions.SSL, Type.BOOLEAN, "true", "whether host:port is reached over TLS", Change.LIVE, List.of());

    private Asked() {}

    static ServiceOption text(String name, @Nullable String value, String description) {
        return new ServiceOption(name, Type.TEXT, value, description, Change.LIVE, List.of());
    }

    static ServiceOption flag(String name, String description) {
        return new ServiceOption(name, Type.FLAG, null, description, Change.LIVE, List.of());
    }

    /** The first choice is the default. */
    static ServiceOption choice(String name, String description, String... choices) {
        return new ServiceOption(name, Type.CHOICE, choices[0], description, Change.LIVE, List.of(choices));
    }

    static Service service(
            String name, String title, String description, List<ServiceOption> options, List<ConfigVar> vars) {
        return new Service(
                new ServiceName(name),
                title,
                description,
                AttachmentName.typed(name),
                List.of(new Plan("drain", "ships the lines of all apps", false, List.of(), false)),
                options,
                vars,
                List.of(),
                true,
                Elsewhere.UNKNOWN);
    }

    /** Those to be kept; a file is found later from wherever lines are shipped. INVALID when that has no certificate. */
    static Map<String, String> options(Wanted wanted) {
        Map<String, String> options = new LinkedHashMap<>(wanted.options());
        options.remove(DrainOptions.URL);
        String ca = options.get(DrainOptions.CA);
        if (ca != null) {
            String file = Path.of(ca).toAbsolutePath().normalize().toString();
            new Trust(file, false).certificates();
            options.put(DrainOptions.CA, file);
        }
        return options;
    }

    static Drain drain(Wanted wanted, Service service, String target, Map<String, String> options) {
        return drain(wanted, service, target, wanted.typedOrKept(), options);
    }

    static Drain drain(
            Wanted wanted, Service service, String target, @Nullable Secret secret, Map<String, String> options) {
        return new Drain(
                wanted.name(),
                Id.fresh(),
                service.name(),
                wanted.app(),
                wanted.now(),
                target,
                secret,
                Map.copyOf(options));
    }

    /** What authenticates or signs may go into a header or a line as it is. */
    static String visible(Secret secret, String option) {
        String text = secret.reveal();
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw VektraException.invalid(
                    Text.of(Input.of(option), " has characters that are not visible ASCII"), "without spaces");
        }
        return text;
    }
}
