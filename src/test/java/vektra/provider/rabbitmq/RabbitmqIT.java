package vektra.provider.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Ports;
import vektra.model.Credentials;
import vektra.model.Resource;
import vektra.model.Server;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** A managed server of this machine's software, with apps that have RabbitMQ's own client. One start takes 10 CPU-s. */
class RabbitmqIT extends AddonProviderContract {
    private static RunningRabbitmq running;

    @BeforeAll
    static void start() {
        assumeThat(Path.of("/usr/sbin/rabbitmqctl")).exists();
        running = new RunningRabbitmq("machine");
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.stop();
            assertThat(running.processes()).isEmpty();
            running.close();
        }
    }

    @Override
    protected AddonProvider provider() {
        return RunningRabbitmq.PROVIDER;
    }

    @Override
    protected Server server() {
        return running.server();
    }

    @Override
    protected AppClient client() {
        return new RabbitmqApp();
    }

    private static String url(Map<String, String> vars, String user, String password, String vhost) {
        return "amqp://" + user + ":" + password + "@" + vars.get("RABBITMQ_HOST") + ":" + vars.get("RABBITMQ_PORT")
                + "/" + vhost;
    }

    /** The status that the management API answers with. */
    private static int status(String method, String management, String path, String json) throws IOException {
        URI whole = URI.create(management);
        HttpURLConnection to =
                (HttpURLConnection) URI.create("http://" + whole.getHost() + ":" + whole.getPort() + "/api/" + path)
                        .toURL()
                        .openConnection();
        to.setRequestMethod(method);
        to.setRequestProperty(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString(whole.getUserInfo().getBytes(UTF_8)));
        if (json != null) {
            to.setRequestProperty("Content-Type", "application/json");
            to.setDoOutput(true);
            to.getOutputStream().write(json.getBytes(UTF_8));
        }
        return to.getResponseCode();
    }

    @Test
    void the_variables_say_the_same_in_their_ways() {
        Resource resource = provisioned();
        Map<String, String> vars = vars(resource, bound(resource));
        assertThat(vars.get("RABBITMQ_URL"))
                .isEqualTo(url(vars, vars.get("RABBITMQ_USER"), vars.get("RABBITMQ_PASS"), vars.get("RABBITMQ_NAME")))
                .isEqualTo(vars.get("CLOUDAMQP_URL"));
    }

    @Test
    void an_app_enters_no_vhost_but_its_own() throws Exception {
        Resource mine = provisioned();
        Resource other = provisioned();
        Map<String, String> vars = vars(mine, bound(mine));
        Map<String, String> others = vars(other, bound(other));
        for (String vhost : List.of(others.get("RABBITMQ_NAME"), "%2f", "")) {
            assertThatThrownBy(() ->
                            RabbitmqApp.connect(url(vars, vars.get("RABBITMQ_USER"), vars.get("RABBITMQ_PASS"), vhost)))
                    .as(vhost)
                    .isInstanceOf(IOException.class);
        }
        String management = vars.get("RABBITMQ_MANAGEMENT_URL");
        String own = vars.get("RABBITMQ_NAME");
        String foreign = others.get("RABBITMQ_NAME");
        assertThat(status("GET", management, "queues/" + own, null)).isEqualTo(200);
        for (String path : List.of(
                "vhosts/" + foreign,
                "queues/" + foreign,
                "exchanges/" + foreign,
                "bindings/" + foreign,
                "vhosts/" + foreign + "/connections",
                "definitions",
                "definitions/" + foreign,
                "permissions",
                "users",
                "users/" + others.get("RABBITMQ_USER"),
                "nodes",
                "parameters",
                "policies/" + foreign)) {
            assertThat(status("GET", management, path, null)).as(path).isIn(401, 404);
        }
    }

    @Test
    void an_app_gives_itself_no_rights_and_no_higher_limits() throws Exception {
        Resource resource = provisioned();
        Map<String, String> vars = vars(resource, bound(resource));
        String management = vars.get("RABBITMQ_MANAGEMENT_URL");
        String own = vars.get("RABBITMQ_NAME");
        String user = vars.get("RABBITMQ_USER");
        Map<String, String> wishes = Map.of(
                "users/" + user,
                "{\"password\": \"x\", \"tags\": \"administrator\"}",
                "users/guest",
                "{\"password\": \"guest\", \"tags\": \"administrator\"}",
                "vhosts/another",
                "{}",
                "vhost-limits/" + own + "/max-queues",
                "{\"value\": 1000}",
                "user-limits/" + user + "/max-channels",
                "{\"value\": 1000}",
                "permissions/" + own + "/guest",
                "{\"configure\": \".*\", \"write\": \".*\", \"read\": \".*\"}",
                "parameters/shovel/" + own + "/s",
                "{\"value\": {}}",
                "policies/" + own + "/p",
                "{\"pattern\": \".*\", \"definition\": {\"max-length\": 1}}");
        for (Map.Entry<String, String> wish : wishes.entrySet()) {
            assertThat(status("PUT", management, wish.getKey(), wish.getValue()))
                    .as(wish.getKey())
                    .isIn(401, 403, 404);
        }
        assertThat(status("DELETE", management, "vhosts/" + own, null)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest:guest", "guest:", "vektra:vektra", "vektra:", "rabbit:rabbit"})
    void no_user_that_others_know_gets_in(String login) {
        Resource resource = provisioned();
        Map<String, String> vars = vars(resource, bound(resource));
        String[] words = login.split(":", -1);
        for (String vhost : List.of(vars.get("RABBITMQ_NAME"), "%2f")) {
            assertThatThrownBy(() -> RabbitmqApp.connect(url(vars, words[0], words[1], vhost)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_revoked_connection_is_closed_and_refused_and_another_goes_on() throws Exception {
        Resource resource = provisioned();
        Credentials gone = bound(resource);
        Credentials stays = bound(resource);
        String url = vars(resource, gone).get("RABBITMQ_URL");
        Connection idle = RabbitmqApp.connect(url);
        try (Connection other = RabbitmqApp.connect(vars(resource, stays).get("RABBITMQ_URL"))) {
            Channel consumer = idle.createChannel();
            String queue = consumer.queueDeclare().getQueue();
            consumer.basicConsume(queue, true, (tag, message) -> {}, tag -> {});
            provider().revoke(server(), resource, gone.id());
            Awaitility.await().until(() -> !idle.isOpen());
            assertThat(other.isOpen()).isTrue();
            assertThatThrownBy(() -> RabbitmqApp.connect(url)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_limits_of_the_plan_hold() throws Exception {
        Resource resource = provisioned();
        String url = vars(resource, bound(resource)).get("RABBITMQ_URL");
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                open.add(RabbitmqApp.connect(url));
            }
            assertThatThrownBy(() -> RabbitmqApp.connect(url)).isInstanceOf(IOException.class);
            // what needs no connection of the app's works at the limit, too
            provider().revoke(server(), resource, bound(resource).id());
            Channel channel = open.get(0).createChannel();
            for (int i = 0; i < 12; i++) {
                channel.queueDeclare("q" + i, true, false, false, null);
            }
            assertThatThrownBy(() -> channel.queueDeclare("one more", true, false, false, null))
                    .hasCauseInstanceOf(ShutdownSignalException.class);
        } finally {
            for (Connection each : open) {
                each.abort();
            }
        }
    }

    @Test
    void purging_deletes_messages_and_keeps_queues() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        write(resource, credentials, "one", "first");
        write(resource, credentials, "two/%2f", "second");
        var purge = provider().abilities().actions().orElseThrow();
        assertThat(purge.act(server(), resource, "stats", Map.of(), List.of(credentials))
                        .rows()
                        .toString())
                .contains("2");
        assertThat(purge.act(server(), resource, "purge", Map.of(), List.of(credentials))
                        .message())
                .hasToString("2 queues purged");
        assertThat(read(resource, credentials, "two/%2f")).isNull();
        assertThat(provider()
                        .inspect(server(), resource)
                        .figures()
                        .get("queues")
                        .value())
                .isEqualTo(2L);
    }

    @Test
    void a_killed_server_leaves_no_process_and_comes_back_with_durable_messages() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        write(resource, credentials, "kept", "before the kill");
        ProcessHandle.of(running.pid()).orElseThrow().destroyForcibly();
        Awaitility.await().untilAsserted(() -> assertThat(running.processes()).isEmpty());
        running.ensureRunning();
        assertThat(read(resource, credentials, "kept")).isEqualTo("before the kill");
        assertThat(provider().abilities().checks().orElseThrow().examine(server(), resource, List.of(credentials)))
                .isEmpty();
    }

    /** Once a minute RabbitMQ starts a VM with a name, so that this starts an epmd where there is none. */
    @Test
    void a_vm_that_the_server_starts_starts_no_daemon() throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String one :
                Files.readString(Path.of("/proc/" + running.pid() + "/environ")).split("\0")) {
            environment.put(one.replaceFirst("=.*", ""), one.replaceFirst("[^=]*=", ""));
        }
        int port = Ports.free();
        environment.put("ERL_EPMD_PORT", String.valueOf(port));
        ProcessBuilder builder = new ProcessBuilder(
                        environment.get("ROOTDIR") + "/bin/erl",
                        "-sname",
                        "starter",
                        "-noinput",
                        "-s",
                        "erlang",
                        "halt")
                .directory(running.data().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.start().waitFor();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
    }

    /** Sockets that listen are asked of the kernel by the process that holds them. */
    @Test
    void all_that_listens_listens_on_the_loopback_and_no_secret_is_seen() throws Exception {
        Path process = Path.of("/proc/" + running.pid());
        List<String> sockets = new ArrayList<>();
        try (var open = Files.list(process.resolve("fd"))) {
            for (Path each : open.toList()) {
                sockets.add(Files.readSymbolicLink(each).toString());
            }
        }
        List<String> listening = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String row : Files.readAllLines(process.resolve(table))) {
                String[] fields = row.strip().split("\\s+");
                if (fields[3].equals("0A") && sockets.contains("socket:[" + fields[9] + "]")) {
                    listening.add(fields[1]);
                }
            }
        }
        assertThat(listening).hasSize(3).allMatch(address -> address.startsWith("0100007F:"));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(running.data().resolve(".erlang.cookie"))))
                .isEqualTo("r--------");
        String cookie = Files.readString(running.data().resolve(".erlang.cookie"));
        String password = URI.create(server().adminUrl().reveal()).getUserInfo().split(":")[1];
        for (String file : List.of("cmdline", "environ")) {
            assertThat(Files.readString(process.resolve(file))).doesNotContain(cookie, password);
        }
        for (String file : List.of("rabbitmq.conf", "definitions.json")) {
            Path path = running.data().resolve(file);
            assertThat(Files.readString(path)).doesNotContain(password);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
    }
}
