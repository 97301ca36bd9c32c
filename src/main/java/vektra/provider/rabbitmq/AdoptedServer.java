package vektra.provider.rabbitmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import vektra.model.text.VektraException;

/** What a server that runs elsewhere must have. */
record AdoptedServer(Management api) {
    private static final byte[] GREETING = "AMQP\0\0\t\1".getBytes(StandardCharsets.US_ASCII);

    /** The first byte of what a server of AMQP says. */
    private static final int METHOD = 1;

    /** Refuses a user without the rights of an administrator, and an address where no AMQP is spoken. */
    void require() {
        String tags = api.list("name,tags", "whoami").stream()
                .map(me -> String.valueOf(me.get("tags")))
                .findFirst()
                .orElse("");
        if (!tags.matches(".*\\badministrator\\b.*")) {
            throw VektraException.refused(
                    "the user " + api.user() + " of " + api.at() + " is no administrator",
                    "give it the tag administrator: rabbitmqctl set_user_tags USER administrator",
                    null);
        }
        try (Socket socket = new Socket()) {
            int millis = Math.toIntExact(api.timeout().toMillis());
            socket.connect(
                    new InetSocketAddress(api.server().host(), api.server().port()), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(GREETING);
            if (socket.getInputStream().read() != METHOD) {
                throw new IOException("it speaks no AMQP");
            }
        } catch (IOException e) {
            throw VektraException.unavailable(
                    api.at() + " is not reached over AMQP: " + e.getMessage(),
                    "name its port behind the URL, such as ?amqp=5673",
                    e);
        }
    }
}
