package vektra.http.request;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.addons.verbs.Verbs;
import vektra.model.text.Text;

/** A request that was let in. */
public final class Call {
    public static final int LARGEST_BODY = 1 << 20;

    private final HttpExchange exchange;
    private final Map<String, String> names;
    private final @Nullable Caller caller;
    private final Function<String, Verbs> verbsOf;
    private final String base;
    private final Hints hints;
    private final Wording wording;
    private @Nullable Verbs verbs;
    private @Nullable Finder finder;

    /**
     * @param names the values of the places in the route's path
     * @param caller null where the route needs no token
     * @param verbsOf the verbs for a caller
     * @param base how the caller reaches this server, such as {@code http://127.0.0.1:5050}
     */
    public Call(
            HttpExchange exchange,
            Map<String, String> names,
            @Nullable Caller caller,
            Function<String, Verbs> verbsOf,
            String base,
            Hints hints,
            Wording wording) {
        this.exchange = exchange;
        this.names = names;
        this.caller = caller;
        this.verbsOf = verbsOf;
        this.base = base;
        this.hints = hints;
        this.wording = wording;
    }

    /** The value at a place of the route's path. */
    public String name(String place) {
        String value = names.get(place);
        if (value == null) {
            throw new IllegalStateException("the route has no place " + place);
        }
        return value;
    }

    /** The value at a place that not every route has; null where this one has none. */
    @Nullable
    public String nameIfAny(String place) {
        return names.get(place);
    }

    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("the route needs no token");
        }
        return caller;
    }

    public Verbs verbs() {
        if (verbs == null) {
            verbs = verbsOf.apply(caller().user());
        }
        return verbs;
    }

    public Finder find() {
        if (finder == null) {
            finder = new Finder(verbs(), caller().token(), hints);
        }
        return finder;
    }

    public String base() {
        return base;
    }

    /** The host by which the caller reaches this server, without a port. */
    public String host() {
        if (base.isEmpty()) {
            throw Refusal.badRequest("The header Host is missing.");
        }
        String authority = base.substring(base.indexOf("://") + 3);
        int port = authority.lastIndexOf(':');
        return port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
    }

    public HttpExchange exchange() {
        return exchange;
    }

    @Nullable
    public String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** A text in terms of HTTP. */
    public String say(Text text) {
        return wording.say(text);
    }

    /** The query, which may hold those names. */
    public Map<String, String> query(List<String> known) {
        return Paths.query(exchange.getRequestURI().getRawQuery(), known);
    }

    /** The JSON object of the body; no body is an object without fields. */
    public Fields body() {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            return new Fields("", Map.of());
        }
        String type = String.valueOf(header("Content-Type")).toLowerCase(Locale.ROOT);
        String bare = type.contains(";") ? type.substring(0, type.indexOf(';')).strip() : type;
        if (!bare.equals("application/json") && !bare.endsWith("+json")) {
            throw Refusal.notJson();
        }
        return Fields.of(bytes);
    }

    /** The body as it came. */
    public byte[] bytes() {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw Refusal.tooLarge(LARGEST_BODY);
            }
            return bytes;
        } catch (IOException e) {
            throw Refusal.badRequest("The body could not be read.");
        }
    }
}
