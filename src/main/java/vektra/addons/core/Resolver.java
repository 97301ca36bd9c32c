package vektra.addons.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Finds the add-on that a text means: by its name or its id, by its service, by the name or the id of an attachment, or
 * as {@code app::ATTACHMENT}.
 */
public final class Resolver {
    /** Between an app and the name of its attachment. */
    public static final String OF_APP = "::";

    private static final Text SEE_ALL = Text.of("see: ", Next.of("addons").with("all"));

    /** What a word means first where it could mean several things of an app. */
    public enum Precedence {
        /** A service's name means the service, whatever is attached under that name: as on the command line. */
        SERVICE,
        /** An attachment, also by one of its config vars, comes before a service: as in Heroku's API. */
        ATTACHMENT
    }

    private final Lookup at;

    public Resolver(Lookup at) {
        this.at = at;
    }

    /** The add-on meant; with an app, what that app sees comes first. */
    public OwnedAddon find(String text, @Nullable AppName within) {
        int of = text.indexOf(OF_APP);
        if (of >= 0) {
            App app = at.app(new AppName(text.substring(0, of)));
            return among(app, text.substring(of + OF_APP.length())).orElseThrow(() -> none(text, app.name()));
        }
        if (within != null) {
            App app = at.app(within);
            Optional<OwnedAddon> seen = among(app, text);
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        return asAddonName(text)
                .flatMap(name -> at.owned(name))
                .or(() -> Id.isValid(text) ? byId(new Id(text)) : Optional.empty())
                .orElseThrow(() -> none(text, within));
    }

    /**
     * The add-on that is to lose data: as {@link #find}, but where a word can mean another add-on of the app as well, that
     * is a CONFLICT that names both.
     */
    public OwnedAddon doomed(String text, @Nullable AppName within) {
        OwnedAddon meant = find(text, within);
        int of = text.indexOf(OF_APP);
        String word = of < 0 ? text : text.substring(of + OF_APP.length());
        AppName scope = of < 0 ? within : new AppName(text.substring(0, of));
        if (scope != null && !Id.isValid(word)) {
            List<String> others = new AppWords(at, at.app(scope)).others(word, meant.addon());
            if (!others.isEmpty()) {
                throw VektraException.conflict(
                        Shown.quoted(word) + " can mean " + meant.addon().name() + " or " + String.join(" or ", others),
                        at.isService(word)
                                ? "name the add-on"
                                : "give its id: " + meant.addon().name() + " is "
                                        + meant.addon().id().value());
            }
        }
        return meant;
    }

    private VektraException none(String text, @Nullable AppName within) {
        return VektraException.notFound(
                "no add-on " + Shown.quoted(text) + (within == null ? "" : " on " + within),
                within == null && at.providers().names().contains(text)
                        ? Text.of("give its app: ", Input.of(Input.APP, "APP"))
                        : within == null
                                ? SEE_ALL
                                : Text.of("see: ", Next.of("addons").app(within)));
    }

    /** Opens every app until it is found, since ids are seldom typed. */
    private Optional<OwnedAddon> byId(Id id) {
        return at.at().appNames().stream()
                .flatMap(name -> at.at().app(name).stream())
                .flatMap(app -> among(app, id.value()).stream())
                .findFirst()
                .or(() -> at.at().ownerless().stream()
                        .filter(addon -> addon.id().equals(id))
                        .map(addon -> new OwnedAddon(addon, null, List.of()))
                        .findFirst());
    }

    /** That no add-on has that name. */
    public static VektraException none(AddonName name) {
        return VektraException.notFound("no add-on " + name, SEE_ALL);
    }

    private static Optional<AddonName> asAddonName(String text) {
        try {
            return Optional.of(new AddonName(text));
        } catch (VektraException notAName) {
            return Optional.empty();
        }
    }

    private Optional<OwnedAddon> among(App app, String text) {
        return only(text, new AppWords(at, app).meant(text, Precedence.SERVICE));
    }

    private static Optional<OwnedAddon> only(String text, List<OwnedAddon> found) {
        if (found.size() > 1) {
            throw VektraException.conflict(
                    Shown.quoted(text) + " can mean "
                            + String.join(
                                    " or ",
                                    found.stream()
                                            .map(one -> one.addon().name().value())
                                            .toList()),
                    "name the add-on");
        }
        return found.stream().findFirst();
    }
}
