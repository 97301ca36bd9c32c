package vektra.monitors.alert;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import vektra.model.text.Shown;
import vektra.tls.Contexts;

/** To people, by a mail server; it has arrived once that server has taken it. */
final class EmailDelivery implements Delivery {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Duration timeout;

    EmailDelivery() {
        this(TIMEOUT);
    }

    /** @param timeout of the connecting and of every single answer */
    EmailDelivery(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void deliver(Alert alert, Message message) {
        Alert.Mail mail = Objects.requireNonNull(alert.mail());
        MailUrl url = MailUrl.parse(mail.server().reveal());
        try {
            Session session = Session.getInstance(settings(alert, url));
            MimeMessage letter = letter(session, alert, mail, message);
            try (Transport transport = session.getTransport(url.protocol())) {
                transport.connect(url.host(), url.port(), url.user(), url.password());
                transport.sendMessage(letter, letter.getAllRecipients());
            }
        } catch (MessagingException | IOException e) {
            throw Delivery.failed("the mail server: " + reason(e), e);
        }
    }

    private Properties settings(Alert alert, MailUrl url) throws IOException {
        Properties settings = new Properties();
        String millis = String.valueOf(timeout.toMillis());
        String prefix = "mail." + url.protocol() + ".";
        for (String time : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            settings.setProperty(prefix + time, millis);
        }
        settings.setProperty(prefix + "auth", String.valueOf(url.user() != null));
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        settings.setProperty(prefix + "starttls.enable", "true");
        // a password is not sent where others could read it on the way
        settings.setProperty(
                prefix + "starttls.required",
                String.valueOf(url.user() != null && !url.isLoopback() && !alert.insecure()));
        String authority = alert.authority();
        if (authority != null) {
            settings.put(
                    prefix + "ssl.socketFactory",
                    Contexts.client(Path.of(authority)).getSocketFactory());
        }
        return settings;
    }

    private static MimeMessage letter(Session session, Alert alert, Alert.Mail mail, Message message)
            throws MessagingException {
        MimeMessage letter = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // the same each time, by which a mailbox knows what comes twice
                setHeader("Message-ID", "<" + message.id() + "@vektra>");
            }
        };
        letter.setFrom(new InternetAddress(mail.from()));
        letter.setRecipients(
                RecipientType.TO, InternetAddress.parse(alert.target().reveal()));
        letter.setSubject("[vektra] " + subject(message), "UTF-8");
        letter.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setHeader("References", "<" + message.incident() + "@vektra>");
        letter.setText(text(message), "UTF-8");
        letter.saveChanges();
        return letter;
    }

    private static String subject(Message message) {
        String source = Shown.plain(message.news().source());
        return switch (message.event()) {
            case OPENED -> "DOWN: " + source;
            case RECOVERED -> "UP: " + source;
            case TEST -> "Test of " + message.alert();
        };
    }

    private static String text(Message message) {
        return message.text() + "\n\n"
                + message.fields().entrySet().stream()
                        .filter(field ->
                                field.getValue() != null && !field.getKey().equals("text"))
                        .map(Map.Entry::toString)
                        .map(field -> field.replaceFirst("=", ": "))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        String text = message == null ? e.getClass().getSimpleName() : message;
        Throwable cause = e.getCause();
        String why = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        String line = (text + why).replaceAll("\\s+", " ").strip();
        return Shown.plain(line.substring(0, Math.min(line.length(), 200)));
    }
}
