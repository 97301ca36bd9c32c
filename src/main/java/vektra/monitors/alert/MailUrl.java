package vektra.monitors.alert;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;
import vektra.model.text.Percent;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * A mail server.
 *
 * @param protocol {@code smtps} for TLS from the start, or {@code smtp}, which goes over to it where the server can
 */
record MailUrl(
        String protocol,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    private static final String FORM = "such as smtps://user:password@mail.example.com or smtp://localhost:25";

    static MailUrl parse(String text) {
        try {
            URI url = URI.create(text);
            String scheme = url.getScheme();
            String host = url.getHost();
            boolean known = "smtp".equals(scheme) || "smtps".equals(scheme);
            boolean bare = url.getRawPath() == null
                    || url.getRawPath().isEmpty()
                    || url.getRawPath().equals("/");
            if (!known || host == null || !bare || url.getRawQuery() != null) {
                throw wrong(text);
            }
            String login = url.getRawUserInfo();
            int colon = login == null ? -1 : login.indexOf(':');
            if (login != null && colon < 1) {
                throw VektraException.invalid("the URL of the mail server has a user without a password", FORM);
            }
            int usual = scheme.equals("smtps") ? 465 : login == null ? 25 : 587;
            return new MailUrl(
                    scheme,
                    host.replaceAll("[\\[\\]]", ""),
                    url.getPort() < 0 ? usual : url.getPort(),
                    login == null ? null : Percent.decoded(login.substring(0, colon)),
                    login == null ? null : Percent.decoded(login.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static VektraException wrong(String text) {
        return VektraException.invalid(Shown.quoted(text) + " is not the URL of a mail server", FORM);
    }

    boolean isLoopback() {
        return HostPort.isLoopback(host);
    }
}
