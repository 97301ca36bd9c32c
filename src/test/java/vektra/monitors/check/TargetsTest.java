package vektra.monitors.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import vektra.drain.SyslogDrain;
import vektra.drain.WebhookDrain;
import vektra.fixture.Ports;
import vektra.logs.Logs;
import vektra.model.logs.Drain;
import vektra.model.monitor.Status;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;

class TargetsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Map<String, LogDrain> KINDS =
            Map.of("syslog", new SyslogDrain(), "webhook", new WebhookDrain());

    private final BlockingQueue<String> received = new ArrayBlockingQueue<>(10);

    private static Drain drain(String service, String url) {
        LogDrain kind = KINDS.get(service);
        Map<String, String> options = new LinkedHashMap<>();
        kind.service().options().stream()
                .filter(option -> option.defaultValue() != null)
                .forEach(option -> options.put(option.name(), option.defaultValue()));
        return kind.drain(new LogDrain.Wanted(
                new DrainName("logs"),
                null,
                url,
                null,
                options,
                Clock.systemUTC().instant(),
                null));
    }

    private static Checked check(Drain drain, Duration timeout) throws Exception {
        Logs logs = new Logs(
                Path.of("/nowhere"),
                arguments -> {},
                "here",
                Clock.systemUTC(),
                () -> List.of(drain),
                (ServiceName service) -> KINDS.get(service.value()));
        return new DrainProbe(logs, drain, Clock.systemUTC()).ask(timeout);
    }

    @Test
    void a_marker_is_sent_to_where_a_drain_goes_and_no_more_is_said_than_that() throws Exception {
        try (Answering server = new Answering(
                to -> received.add(new BufferedReader(new InputStreamReader(to.getInputStream())).readLine()))) {
            Checked checked = check(drain("syslog", "tcp://" + server.host()), TIMEOUT);
            assertThat(checked.status()).isEqualTo(Status.SUCCESS);
            assertThat(checked.reason()).matches("sent, .*: vektra-marker=[0-9a-f]{8}");
            assertThat(received.take()).endsWith(marker(checked));
        }
    }

    @Test
    void a_destination_that_confirms_has_received_it() throws Exception {
        try (Answering server = new Answering(Answering.http("HTTP/1.1 200 OK\nContent-Length: 0\n\n"))) {
            Checked checked = check(drain("webhook", "http://" + server.host()), TIMEOUT);
            assertThat(checked.reason()).startsWith("confirmed by the destination: vektra-marker=");
        }
    }

    private static String marker(Checked checked) {
        String reason = String.valueOf(checked.reason());
        return reason.substring(reason.indexOf("vektra-marker="));
    }

    @Test
    void a_destination_that_is_down_or_refuses_is_a_failure() throws Exception {
        assertThatThrownBy(() -> check(drain("syslog", "tcp://127.0.0.1:" + Ports.free()), TIMEOUT))
                .isInstanceOf(VektraException.class);
        try (Answering server = new Answering(Answering.http("HTTP/1.1 403 No\nContent-Length: 0\n\n"))) {
            assertThatThrownBy(() -> check(drain("webhook", "http://" + server.host()), TIMEOUT))
                    .isInstanceOf(Exception.class);
        }
    }

    /** A connection of a drain is ended by nothing but its close. */
    @Test
    void a_destination_that_hangs_is_given_up() throws Exception {
        try (Answering silent = new Answering(to -> {
            while (to.getInputStream().read() >= 0) {}
        })) {
            assertThatThrownBy(() -> check(drain("webhook", "http://" + silent.host()), Duration.ofMillis(300)))
                    .isInstanceOf(Exception.class);
        }
    }
}
