package vektra.monitors.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.monitors.alert.Runs.at;
import static vektra.monitors.alert.Runs.down;
import static vektra.monitors.alert.Runs.up;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.json.Json;
import vektra.model.monitor.Event;

/** When there is a message, and when there is none. */
class IncidentsTest {
    private final Map<String, List<String>> needs = new java.util.HashMap<>();
    private final Health health = new Health(source -> needs.getOrDefault(source, List.of()));
    private Incidents incidents = with(2, 1);

    private Incidents with(int after, int recover, String... sources) {
        return new Incidents("webhook-1", new Alert.Rules(after, recover, List.of(sources)), health);
    }

    /** The texts of the messages that the ends of runs lead to. */
    private List<String> on(Event.Finish... runs) {
        List<String> texts = new ArrayList<>();
        for (Event.Finish run : runs) {
            health.on(run);
            incidents
                    .on(run)
                    .forEach(message -> texts.add(
                            message.event().word() + " " + message.news().source()));
        }
        return texts;
    }

    @Test
    void one_failure_is_no_incident_and_two_in_a_row_are() {
        assertThat(on(down("git.clone", 0), up("git.clone", 20), down("git.clone", 40)))
                .isEmpty();
        assertThat(on(down("git.clone", 60))).containsExactly("opened git.clone");
    }

    @Test
    void an_incident_has_one_message_however_long_it_lasts_and_one_at_its_end() {
        assertThat(on(down("a.b", 0), down("a.b", 20), down("a.b", 40), down("a.b", 60)))
                .hasSize(1);
        assertThat(incidents.open()).isOne();
        assertThat(on(up("a.b", 80), up("a.b", 100))).containsExactly("recovered a.b");
        assertThat(incidents.open()).isZero();
        assertThat(on(down("a.b", 120), down("a.b", 140))).containsExactly("opened a.b");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "5, 5"})
    void after_says_how_many_failures_there_must_be(int after, int failures) {
        incidents = with(after, 1);
        for (int i = 1; i < failures; i++) {
            assertThat(on(down("a.b", i))).isEmpty();
        }
        assertThat(on(down("a.b", failures))).hasSize(1);
    }

    @Test
    void recover_says_how_many_successes_end_it_and_a_failure_starts_them_anew() {
        incidents = with(1, 2);
        assertThat(on(down("a.b", 0), up("a.b", 20), down("a.b", 40), up("a.b", 60)))
                .containsExactly("opened a.b");
        assertThat(on(up("a.b", 80))).containsExactly("recovered a.b");
    }

    @Test
    void sources_are_counted_apart_and_only_those_of_the_alert() {
        incidents = with(2, 1, "git.*", "http.curl");
        assertThat(on(down("git.clone", 0), down("git.push", 1), down("dns.a", 2), down("dns.a", 3)))
                .isEmpty();
        assertThat(on(down("git.push", 4), down("http.curl", 5), down("http.curls", 6), down("http.curls", 7)))
                .containsExactly("opened git.push");
    }

    @Test
    void the_message_says_since_when_and_why_without_a_password() {
        List<Message> messages = new ArrayList<>();
        for (Event.Finish run : List.of(down("a.b", 0), down("a.b", 20), up("a.b", 3680))) {
            health.on(run);
            messages.addAll(incidents.on(run));
        }
        assertThat(messages.get(0).text())
                .isEqualTo("a.b is down since 2026-11-22 01:00:00 UTC: no answer from redis://:****@10.0.0.1:1");
        assertThat(messages.get(1).text()).isEqualTo("a.b is up again after 61 min");
        assertThat(messages.get(1).incident()).isEqualTo(messages.get(0).incident());
        assertThat(messages.get(1).id()).isNotEqualTo(messages.get(0).id());
        assertThat(messages.get(1).fields())
                .containsEntry("seconds", 3680L)
                .containsEntry("status", "success")
                .containsEntry("failures", 2);
        assertThat(Json.line(messages.get(0).fields())).doesNotContain("s3cr3t");
    }

    // what a source depends on

    @Test
    void a_parent_that_is_down_has_the_only_message() {
        needs.put("app.login", List.of("db.up"));
        needs.put("app.pay", List.of("app.login"));
        List<String> texts = on(
                down("db.up", 0),
                down("app.login", 1),
                down("app.pay", 2),
                down("db.up", 20),
                down("app.login", 21),
                down("app.pay", 22),
                down("db.up", 40),
                down("app.login", 41),
                down("app.pay", 42));
        assertThat(texts).containsExactly("opened db.up");
        assertThat(on(up("db.up", 60), down("app.login", 61), up("app.login", 81), up("app.pay", 82)))
                .containsExactly("recovered db.up");
    }

    @Test
    void dependants_that_notice_first_wait_for_news_of_the_parent() {
        needs.put("app.login", List.of("db.up"));
        assertThat(on(up("db.up", 0), down("app.login", 1), down("app.login", 11)))
                .isEmpty();
        assertThat(on(down("db.up", 20), down("db.up", 40))).containsExactly("opened db.up");
        assertThat(on(up("db.up", 60))).containsExactly("recovered db.up");
        assertThat(on(down("app.login", 61))).as("it has to fail anew").isEmpty();
    }

    @Test
    void when_the_parent_turns_out_to_be_up_the_dependant_has_its_message() {
        needs.put("app.login", List.of("db.up"));
        assertThat(on(up("db.up", 0), down("app.login", 1), down("app.login", 11)))
                .isEmpty();
        assertThat(on(up("db.up", 20))).containsExactly("opened app.login");
    }

    @Test
    void a_parent_without_news_is_not_waited_for_without_end() {
        needs.put("app.login", List.of("db.up"));
        assertThat(on(down("app.login", 1), down("app.login", 11))).isEmpty();
        assertThat(incidents.waits()).isTrue();
        assertThat(incidents.settle(at(12))).isEmpty();
        assertThat(incidents.settle(at(11).plus(Incidents.PATIENCE))).hasSize(1);
        assertThat(incidents.waits()).isFalse();
    }

    @Test
    void a_parent_of_which_the_alert_sends_no_message_silences_none() {
        needs.put("app.login", List.of("db.up"));
        incidents = with(2, 1, "app.*");
        assertThat(on(down("db.up", 0), down("app.login", 1), down("app.login", 21)))
                .containsExactly("opened app.login");
    }

    @Test
    void what_depends_on_itself_ends_no_less() {
        needs.put("a.b", List.of("c.d"));
        needs.put("c.d", List.of("a.b"));
        assertThat(on(up("c.d", 0), down("a.b", 1), down("a.b", 2), up("c.d", 3)))
                .containsExactly("opened a.b");
    }
}
