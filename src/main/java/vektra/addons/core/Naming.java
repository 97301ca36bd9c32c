package vektra.addons.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Snapshot;

/** What add-ons and attachments are called by default. */
public final class Naming {
    private static final List<String> COLORS = List.of(
            "AMBER",
            "AQUA",
            "AZURE",
            "BLACK",
            "BLUE",
            "BRONZE",
            "BROWN",
            "CHARCOAL",
            "COBALT",
            "COPPER",
            "CORAL",
            "CRIMSON",
            "CYAN",
            "GOLD",
            "GRAY",
            "GREEN",
            "INDIGO",
            "IVORY",
            "JADE",
            "LIME",
            "MAROON",
            "MAUVE",
            "NAVY",
            "OLIVE",
            "ONYX",
            "ORANGE",
            "PINK",
            "PURPLE",
            "RED",
            "ROSE",
            "RUST",
            "SILVER",
            "TEAL",
            "VIOLET",
            "WHITE",
            "YELLOW");

    private static final int FIRST = 1000;
    private static final int BEYOND = 9999;
    private static final Input ANOTHER = Input.of("as", "NAME");

    private Naming() {}

    /** A random name that no add-on has. */
    public static AddonName addon(Snapshot at, ServiceName service) {
        AddonName name = AddonName.random(service);
        while (at.owner(name).isPresent()) {
            name = AddonName.random(service);
        }
        return name;
    }

    /** The service and a number, such as {@code SERVICE-4711}, that no add-on is called. */
    public static AddonName numbered(Snapshot at, ServiceName service) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        AddonName name = new AddonName(service + "-" + random.nextInt(FIRST, BEYOND));
        for (int i = 0; i < BEYOND && at.owner(name).isPresent(); i++) {
            name = new AddonName(service + "-" + random.nextInt(FIRST, BEYOND));
        }
        return name;
    }

    /** The usual name of the service's attachments, or, where that or one of its variables is taken, one with a color. */
    public static AttachmentName attachment(App app, Service service) {
        return isFree(app, service, service.attachment()) ? service.attachment() : colored(app, service);
    }

    /** A free name with a color, or else with a number. */
    public static AttachmentName colored(App app, Service service) {
        List<String> endings = new ArrayList<>(COLORS);
        Collections.shuffle(endings);
        for (int i = 1; i <= app.attachments().size() + app.config().size() + 1; i++) {
            endings.add(Integer.toString(i));
        }
        return endings.stream()
                .map(ending -> new AttachmentName(service.attachment() + "_" + ending))
                .filter(name -> isFree(app, service, name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(App app, Service service, AttachmentName name) {
        return app.attachment(name).isEmpty() && taken(app, service, name).isEmpty();
    }

    /** The first variable of an attachment of that name that something has already. */
    public static Optional<String> taken(App app, Service service, AttachmentName as) {
        return service.varNames(as).stream().filter(app.config()::containsKey).findFirst();
    }

    /** That nothing has the variables of an attachment whose name is not to be chosen. */
    public static void requireFree(App app, Service service, AttachmentName as) {
        taken(app, service, as).ifPresent(name -> {
            Optional<Attachment> other = app.source(name);
            throw VektraException.conflict(
                    taken(app, name, other),
                    other.map(a -> Text.of(
                                    "detach that first: ",
                                    Next.of("addons:detach", a.name()).app(app.name())))
                            .orElse(Text.of(
                                    "unset it first: ",
                                    Next.of("config:unset", name).app(app.name()))));
        });
    }

    private static String taken(App app, String name, Optional<Attachment> other) {
        return name + " of " + app.name() + " is already set by "
                + other.map(a -> a.addon().value()).orElse("you");
    }

    /**
     * The values that a new attachment would take the place of; a conflict unless forced.
     *
     * @param how what to type to have them step aside
     */
    public static Map<String, String> stepAside(App app, Service service, AttachmentName as, boolean force, Input how) {
        Map<String, String> replaced = new LinkedHashMap<>();
        for (String name : service.varNames(as)) {
            String value = app.config().get(name);
            if (value == null) {
                continue;
            }
            Optional<Attachment> other = app.source(name);
            if (other.isPresent() || !force) {
                throw VektraException.conflict(
                        taken(app, name, other),
                        other.isPresent()
                                ? Text.of("use another name: ", ANOTHER)
                                : Text.of(
                                        "use another name: ",
                                        ANOTHER,
                                        ", or put yours aside until it is detached: ",
                                        how));
            }
            replaced.put(name, value);
        }
        return replaced;
    }
}
