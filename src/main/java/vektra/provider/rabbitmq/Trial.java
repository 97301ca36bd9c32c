package vektra.provider.rabbitmq;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import vektra.model.name.Id;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.tls.Contexts;

/**
 * Sends a message as an app and receives it, by a queue of its own that no other connection may use and that goes with
 * this one.
 *
 * @param authority the file by which managed servers that require TLS are verified
 */
record Trial(Path authority) implements Ability.Monitored {
    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        String given = ConfigVar.required(vars, "RABBITMQ_URL");
        String at = "RabbitMQ at " + server.at();
        try {
            Connection app = factory(server, given, timeout).newConnection("vektra monitor");
            try {
                roundTrip(app.createChannel(), timeout);
            } finally {
                app.abort(Math.toIntExact(timeout.toMillis()));
            }
        } catch (TimeoutException | SocketTimeoutException e) {
            throw VektraException.unavailable(
                    at + " does not answer within " + timeout.toMillis() + " ms", null, new SocketTimeoutException());
        } catch (IOException | ShutdownSignalException e) {
            throw VektraException.unavailable(at + " " + reason(e), null, e);
        } catch (GeneralSecurityException | URISyntaxException e) {
            throw VektraException.unavailable(at + " cannot be asked: RABBITMQ_URL is none", null, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable(at + " was not waited for", null, e);
        }
    }

    private ConnectionFactory factory(Server server, String url, Duration timeout)
            throws IOException, GeneralSecurityException, URISyntaxException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        if (factory.isSSL()) {
            // a URL alone would have any certificate pass
            factory.useSslProtocol(server.requiresTls() ? Contexts.client(authority) : SSLContext.getDefault());
            factory.enableHostnameVerification();
        }
        int millis = Math.toIntExact(timeout.toMillis());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(millis);
        factory.setHandshakeTimeout(millis);
        factory.setChannelRpcTimeout(millis);
        return factory;
    }

    private static void roundTrip(Channel channel, Duration timeout)
            throws IOException, InterruptedException, TimeoutException {
        byte[] marker = ("vektra-marker=" + Id.fresh().brief()).getBytes(StandardCharsets.UTF_8);
        String queue = channel.queueDeclare().getQueue();
        channel.confirmSelect();
        channel.basicPublish("", queue, null, marker);
        channel.waitForConfirmsOrDie(timeout.toMillis());
        GetResponse got = channel.basicGet(queue, true);
        if (got == null || !Arrays.equals(got.getBody(), marker)) {
            throw new IOException("it does not deliver what was sent");
        }
    }

    private static String reason(Exception e) {
        return e instanceof PossibleAuthenticationFailureException || e instanceof AuthenticationFailureException
                ? "refuses the app's user"
                : "is not reached over AMQP: " + e.getMessage();
    }
}
