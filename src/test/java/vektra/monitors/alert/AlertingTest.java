package vektra.monitors.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vektra.monitors.alert.Runs.down;
import static vektra.monitors.alert.Runs.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** Alerts of a home whose destination is in this process. */
class AlertingTest {
    private static final BiPredicate<String, Instant> NEVER = (source, at) -> false;

    @TempDir
    private Path home;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private volatile int failing;

    private AlertBook book() {
        return new AlertBook(new MonitorFiles(home), deed -> {});
    }

    private Alerting alerting(BiPredicate<String, Instant> maintenance) {
        return alerting(maintenance, this::deliver);
    }

    private Alerting alerting(BiPredicate<String, Instant> maintenance, BiConsumer<Alert, Message> delivery) {
        Alerting.Outside outside =
                new Alerting.Outside(Clock.systemUTC(), Duration.ofMillis(1), delivery, warnings::add);
        return new Alerting(book(), source -> List.of(), maintenance, outside);
    }

    private void deliver(Alert alert, Message message) {
        if (failing > 0) {
            failing--;
            refuse(alert, message);
        }
        arrived.add(alert.name() + " " + message.event().word() + " "
                + message.news().source());
    }

    private static void refuse(Alert alert, Message message) {
        throw VektraException.unavailable("it answered with HTTP status 503", null, null);
    }

    private void add(String... sources) {
        book().add(new NewAlert(
                Alert.Kind.COMMAND,
                "true " + String.join(" ", sources),
                null,
                null,
                new Alert.Rules(2, 1, List.of(sources)),
                null,
                false));
    }

    private static void feed(Alerting alerting, Event... events) {
        for (Event event : events) {
            alerting.accept(event);
        }
    }

    private void arrives(String... messages) {
        await().untilAsserted(() -> assertThat(arrived).containsExactly(messages));
    }

    @Test
    void what_opens_and_ends_an_incident_arrives_in_order_although_deliveries_fail() {
        add();
        failing = 2;
        try (Alerting alerting = alerting(NEVER)) {
            feed(alerting, down("a.b", 0), down("a.b", 20), down("a.b", 40), up("a.b", 60));
            arrives("command-1 opened a.b", "command-1 recovered a.b");
        }
        assertThat(warnings).hasSize(2).allMatch(line -> line.contains("HTTP status 503"));
    }

    @Test
    void an_attempt_that_is_followed_by_another_and_a_skipped_run_do_not_count() {
        add();
        try (Alerting alerting = alerting(NEVER)) {
            for (int i = 0; i < 5; i++) {
                feed(
                        alerting,
                        Runs.finish("a.b", i, Status.FAILURE, false),
                        Runs.finish("a.b", i, Status.SKIPPED, true));
            }
            feed(alerting, down("c.d", 0), down("c.d", 1));
            arrives("command-1 opened c.d");
        }
    }

    @Test
    void a_restart_remembers_what_is_open_and_what_was_not_delivered() {
        add();
        // its own destination: a delivery that is under way when it ends is not waited for
        try (Alerting alerting = alerting(NEVER, AlertingTest::refuse)) {
            feed(alerting, down("a.b", 0), down("a.b", 20), down("c.d", 21));
            await().until(() -> !warnings.isEmpty());
        }
        Alert alert = book().get("command-1");
        assertThat(book().states().apply(alert.name()).undelivered()).isOne();
        assertThat(book().states().apply(alert.name()).problem()).contains("503");
        assertThat(book().states().apply(alert.name()).open())
                .extracting(AlertState.Open::source)
                .containsExactly("a.b");
        try (Alerting alerting = alerting(NEVER)) {
            arrives("command-1 opened a.b");
            feed(alerting, down("a.b", 40), down("c.d", 41), up("a.b", 60));
            arrives("command-1 opened a.b", "command-1 opened c.d", "command-1 recovered a.b");
        }
        try (Alerting alerting = alerting(NEVER)) {
            feed(alerting, up("a.b", 80), up("c.d", 81));
            await().untilAsserted(() -> assertThat(arrived).hasSize(4).last().isEqualTo("command-1 recovered c.d"));
        }
        assertThat(book().states().apply(alert.name())).isEqualTo(new AlertState(List.of(), 0, null));
    }

    @Test
    void what_is_kept_is_private() throws IOException {
        add();
        try (Alerting alerting = alerting(NEVER)) {
            feed(alerting, down("a.b", 0), down("a.b", 20));
            arrives("command-1 opened a.b");
        }
        for (String file : List.of("alerts.json", "alerting.json", "alerts.lock", "alerting.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            home.resolve("monitors").resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void nothing_counts_in_maintenance() {
        add();
        BiPredicate<String, Instant> maintenance = (source, at) -> source.equals("a.b") && at.isBefore(Runs.at(50));
        try (Alerting alerting = alerting(maintenance)) {
            feed(alerting, down("a.b", 0), down("a.b", 20), down("a.b", 40), down("a.b", 60), down("c.d", 61));
            feed(alerting, down("c.d", 62));
            arrives("command-1 opened c.d");
            feed(alerting, down("a.b", 80));
            arrives("command-1 opened c.d", "command-1 opened a.b");
        }
    }

    @Test
    void an_alert_that_is_added_or_removed_meanwhile_is_heeded() {
        try (Alerting alerting = alerting(NEVER)) {
            feed(alerting, down("a.b", 0), down("a.b", 20));
            add("a.*");
            await().until(() -> {
                feed(alerting, down("a.b", 40));
                return !arrived.isEmpty();
            });
            book().remove("command-1");
            add("c.d");
            await().until(() -> {
                feed(alerting, down("c.d", 60));
                return arrived.size() == 2;
            });
            assertThat(arrived).containsExactly("command-1 opened a.b", "command-1 opened c.d");
        }
    }

    @Test
    void of_two_processes_on_a_home_one_sends() {
        add();
        try (Alerting first = alerting(NEVER);
                Alerting second = alerting(NEVER)) {
            feed(second, down("a.b", 0), down("a.b", 20));
            feed(first, down("c.d", 0), down("c.d", 20));
            arrives("command-1 opened c.d");
            assertThat(warnings).containsExactly("another process sends the alerts of this home; this one sends none");
        }
    }

    @Test
    void a_file_that_cannot_be_read_is_named_and_begun_anew() throws IOException {
        add();
        Files.writeString(home.resolve("monitors/alerting.json"), "{\"alerts\": {\"command-1\": {\"sources\": {\"a");
        try (Alerting alerting = alerting(NEVER)) {
            assertThat(warnings).hasSize(1).first().asString().contains("alerting.json cannot be read");
            feed(alerting, down("a.b", 0), down("a.b", 20));
            arrives("command-1 opened a.b");
        }
    }

    @Test
    void hundreds_that_go_down_at_once_have_one_message_each() {
        add();
        try (Alerting alerting = alerting(NEVER)) {
            List<String> wanted = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < 400; i++) {
                    feed(alerting, down("many.m" + i, round * 20));
                }
            }
            for (int i = 0; i < 400; i++) {
                wanted.add("command-1 opened many.m" + i);
            }
            await().untilAsserted(() -> assertThat(arrived).containsExactlyElementsOf(wanted));
        }
    }
}
