package vektra.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vektra.addons.MovableClock;
import vektra.json.Json;
import vektra.model.PlannedStep;
import vektra.model.PlannedStep.Action;

/** On which terms an assistant works. */
class DeskTest {
    private static final Person YES = (danger, name) -> Person.Answer.CONFIRMED;
    private static final Person NO = (danger, name) -> Person.Answer.DECLINED;

    private final Hands hands = new Hands();
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final Plans plans = new Plans(new MovableClock(() -> now));
    private final Desk desk = new Desk(hands, plans, "mine", false);
    private final Desk destroying = new Desk(hands, plans, "mine", true);

    /** One tool that reads and one that changes, and what was done with them. */
    private static final class Hands implements Toolbox {
        private final List<String> done = new ArrayList<>();
        private List<PlannedStep> steps = List.of(new PlannedStep(Action.MAKE_APP, "shop", ""));
        private @Nullable Outcome refusal;

        @Override
        public List<Tool> tools() {
            return List.of(
                    new Tool("look", "look", "Looks.", Map.of(), false, false),
                    new Tool("change", "change", "Changes.", Map.of(), true, false));
        }

        @Override
        public Optional<Tool> tool(String name) {
            return tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
        }

        @Override
        public Outcome read(Wanted wanted) {
            done.add("read");
            return Outcome.of(Map.of("seen", true), List.of());
        }

        @Override
        public Planned plan(Wanted wanted) {
            return new Planned("vektra change", steps, refusal);
        }

        @Override
        public Outcome carryOut(Wanted wanted, @Nullable String confirmed) {
            done.add("did " + wanted.arguments().get("app") + (confirmed == null ? "" : " confirmed by " + confirmed));
            return Outcome.of(Map.of("done", true), List.of());
        }
    }

    private static Wanted change(String app) {
        return new Wanted("change", Json.map("app", app));
    }

    private static Wanted apply(Object plan) {
        return new Wanted(Desk.APPLY, Json.map("plan", plan));
    }

    private static Object planned(Desk desk, String app) {
        Outcome outcome = desk.call(change(app), Person.NONE);
        assertThat(outcome.failed()).isFalse();
        return String.valueOf(outcome.value().get("plan"));
    }

    private void destroys() {
        hands.steps = List.of(
                new PlannedStep(Action.CONFIRM, "redis-1", "all its data is deleted"),
                new PlannedStep(Action.DELETE_ADDON, "redis-1", ""));
    }

    @Test
    void reading_is_answered_at_once() {
        assertThat(desk.call(new Wanted("look", Map.of()), Person.NONE).value()).containsEntry("seen", true);
    }

    @Test
    void a_change_is_answered_with_its_plan_and_not_done() {
        Outcome outcome = desk.call(change("shop"), Person.NONE);
        assertThat(outcome.text()).contains("would create the app shop", "Nothing has been changed yet");
        assertThat(outcome.value().get("steps"))
                .isEqualTo(List.of(Map.of("action", "make-app", "target", "shop", "detail", "")));
        assertThat(hands.done).isEmpty();
    }

    @Test
    void a_plan_is_carried_out_by_its_id_with_what_was_asked_for() {
        assertThat(desk.call(apply(planned(desk, "shop")), Person.NONE).value()).containsEntry("done", true);
        assertThat(hands.done).containsExactly("did shop");
    }

    @Test
    void a_plan_is_carried_out_once() {
        Object plan = planned(desk, "shop");
        desk.call(apply(plan), Person.NONE);
        Outcome again = desk.call(apply(plan), Person.NONE);
        assertThat(again.failed()).isTrue();
        assertThat(again.text()).contains("it was carried out, has expired, or is another's");
        assertThat(hands.done).hasSize(1);
    }

    @Test
    void a_plan_of_another_is_refused_and_stays_with_its_owner() {
        Object plan = planned(desk, "shop");
        Desk other = new Desk(hands, plans, "other", false);
        assertThat(other.call(apply(plan), Person.NONE).failed()).isTrue();
        assertThat(hands.done).isEmpty();
        assertThat(desk.call(apply(plan), Person.NONE).failed()).isFalse();
    }

    @Test
    void ids_are_random_and_long() {
        assertThat(String.valueOf(planned(desk, "shop")))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(planned(desk, "shop"));
    }

    @Test
    void a_plan_that_does_not_hold_any_more_is_refused_with_what_it_would_be_now() {
        Object plan = planned(desk, "shop");
        hands.steps = List.of(new PlannedStep(Action.RECORD_RELEASE, "shop", "v2"));
        Outcome outcome = desk.call(apply(plan), Person.NONE);
        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.text()).contains("does not hold any more", "ask for a new plan: change");
        assertThat(String.valueOf(outcome.value().get("steps"))).contains("record-release");
        assertThat(hands.done).isEmpty();
        assertThat(desk.call(apply(planned(desk, "shop")), Person.NONE).failed())
                .isFalse();
    }

    @Test
    void a_time_or_a_size_that_moves_on_by_itself_is_no_change() {
        hands.steps = List.of(
                new PlannedStep(Action.CONFIRM, "pg-1", "deletes pg-1 and its data (7.4 MB)"),
                new PlannedStep(Action.KEEP_BACKUPS, "pg-1", "2, until 2026-12-30 21:46:46 UTC"));
        Object plan = planned(destroying, "shop");
        hands.steps = List.of(
                new PlannedStep(Action.CONFIRM, "pg-1", "deletes pg-1 and its data (7.5 MB)"),
                new PlannedStep(Action.KEEP_BACKUPS, "pg-1", "2, until 2026-12-30 21:46:59 UTC"));
        assertThat(destroying.call(apply(plan), YES).failed()).isFalse();
        Object other = planned(destroying, "shop");
        hands.steps = List.of(
                hands.steps.get(0), new PlannedStep(Action.KEEP_BACKUPS, "pg-1", "3, until 2026-12-30 21:46:59 UTC"));
        assertThat(destroying.call(apply(other), YES).text()).contains("does not hold any more");
    }

    @Test
    void what_a_plan_makes_for_itself_and_deletes_again_is_no_loss() {
        hands.steps = List.of(
                new PlannedStep(Action.MAKE_ADDON, "a temporary add-on", ""),
                new PlannedStep(Action.DUMP_ADDON, "pg-1", ""),
                new PlannedStep(Action.DELETE_ADDON, "a temporary add-on", ""));
        assertThat(desk.call(apply(planned(desk, "shop")), Person.NONE).failed())
                .isFalse();
        hands.steps = List.of(
                new PlannedStep(Action.MAKE_ADDON, "a temporary add-on", ""),
                new PlannedStep(Action.DELETE_ADDON, "pg-1", ""));
        assertThat(desk.call(change("shop"), Person.NONE).failed()).isTrue();
    }

    @Test
    void a_plan_that_is_refused_by_now_says_why() {
        Object plan = planned(desk, "shop");
        hands.refusal = Outcome.refused("the app is gone", null);
        assertThat(desk.call(apply(plan), Person.NONE).text()).isEqualTo("the app is gone");
        assertThat(hands.done).isEmpty();
    }

    @Test
    void a_plan_expires() {
        Object plan = planned(desk, "shop");
        now = now.plus(Plans.LASTS);
        assertThat(desk.call(apply(plan), Person.NONE).failed()).isTrue();
        assertThat(hands.done).isEmpty();
    }

    @Test
    void of_too_many_plans_of_one_owner_the_oldest_goes_and_others_keep_theirs() {
        Desk other = new Desk(hands, plans, "other", false);
        Object theirs = planned(other, "theirs");
        Object first = planned(desk, "first");
        Object second = planned(desk, "second");
        for (int i = 0; i < Plans.MOST - 1; i++) {
            now = now.plus(Duration.ofSeconds(1));
            planned(desk, "more");
        }
        assertThat(desk.call(apply(first), Person.NONE).failed()).isTrue();
        assertThat(desk.call(apply(second), Person.NONE).failed()).isFalse();
        assertThat(other.call(apply(theirs), Person.NONE).failed()).isFalse();
    }

    @Test
    void where_there_is_nothing_to_do_there_is_no_plan() {
        hands.steps = List.of();
        Outcome outcome = desk.call(change("shop"), Person.NONE);
        assertThat(outcome.text()).contains("Nothing to do");
        assertThat(outcome.value()).doesNotContainKey("plan");
    }

    @Test
    void what_loses_data_gets_no_plan_and_names_what_a_person_types() {
        destroys();
        Outcome outcome = desk.call(change("shop"), YES);
        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.text()).contains("would delete redis-1 and its data", "a person can do it: vektra change");
        assertThat(outcome.value()).containsKey("steps").doesNotContainKey("plan");
    }

    @Test
    void a_plan_that_loses_data_by_now_is_refused() {
        Object plan = planned(destroying, "shop");
        destroys();
        assertThat(destroying.call(apply(plan), YES).text()).contains("does not hold any more");
        assertThat(hands.done).isEmpty();
    }

    @Test
    void where_it_is_allowed_a_person_confirms_what_loses_data() {
        destroys();
        List<String> asked = new ArrayList<>();
        Outcome outcome = destroying.call(apply(planned(destroying, "shop")), (danger, name) -> {
            asked.add(name + ": " + danger);
            return Person.Answer.CONFIRMED;
        });
        assertThat(outcome.failed()).isFalse();
        assertThat(asked.get(0)).startsWith("redis-1: ").contains("would delete redis-1 and its data");
        assertThat(hands.done).containsExactly("did shop confirmed by redis-1");
    }

    @Test
    void a_person_who_declines_is_obeyed() {
        destroys();
        Object plan = planned(destroying, "shop");
        assertThat(destroying.call(apply(plan), NO).text()).contains("a person declined it");
        assertThat(destroying.call(apply(plan), YES).failed()).isTrue();
        assertThat(hands.done).isEmpty();
    }

    @Test
    void where_no_person_can_be_asked_nothing_is_lost() {
        destroys();
        assertThat(destroying
                        .call(apply(planned(destroying, "shop")), Person.NONE)
                        .text())
                .contains("cannot ask a person", "vektra change");
        assertThat(hands.done).isEmpty();
    }

    @Test
    void an_unknown_tool_is_refused_with_the_nearest() {
        assertThat(desk.call(new Wanted("chnge", Map.of()), Person.NONE).text())
                .contains("no tool called 'chnge'", "did you mean change?");
    }

    @Test
    void without_tools_that_change_there_is_nothing_to_apply() {
        assertThat(Desk.withApply(List.of(hands.tools().get(0))))
                .extracting(Tool::name)
                .containsExactly("look");
        assertThat(desk.tools()).extracting(Tool::name).containsExactly("look", "change", Desk.APPLY);
    }

    @Test
    void passwords_are_hidden_wherever_they_stand() {
        Object seen = Secrets.hidden(List.of(
                Map.of("DATABASE_URL", "postgres://me:hunter2@host/db", "API_KEY", "hunter2", "LEVEL", "info"),
                Map.of("name", "DB_PASSWORD", "value", "hunter2"),
                Map.of("url", List.of("redis://x:hunter2@h:1"))));
        assertThat(String.valueOf(seen))
                .doesNotContain("hunter2")
                .contains("info", "postgres://me:****@host/db", "redis://x:****@h:1");
    }
}
