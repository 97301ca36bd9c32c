package vektra.monitors.alert;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * What a user wants an alert to be, checked before it is kept.
 *
 * @param server the URL of the mail server; null when none was given
 * @param from the sender of mail; null for the usual one
 */
public record NewAlert(
        Alert.Kind kind,
        String target,
        @Nullable String server,
        @Nullable String from,
        Alert.Rules rules,
        @Nullable String authority,
        boolean insecure) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,<>\"]+@[^\\s@,<>\"]+");

    public NewAlert {
        switch (kind) {
            case WEBHOOK -> checkUrl(target, insecure);
            case COMMAND -> checkCommand(target);
            case EMAIL -> checkMail(target, server, from);
        }
        if (kind != Alert.Kind.EMAIL && (server != null || from != null)) {
            throw VektraException.invalid(
                    Text.of("only an alert of the kind email has ", Input.of(server != null ? "smtp" : "from")), null);
        }
    }

    private static void checkUrl(String target, boolean insecure) {
        try {
            URI url = URI.create(target);
            boolean tls = "https".equals(url.getScheme());
            boolean known = tls || "http".equals(url.getScheme());
            if (!known || url.getHost() == null || url.getRawFragment() != null) {
                throw notUrl(target);
            }
            if (!tls && !insecure && !HostPort.isLoopback(url.getHost().replaceAll("[\\[\\]]", ""))) {
                throw VektraException.invalid(
                        "http:// sends messages without encryption",
                        Text.of("https://, or add ", Input.of("insecure"), " to allow it"));
            }
        } catch (IllegalArgumentException e) {
            throw notUrl(target);
        }
    }

    private static VektraException notUrl(String target) {
        return VektraException.invalid(
                Shown.quoted(target) + " is not the URL of a webhook", "such as https://hooks.example.com/path");
    }

    private static void checkCommand(String target) {
        if (target.isBlank() || target.indexOf('\0') >= 0) {
            throw VektraException.invalid("the command of an alert is empty", "such as 'notify-send \"$ALERT_TEXT\"'");
        }
    }

    private static void checkMail(String target, @Nullable String server, @Nullable String from) {
        for (String address : target.split(",", -1)) {
            check(address.strip());
        }
        if (from != null) {
            check(from);
        }
        if (server == null) {
            throw VektraException.invalid(
                    "an alert of the kind email needs a mail server",
                    Text.of("such as ", Input.of("smtp", "smtps://user:password@mail.example.com")));
        }
        MailUrl.parse(server);
    }

    private static void check(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(address) + " is not an address of mail", "such as ops@example.com");
        }
    }

    Alert alert(String name) {
        return new Alert(name, kind, new Secret(target), mail(), rules, authority, insecure);
    }

    private Alert.@Nullable Mail mail() {
        if (server == null) {
            return null;
        }
        String user = MailUrl.parse(server).user();
        String login = user != null && ADDRESS.matcher(user).matches()
                ? user
                : target.replaceFirst(",.*", "").strip();
        return new Alert.Mail(new Secret(server), from == null ? login : from);
    }

    /** A number of runs. */
    public static int runs(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a number of runs from 1 to 9999", "for example 2");
        }
        return Integer.parseInt(text);
    }

    /** The patterns of a list such as {@code git.*,http.curl}. */
    public static List<String> patterns(String list) {
        List<String> patterns = List.of(list.split("[,\\s]+", -1));
        for (String pattern : patterns) {
            if (!pattern.matches("[A-Za-z0-9_.:/*-]+")) {
                throw VektraException.invalid(
                        Shown.quoted(pattern) + " is not a source", "such as git.clone, or git.* for all of a group");
            }
        }
        return patterns;
    }
}
