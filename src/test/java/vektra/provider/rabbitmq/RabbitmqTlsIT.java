package vektra.provider.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Trust;

/** A managed RabbitMQ that requires TLS, for AMQP and for its management API. One start takes 10 CPU-s. */
@Sampled(oneIn = 3)
class RabbitmqTlsIT {
    private static Home home;

    @BeforeAll
    static void open() {
        assumeThat(Path.of("/usr/sbin/rabbitmqctl")).exists();
        home = new Home();
        home.vektra("addons:enable", "rabbitmq", "--tls", "required").ok();
        home.vektra("addons:bind", "rabbitmq", "-a", "myapp").ok();
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.close();
        }
    }

    private static boolean opens(String url) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        if (url.startsWith("amqps")) {
            factory.useSslProtocol(Trust.context(Trust.in(home)));
            factory.enableHostnameVerification();
        }
        try (Connection connection = factory.newConnection()) {
            return connection.isOpen();
        }
    }

    @Test
    void its_variables_lead_to_tls_and_all_else_is_refused() throws Exception {
        home.vektra("addons:rotate", "rabbitmq", "-a", "myapp").ok();
        Map<String, String> vars = home.config("myapp");
        String url = vars.get("RABBITMQ_URL");
        assertThat(url).startsWith("amqps://").isEqualTo(vars.get("CLOUDAMQP_URL"));
        assertThat(opens(url)).isTrue();
        assertThatThrownBy(() -> opens(url.replace("amqps:", "amqp:"))).isNotNull();
        URI management = URI.create(vars.get("RABBITMQ_MANAGEMENT_URL"));
        HttpsURLConnection api = (HttpsURLConnection)
                URI.create("https://" + management.getHost() + ":" + management.getPort() + "/api/overview")
                        .toURL()
                        .openConnection();
        api.setSSLSocketFactory(Trust.context(Trust.in(home)).getSocketFactory());
        assertThat(api.getResponseCode()).isEqualTo(HttpURLConnection.HTTP_UNAUTHORIZED);
        assertThat(home.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
    }
}
