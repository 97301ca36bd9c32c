package vektra.provider.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
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
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.tls.Contexts;

/** A managed server of this machine's software, with apps that have RabbitMQ's own client. One start takes 10 CPU-s. */
@Sampled(oneIn = 6)
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

    /** Each of them is a queue. */
    @Override
    protected int entries() {
        return 10;
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
    @Sampled(oneIn = 1)
    void a_program_that_asks_for_tls_gets_it_at_a_port_of_its_own() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        String url = provider()
                .abilities()
                .forms()
                .orElseThrow()
                .verifiedForms(server(), resource, credentials, Path.of("ca.pem"))
                .get("tls");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        factory.useSslProtocol(
                Contexts.client(running.data().resolve("../../../tls/ca.pem").normalize()));
        factory.enableHostnameVerification();
        try (Connection connection = factory.newConnection()) {
            assertThat(connection.isOpen()).isTrue();
        }
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

    /** A queue outlives a kill only from when Mnesia has written that it is committed, which is after it was declared. */
    @Test
    void a_killed_server_leaves_no_process_and_comes_back_with_durable_messages() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        String queue = "kept by " + resource.id().brief();
        write(resource, credentials, queue, "before the kill");
        Awaitility.await().until(() -> running.hasCommitted(queue));
        ProcessHandle.of(running.pid()).orElseThrow().destroyForcibly();
        Awaitility.await().untilAsserted(() -> assertThat(running.processes()).isEmpty());
        running.ensureRunning();
        assertThat(read(resource, credentials, queue)).isEqualTo("before the kill");
        assertThat(provider().abilities().checks().orElseThrow().examine(server(), resource, List.of(credentials)))
                .isEmpty();
    }

    @Test
    void a_copy_has_all_queues_bindings_and_messages_in_their_order_with_their_properties() throws Exception {
        Resource source = provisioned();
        Resource target = provisioned();
        Map<String, String> vars = vars(source, bound(source));
        Map<String, String> copied = vars(target, bound(target));
        Connection sender = RabbitmqApp.connect(vars.get("RABBITMQ_URL"));
        Channel channel = sender.createChannel();
        channel.exchangeDeclare("events", "topic", true, false, Map.of());
        channel.queueDeclare("jobs", true, false, false, Map.of("x-max-priority", 5));
        channel.queueDeclare("safe", true, false, false, Map.of("x-queue-type", "quorum"));
        channel.queueBind("jobs", "events", "job.#", Map.of("weight", 7));
        channel.confirmSelect();
        for (int i = 0; i < 1200; i++) {
            channel.basicPublish("events", "job." + i, properties(vars, i), ("n" + i).getBytes(UTF_8));
        }
        channel.basicPublish("", "safe", properties(vars, 1), new byte[] {0, 1, (byte) 200});
        channel.waitForConfirmsOrDie(20_000);
        channel.basicGet("jobs", false); // not acknowledged: it comes back
        Ability.Movable movable = provider().abilities().movable().orElseThrow();
        movable.requireCopyable(server(), source);
        movable.shut(server(), source);
        Awaitility.await().until(() -> !sender.isOpen()); // the client learns of it a moment later
        movable.copy(server(), source, server(), target);
        movable.admit(server(), source);
        try (Connection app = RabbitmqApp.connect(copied.get("RABBITMQ_URL"));
                Channel own = app.createChannel()) {
            for (int i = 0; i < 1200; i++) {
                var message = own.basicGet("jobs", true);
                assertThat(new String(message.getBody(), UTF_8)).isEqualTo("n" + i);
                assertThat(message.getProps().toString())
                        .isEqualTo(properties(vars, i).toString());
            }
            assertThat(own.basicGet("safe", true).getBody()).containsExactly(0, 1, 200);
            own.basicPublish("events", "job.more", null, "bound".getBytes(UTF_8));
            Awaitility.await().until(() -> own.basicGet("jobs", true) != null);
        }
        try (Connection app = RabbitmqApp.connect(vars.get("RABBITMQ_URL"));
                Channel own = app.createChannel()) {
            assertThat(own.queueDeclarePassive("jobs").getMessageCount()).isEqualTo(1200);
            assertThat(new String(own.basicGet("jobs", true).getBody(), UTF_8)).isEqualTo("n0");
        }
        assertThat(provider()
                        .abilities()
                        .checks()
                        .orElseThrow()
                        .census(server(), Set.of())
                        .residents())
                .filteredOn(
                        one -> one.resource().id().brief().equals(target.id().brief()))
                .allSatisfy(one -> assertThat(one.credentials()).hasSize(1));
    }

    private static AMQP.BasicProperties properties(Map<String, String> vars, int number) {
        return new AMQP.BasicProperties.Builder()
                .deliveryMode(2)
                .priority(3)
                .userId(vars.get("RABBITMQ_USER"))
                .messageId("id-" + number)
                .correlationId("of " + number)
                .timestamp(new Date(1_700_000_000_000L))
                .contentType("application/x-test")
                .headers(Map.of("n", (long) number))
                .build();
    }

    @Test
    void what_could_not_be_carried_whole_is_refused_by_name() throws Exception {
        Ability.Movable movable = provider().abilities().movable().orElseThrow();
        Resource streaming = provisioned();
        Resource copies = provisioned();
        try (Connection app =
                        RabbitmqApp.connect(vars(streaming, bound(streaming)).get("RABBITMQ_URL"));
                Channel channel = app.createChannel()) {
            channel.queueDeclare("feed", true, false, false, Map.of("x-queue-type", "stream"));
        }
        assertThatThrownBy(() -> movable.requireCopyable(server(), streaming)).hasMessageContaining("feed");
        Map<String, String> vars = vars(copies, bound(copies));
        try (Connection app = RabbitmqApp.connect(vars.get("RABBITMQ_URL"));
                Channel channel = app.createChannel()) {
            channel.queueDeclare("a", true, false, false, null);
            channel.queueDeclare("b", true, false, false, null);
            channel.confirmSelect();
            channel.basicPublish(
                    "",
                    "a",
                    new AMQP.BasicProperties.Builder()
                            .headers(Map.of("CC", List.of("b")))
                            .build(),
                    new byte[1]);
            channel.waitForConfirmsOrDie(10_000);
        }
        movable.shut(server(), copies);
        Resource target = provisioned();
        assertThatThrownBy(() -> movable.copy(server(), copies, server(), target))
                .hasMessageContaining("CC");
        movable.admit(server(), copies);
        try (Connection app = RabbitmqApp.connect(vars.get("RABBITMQ_URL"));
                Channel channel = app.createChannel()) {
            assertThat(channel.queueDeclarePassive("a").getMessageCount()).isEqualTo(1);
            assertThat(channel.queueDeclarePassive("b").getMessageCount()).isEqualTo(1);
        }
    }

    /** Messages that wait before a job is tried again: they expire into the queue of jobs. */
    @Test
    void messages_that_would_expire_into_a_queue_that_was_carried_before_are_refused() throws Exception {
        Ability.Movable movable = provider().abilities().movable().orElseThrow();
        Resource source = provisioned();
        Resource target = provisioned();
        Map<String, String> vars = vars(source, bound(source));
        Map<String, Object> toJobs = Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "jobs");
        Map<String, Object> retrying = new HashMap<>(toJobs);
        retrying.put("x-message-ttl", 3_600_000);
        AMQP.BasicProperties later =
                new AMQP.BasicProperties.Builder().expiration("3600000").build();
        try (Connection app = RabbitmqApp.connect(vars.get("RABBITMQ_URL"));
                Channel channel = app.createChannel()) {
            channel.queueDeclare("jobs", true, false, false, null);
            channel.queueDeclare("retry", true, false, false, retrying);
            channel.queueDeclare("wait", true, false, false, toJobs);
            channel.queueDeclare("short", true, false, false, Map.of("x-message-ttl", 3_600_000));
            channel.confirmSelect();
            channel.basicPublish("", "short", null, new byte[1]);
            channel.basicPublish("", "retry", null, new byte[1]);
            channel.waitForConfirmsOrDie(10_000);
            assertThatThrownBy(() -> movable.requireCopyable(server(), source)).hasMessageContaining("queue retry");
            assertThatThrownBy(() -> movable.copy(server(), source, server(), target))
                    .hasMessageContaining("queue retry");
            channel.queuePurge("retry");
            movable.requireCopyable(server(), source);
            channel.basicPublish("", "wait", later, new byte[1]);
            channel.waitForConfirmsOrDie(10_000);
        }
        movable.shut(server(), source);
        assertThatThrownBy(() -> movable.copy(server(), source, server(), target))
                .hasMessageContaining("queue wait")
                .hasMessageContaining("expires");
        movable.admit(server(), source);
    }

    /** As when an earlier attempt, or a retry in the target, has brought some there already. */
    @Test
    void more_messages_in_the_target_than_were_carried_are_no_loss() throws Exception {
        Ability.Movable movable = provider().abilities().movable().orElseThrow();
        Resource source = provisioned();
        Resource target = provisioned();
        for (Resource each : List.of(source, target)) {
            write(each, bound(each), "jobs", "one");
        }
        movable.copy(server(), source, server(), target);
        assertThat(provider()
                        .inspect(server(), target)
                        .figures()
                        .get("messages")
                        .value())
                .isEqualTo(2L);
    }

    @Test
    void a_vhost_that_is_gone_is_copied_neither_from_nor_to() {
        Ability.Movable movable = provider().abilities().movable().orElseThrow();
        Resource here = provisioned();
        Resource gone = provisioned();
        provider().deprovision(server(), gone);
        String words = "the vhost " + gone.facts().get("vhost") + " of ";
        assertThatThrownBy(() -> movable.requireCopyable(server(), gone)).hasMessageContaining(words);
        assertThatThrownBy(() -> movable.copy(server(), gone, server(), here)).hasMessageContaining(words);
        assertThatThrownBy(() -> movable.copy(server(), here, server(), gone)).hasMessageContaining(words);
        assertThatThrownBy(() -> provider()
                        .abilities()
                        .actions()
                        .orElseThrow()
                        .act(server(), gone, "purge", Map.of(), List.of()))
                .hasMessageContaining(words);
    }

    @Test
    void a_server_that_runs_elsewhere_is_adopted_by_the_url_of_its_management_api() throws Exception {
        String[] login = URI.create(server().adminUrl().reveal()).getUserInfo().split(":");
        int amqp = server().host().port();
        String url = "http://" + login[0] + ":" + login[1] + "@127.0.0.1:" + (amqp + 1);
        Server adopted = provider().adopt(url + "?amqp=" + amqp, server().options());
        assertThat(provider().ping(adopted)).isEqualTo(provider().ping(server()));
        Resource resource = provider().provision(adopted, wanted("elsewhere"));
        Credentials credentials = provider().grant(adopted, resource, Id.fresh(), Secret.fresh());
        Map<String, String> vars = provider().configVars(adopted, resource, credentials);
        assertThat(vars).isEqualTo(vars(resource, credentials));
        try (AppClient.Session app = client().open(vars)) {
            app.write("key", "value");
            assertThat(app.read("key")).isEqualTo("value");
        }
        provider().deprovision(adopted, resource);
        assertThatThrownBy(() -> client().open(vars)).isInstanceOf(Exception.class);

        Server noAmqp = provider().adopt(url + "?amqp=" + (amqp + 1), server().options());
        assertThatThrownBy(() -> provider().ping(noAmqp))
                .hasMessageContaining("AMQP")
                .satisfies(e -> assertNoSecret(e, login[1]));
        Resource mine = provisioned();
        Map<String, String> app = vars(mine, bound(mine));
        Server byAnApp = provider().adopt(app.get("RABBITMQ_MANAGEMENT_URL") + "?amqp=" + amqp, server().options());
        assertThatThrownBy(() -> provider().ping(byAnApp)).isInstanceOf(VektraException.class);
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
        assertThat(listening).hasSize(4).allMatch(address -> address.startsWith("0100007F:"));
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
