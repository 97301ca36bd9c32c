package vektra.model.name;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The global name of an add-on, such as {@code SERVICE-curved-12345}. */
public final class AddonName extends Name<AddonName> {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final String[] SHAPES = {
        "angular",
        "arched",
        "bold",
        "bright",
        "broad",
        "calm",
        "clear",
        "concave",
        "convex",
        "cool",
        "cubic",
        "curved",
        "deep",
        "dense",
        "dimensional",
        "double",
        "even",
        "fine",
        "fitted",
        "flat",
        "fluted",
        "folded",
        "globular",
        "graceful",
        "hollow",
        "horizontal",
        "infinite",
        "layered",
        "level",
        "linear",
        "lively",
        "lucid",
        "metric",
        "narrow",
        "opaque",
        "open",
        "oval",
        "parallel",
        "pointed",
        "polished",
        "quiet",
        "radial",
        "regular",
        "rigid",
        "round",
        "rugged",
        "shaped",
        "sharp",
        "silent",
        "sinuous",
        "slim",
        "smooth",
        "solid",
        "spherical",
        "square",
        "steady",
        "symmetrical",
        "tapered",
        "tetrahedral",
        "transparent",
        "trapezoidal",
        "triangular",
        "vertical",
        "wide"
    };

    public AddonName(String value) {
        super(value);
        if (!isValid(value)) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not an add-on name",
                    "2 to 63 lower-case letters, digits and dashes, such as orders-db");
        }
    }

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /** A random name of the form service-shape-digits; whether it is free the store knows. */
    public static AddonName random(ServiceName service) {
        SecureRandom random = new SecureRandom();
        String shape = SHAPES[random.nextInt(SHAPES.length)];
        return new AddonName(service + "-" + shape + "-" + (10_000 + random.nextInt(90_000)));
    }
}
