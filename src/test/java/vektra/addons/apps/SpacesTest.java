package vektra.addons.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;
import vektra.model.text.Kind;

class SpacesTest {
    private static final SpaceName PROD = new SpaceName("prod");
    private static final ServiceName LEDGER = new ServiceName("ledger");
    private final MemoryHome home = MemoryHome.enabled();

    SpacesTest() {
        home.space("prod", "pci");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static List<Tag> tags(String... words) {
        return Arrays.stream(words).map(Tag::new).toList();
    }

    private static MemoryHome.Verb create(String name, String... words) {
        return at -> at.spaces().create(new SpaceName(name), tags(words));
    }

    private static MemoryHome.Verb destroy() {
        return at -> at.spaces().destroy(PROD);
    }

    @Test
    void again_with_the_same_tags_is_no_error_and_with_others_a_conflict() {
        assertThat(home.open().spaces().create(PROD, tags("pci")).already()).isTrue();
        assertThat(home.open().spaces().create(PROD, tags("pci", "pci")).already())
                .isTrue();
        Refused.as(
                Kind.CONFLICT,
                home,
                create("prod", "hipaa"),
                "the space prod already exists, with",
                "pci",
                "vektra spaces:tag prod");
    }

    @Test
    void an_app_is_in_the_space_that_its_name_ends_in() {
        home.set("note-prod", "A", "1");
        home.set("note", "A", "1");
        assertThat(home.open().spaces().list())
                .singleElement()
                .matches(row -> row.apps().equals(List.of(new AppName("note-prod"))));
    }

    @Test
    void tags_come_and_go() {
        assertThat(home.open()
                        .spaces()
                        .tag(PROD, tags("hipaa"), tags("pci"))
                        .space()
                        .tags())
                .isEqualTo(tags("hipaa"));
        assertThat(home.open().spaces().tag(PROD, tags("hipaa"), tags("pci")).already())
                .isTrue();
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.spaces().tag(new SpaceName("far"), tags("a"), List.of()),
                "no space called far",
                "vektra spaces");
    }

    @Test
    void a_space_with_apps_stays() {
        home.set("note-prod", "A", "1");
        Refused.as(Kind.CONFLICT, home, destroy(), "apps are in the space prod: note-prod", "rename or destroy them");
        home.destroyApp("note-prod");
        home.run(destroy());
        assertThat(home.open().spaces().list()).isEmpty();
        Refused.as(Kind.NOT_FOUND, home, destroy(), "no space called prod");
    }

    @Test
    void a_plan_asks_for_tags_of_those_who_bind_create_and_move() {
        assertThat(home.open()
                        .spaces()
                        .tagPlan(LEDGER, "dedicated", tags("pci"), List.of())
                        .already())
                .isFalse();
        assertThat(home.open().spaces().ofPlan(LEDGER, "dedicated")).isEqualTo(tags("pci"));
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.bind().bind(Requests.bind("note", "ledger:dedicated")),
                "ledger:dedicated is only for spaces with the tag pci");
        home.bind("note-prod", "ledger:dedicated");
        home.assertSound();
        assertThat(home.open()
                        .spaces()
                        .tagPlan(LEDGER, "dedicated", List.of(), tags("pci"))
                        .tags())
                .isEmpty();
        home.bind("note", "ledger:dedicated");
    }

    @Test
    void an_unknown_plan_or_service_is_refused() {
        Refused.as(Kind.NOT_FOUND, home, at -> at.spaces().tagPlan(LEDGER, "huge", tags("a"), List.of()), "no plan");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.spaces().tagPlan(new ServiceName("far"), "shared", tags("a"), List.of()),
                "no service called 'far'");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(create("test", "b", "a"))).containsExactly("set the tags of the space test (a, b)");
        assertThat(home.dryRun(destroy())).containsExactly("delete the space prod");
        assertThat(home.dryRun(at -> at.spaces().tagPlan(LEDGER, "shared", tags("a"), List.of())))
                .containsExactly("set the tags of the plan ledger:shared (a)");
    }

    @TestFactory
    Stream<DynamicTest> creating_cut_off_anywhere() {
        return Sweep.of(home.copy(), create("test", "a"));
    }

    @TestFactory
    Stream<DynamicTest> tagging_cut_off_anywhere() {
        return Sweep.of(home.copy(), at -> at.spaces().tag(PROD, tags("a"), tags("pci")));
    }

    @TestFactory
    Stream<DynamicTest> destroying_cut_off_anywhere() {
        return Sweep.of(home.copy(), destroy(), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> tagging_a_plan_cut_off_anywhere() {
        return Sweep.of(home.copy(), at -> at.spaces().tagPlan(LEDGER, "shared", tags("a"), List.of()));
    }
}
