package vektra.drain;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.drain.connect.Trust;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.ConfigVar;
import vektra.model.service.Elsewhere;
import vektra.model.service.Plan;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
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

    /** @param typed the same place in other words; null for none */
    static Drain drain(
            Wanted wanted,
            Service service,
            String target,
            @Nullable String typed,
            @Nullable Secret secret,
            Map<String, String> options) {
        return new Drain(
                wanted.name(),
                Id.fresh(),
                service.name(),
                wanted.app(),
                wanted.now(),
                target,
                typed,
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
