package vektra.provider.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.program.Retries;
import vektra.tls.Contexts;

/**
 * Carries messages out of a vhost and into another, as a user of its own that exists meanwhile, and that may say that a
 * message is another user's.
 */
final class Porter implements AutoCloseable {
    private static final String RIGHTS = "{\"configure\": \"^$\", \"write\": \".*\", \"read\": \".*\"}";

    /** Who sends a message to queues that are named in it; sent again, it would reach those again. */
    private static final String COPIES = "CC";

    private static final int AT_ONCE = 500;

    private final Management api;
    private final String user;
    private final Connection connection;

    private Porter(Management api, String user, Connection connection) {
        this.api = api;
        this.user = user;
        this.connection = connection;
    }

    static Porter in(Management api, Resource resource) {
        String vhost = Names.vhost(resource);
        Id id = Id.fresh();
        Credentials login = new Credentials(id, Names.user(resource, id), Secret.fresh());
        api.put("{" + PasswordHash.user(login.password(), "impersonator") + "}", "users", login.user());
        try {
            api.put(RIGHTS, "permissions", vhost, login.user());
            return new Porter(api, login.user(), connection(api, login, vhost));
        } catch (RuntimeException e) {
            api.delete("users", login.user());
            throw e;
        }
    }

    private static Connection connection(Management api, Credentials login, String vhost) {
        ConnectionFactory factory = new ConnectionFactory();
        int millis = Math.toIntExact(api.timeout().toMillis());
        factory.setHost(api.server().host());
        factory.setPort(api.server().port());
        factory.setUsername(login.user());
        factory.setPassword(login.password().reveal());
        factory.setVirtualHost(vhost);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(millis);
        factory.setHandshakeTimeout(millis);
        factory.setChannelRpcTimeout(millis);
        Path authority = api.authority();
        try {
            if (authority != null) {
                factory.useSslProtocol(Contexts.client(authority));
                factory.enableHostnameVerification();
            }
            return factory.newConnection();
        } catch (IOException | TimeoutException e) {
            throw VektraException.unavailable(api.at() + " is not reached over AMQP: " + e.getMessage(), null, e);
        }
    }

    /**
     * Copies the messages of a queue in their order. Here they stay: none is acknowledged, and all go back to their places
     * when the channel ends.
     */
    void carry(Queue from, Porter to) {
        String queue = from.name();
        try (Channel out = connection.createChannel();
                Channel in = to.connection.createChannel()) {
            AtomicLong lost = new AtomicLong();
            in.confirmSelect();
            in.addReturnListener((code, text, exchange, key, properties, body) -> lost.incrementAndGet());
            long carried = 0;
            boolean expire = from.expires();
            for (GetResponse each = out.basicGet(queue, false); each != null; each = out.basicGet(queue, false)) {
                requirePlain(from, each.getProps());
                in.basicPublish("", queue, true, each.getProps(), each.getBody());
                expire |= each.getProps().getExpiration() != null;
                carried++;
                if (carried % AT_ONCE == 0) {
                    in.waitForConfirmsOrDie(api.timeout().toMillis());
                }
            }
            in.waitForConfirmsOrDie(api.timeout().toMillis());
            if (lost.get() > 0 || (!expire && !to.has(in, queue, carried))) {
                throw VektraException.unavailable("not all messages of the queue " + queue + " arrived", null, null);
            }
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            throw VektraException.unavailable(
                    "the messages of the queue " + queue + " cannot be carried: " + reason(e), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("carrying messages was interrupted", null, e);
        }
    }

    private static void requirePlain(Queue queue, AMQP.BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders();
        if (headers != null && headers.containsKey(COPIES)) {
            throw VektraException.conflict(
                    "the queue " + queue.name()
                            + " holds a message with the header CC: sent again, it would reach the queues that"
                            + " are named there once more",
                    "let its consumers empty the queue first");
        }
        if (properties.getExpiration() != null && queue.deadLetters()) {
            throw VektraException.conflict(
                    "the queue " + queue.name() + " holds a message that expires, and then goes to another queue:"
                            + " if it did meanwhile, it would be lost",
                    "wait until the queue is empty, or let its consumers empty it first");
        }
    }

    /** Whether as many arrived; more come there from queues that were carried before. */
    private boolean has(Channel channel, String queue, long carried) throws IOException {
        Retries retries = new Retries();
        long found = channel.queueDeclarePassive(queue).getMessageCount();
        while (found < carried && retries.worthIt(api.timeout())) {
            found = channel.queueDeclarePassive(queue).getMessageCount();
        }
        return found >= carried;
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        connection.abort();
        api.delete("users", user);
    }
}
