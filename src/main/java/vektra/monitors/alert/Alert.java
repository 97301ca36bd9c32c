package vektra.monitors.alert;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Nearest;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Where the messages about some sources go, and when.
 *
 * @param name by which it is removed, such as {@code webhook-1}
 * @param target a URL, a command for the shell, or addresses separated by commas
 * @param mail how mail is sent; null for the other kinds
 * @param rules when there is a message
 * @param authority the file to verify the destination's certificate with; null for one of the world's
 * @param insecure whether it may be reached without encryption
 */
public record Alert(
        String name,
        Kind kind,
        Secret target,
        @Nullable Mail mail,
        Rules rules,
        @Nullable String authority,
        boolean insecure) {

    /** What its destination is. */
    public enum Kind {
        WEBHOOK,
        COMMAND,
        EMAIL;

        public static Kind parse(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            List<String> known = List.of("webhook", "command", "email");
            throw VektraException.invalid("no kind of alert called " + Shown.quoted(word), Nearest.hint(word, known));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How mail leaves.
     *
     * @param server the URL of the mail server, with its login
     * @param from the sender
     */
    public record Mail(Secret server, String from) {}

    /**
     * When there is a message.
     *
     * @param after how many failures in a row open an incident
     * @param recover how many successes in a row end it
     * @param sources patterns of which one must match, with {@code *} for anything; none for all sources
     */
    public record Rules(int after, int recover, List<String> sources) {
        public static final Rules USUAL = new Rules(2, 1, List.of());

        /** Whether what is monitored is one of its sources. */
        boolean cover(String source) {
            return sources.isEmpty() || sources.stream().anyMatch(pattern -> matches(pattern, source));
        }

        private static boolean matches(String pattern, String source) {
            String[] parts = pattern.split("\\*", -1);
            StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
            for (int i = 1; i < parts.length; i++) {
                regex.append(".*").append(Pattern.quote(parts[i]));
            }
            return source.matches(regex.toString());
        }
    }

    /** Its destination without what must not be shown; the path of a webhook is often all the secret it has. */
    public String shown() {
        String text = target.reveal();
        if (kind == Kind.WEBHOOK) {
            URI url = URI.create(text);
            boolean bare = url.getRawQuery() == null
                    && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
            String login = url.getRawUserInfo() == null ? "" : "****@";
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            return url.getScheme() + "://" + login + url.getHost() + port + (bare ? "" : "/****");
        }
        return Shown.plain(text)
                + (mail == null ? "" : " by " + Shown.plain(mail.server().reveal()));
    }
}
