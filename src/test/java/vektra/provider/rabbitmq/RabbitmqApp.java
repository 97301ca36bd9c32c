package vektra.provider.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import vektra.provider.AppClient;

/** An app with the client of RabbitMQ's makers: a key is a queue, its value the one message in it. */
final class RabbitmqApp implements AppClient {
    static Connection connect(String url) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setChannelRpcTimeout(10_000);
        return factory.newConnection();
    }

    @Override
    public Session open(Map<String, String> vars) throws Exception {
        Connection connection = connect(vars.get("RABBITMQ_URL"));
        Channel channel = connection.createChannel();
        channel.confirmSelect();
        return new Session() {
            @Override
            public void write(String key, String value) throws Exception {
                channel.queueDeclare(key, true, false, false, null);
                channel.queuePurge(key);
                channel.basicPublish(
                        "", key, MessageProperties.PERSISTENT_BASIC, value.getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(10_000);
            }

            @Override
            public String read(String key) throws Exception {
                channel.queueDeclare(key, true, false, false, null);
                GetResponse message = channel.basicGet(key, false);
                if (message == null) {
                    return null;
                }
                channel.basicReject(message.getEnvelope().getDeliveryTag(), true);
                return new String(message.getBody(), StandardCharsets.UTF_8);
            }

            @Override
            public void close() throws Exception {
                connection.abort(); // it may be closed already
            }
        };
    }
}
