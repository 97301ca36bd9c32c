package vektra.monitors.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import vektra.addons.Trials;
import vektra.addons.recovery.ArchiveHealth;
import vektra.model.service.HostPort;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;

/** The built-in monitors by their names. */
public final class Checks {
    private static final Pattern NAMED =
            Pattern.compile("(?i)(addon|archive|drain|https?|tcp|dns|tls):.*", Pattern.DOTALL);
    private static final Pattern OURS = Pattern.compile("(?i)(addon|archive|drain):.*", Pattern.DOTALL);
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)([A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9_-]{1,63}\\.?");
    private static final String KNOWN =
            "addon:NAME, archive:SERVER, drain:NAME, http://…, https://…, tcp://HOST:PORT, dns:NAME or tls://HOST:PORT";
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Function<String, Target> addons;
    private final Function<String, Target> archives;
    private final Function<String, Target> drains;
    private final SSLSocketFactory trust;
    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "check");
        thread.setDaemon(true);
        return thread;
    });

    /** @param trust how certificates are verified */
    Checks(
            Function<String, Target> addons,
            Function<String, Target> archives,
            Function<String, Target> drains,
            SSLSocketFactory trust,
            Clock clock) {
        this.addons = addons;
        this.archives = archives;
        this.drains = drains;
        this.trust = trust;
        this.clock = clock;
    }

    /** Those of a home. */
    public static Checks of(Monitors monitors) {
        Targets targets = targets(monitors);
        return new Checks(
                targets::addon,
                targets::archive,
                targets::drain,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                monitors.clock());
    }

    /** The built-in monitors that enabled services have run for their add-ons ({@code addons:enable --monitor}): the interval by the name. */
    public static Map<String, Duration> enrolled(Monitors monitors) {
        return targets(monitors).enrolled();
    }

    private static Targets targets(Monitors monitors) {
        Trials trials = new Trials(monitors.inventory().engine(), monitors.providers());
        ArchiveHealth archives = new ArchiveHealth(monitors.inventory().engine(), monitors.providers());
        return new Targets(trials, archives, monitors.logs(), monitors.clock());
    }

    /** Whether a word is meant as the name of a built-in monitor, be it a good one or not. */
    public static boolean isCheck(String word) {
        return NAMED.matcher(word).matches();
    }

    /** Whether it is one of something outside of Vektra, which no service can ask for. */
    public static boolean isOutside(String word) {
        return isCheck(word) && !OURS.matcher(word).matches();
    }

    /** That a name with a scheme is that of no built-in monitor. */
    public static VektraException unknown(String name) {
        return VektraException.invalid(Shown.quoted(name) + " is no built-in monitor", "expected: " + KNOWN);
    }

    /** The built-in monitor of that name. One of another form is INVALID, an add-on that is not there NOT_FOUND. */
    public Check of(String name, Expected expected) {
        int colon = name.indexOf(':');
        String rest = name.substring(colon + 1);
        String bare = rest.startsWith("//") ? rest.substring(2) : rest;
        return switch (colon < 0 ? "" : name.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "addon" -> of(addons.apply(rest));
            case "archive" -> of(archives.apply(rest));
            case "drain" -> of(drains.apply(rest));
            case "http" -> outside(page(rest.startsWith("//") ? name : rest, expected));
            case "https" -> outside(page(name, expected));
            case "tcp" -> outside(new TcpProbe(place(name, bare, 0), expected));
            case "tls" -> outside(new TlsProbe(place(name, bare, HTTPS), expected, trust, clock));
            case "dns" -> outside(resolved(name, rest, expected));
            default -> throw unknown(name);
        };
    }

    private Check of(Target target) {
        return new Bounded(target.probe(), target.app(), threads);
    }

    private Check outside(Probe probe) {
        return new Bounded(probe, Check.NO_APP, threads);
    }

    private Probe page(String text, Expected expected) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            String host = url.getHost();
            if (host == null || !Map.of("http", HTTP, "https", HTTPS).containsKey(scheme)) {
                throw malformed(text, "http://HOST/PATH or https://HOST/PATH");
            }
            if (url.getRawUserInfo() != null) {
                throw VektraException.invalid(
                        "the URL of a monitor holds a password, which its log would show",
                        "one without user and password");
            }
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? HTTPS : HTTP;
            return new HttpProbe(url, new HostPort(bare, port), expected, trust, clock);
        } catch (URISyntaxException e) {
            throw malformed(text, "http://HOST/PATH or https://HOST/PATH");
        }
    }

    /** @param port where none is given; 0 when one must be */
    private static HostPort place(String name, String text, int port) {
        String expected = name.substring(0, name.indexOf(':')) + "://HOST" + (port == 0 ? ":PORT" : " or with :PORT");
        if (port == 0 && !text.matches(".*:[0-9]+")) {
            throw malformed(name, expected);
        }
        try {
            return HostPort.parse(text, port);
        } catch (VektraException e) {
            throw malformed(name, expected);
        }
    }

    private static Probe resolved(String name, String rest, Expected expected) {
        HostPort server = null;
        String asked = rest;
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            server = slash < 0 ? null : place(name, rest.substring(2, slash), DnsProbe.PORT);
            asked = slash < 0 ? "" : rest.substring(slash + 1);
        }
        if (!HOST_NAME.matcher(asked).matches()) {
            throw malformed(name, "dns:NAME or dns://SERVER/NAME");
        }
        return new DnsProbe(asked, server, expected);
    }

    private static VektraException malformed(String text, String expected) {
        return VektraException.invalid(Shown.quoted(text) + " cannot be checked", "expected: " + expected);
    }
}
