package vektra.addons.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.Create;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.addons.destroy.Reap;
import vektra.model.addon.Addon;
import vektra.model.addon.Lifetime;
import vektra.model.app.Declared;
import vektra.model.app.Program;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.spi.Locks;
import vektra.spi.Store;

class CloneTest {
    private final MemoryHome home = MemoryHome.enabled();

    CloneTest() {
        home.create("shop", "ledger", "book", null);
        home.write(home.url("shop"), "key", "first");
        home.set("shop", "GREETING", "hello");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static Clone.Request request(boolean withData, List<String> empty, @Nullable String ttl) {
        return new Clone.Request(
                new AppName("shop"), new AppName("pr-1"), withData, empty, ttl == null ? null : Lifetime.parse(ttl));
    }

    private Clone.Cloned cloned(Clone.Request request) {
        List<Clone.Cloned> made = new ArrayList<>();
        home.run(at -> made.add(at.clones().make(request)));
        home.assertSound();
        return made.get(0);
    }

    private Clone.Cloned cloned() {
        return cloned(request(false, List.of(), null));
    }

    private void refused(Kind kind, Clone.Request request, String... gist) {
        Refused.as(kind, home, at -> at.clones().make(request), gist);
    }

    @Test
    void it_has_the_variables_and_an_empty_add_on_of_its_own() {
        Clone.Cloned made = cloned();
        assertThat(home.config("pr-1")).containsEntry("GREETING", "hello");
        assertThat(home.vars("pr-1")).isEqualTo(home.vars("shop"));
        assertThat(home.addon("pr-1").fullPlan()).isEqualTo("ledger:shared");
        assertThat(home.read(home.url("pr-1"), "key")).isNull();
        assertThat(made.copied()).isEmpty();
        assertThat(made.notes()).isEmpty();
        assertThat(home.app("pr-1").release()).isEqualTo(1);
        assertThat(home.open().releases().list(new AppName("pr-1")))
                .extracting(release -> release.description())
                .containsExactly("Clone shop");
    }

    @Test
    void data_are_copied_and_each_app_then_has_its_own() {
        Clone.Cloned made = cloned(request(true, List.of(), null));
        assertThat(made.copied()).containsExactly(home.addon("pr-1").name());
        assertThat(home.read(home.url("pr-1"), "key")).isEqualTo("first");
        home.write(home.url("pr-1"), "key", "second");
        assertThat(home.read(home.url("shop"), "key")).isEqualTo("first");
        assertThat(home.files().keySet()).noneMatch(name -> name.startsWith("backups/"));
    }

    @Test
    void a_server_of_its_own_has_the_same_options() {
        home.run(at -> at.create()
                .create(new Create.Request(
                        new AppName("shop"),
                        new ServiceName("ledger"),
                        "dedicated",
                        null,
                        Requests.name("BIG"),
                        Map.of("limit", "7"),
                        null,
                        true,
                        false)));
        home.write(home.config("shop").get("BIG_URL"), "key", "big");
        cloned(request(true, List.of(), null));
        Addon big = home.app("pr-1").addons().stream()
                .filter(addon -> addon.server() != null)
                .findFirst()
                .orElseThrow();
        assertThat(big.server().options()).containsEntry("limit", "7");
        assertThat(home.read(home.config("pr-1").get("BIG_URL"), "key")).isEqualTo("big");
        assertThat(home.config("pr-1").get("BIG_URL"))
                .isNotEqualTo(home.config("shop").get("BIG_URL"));
    }

    @Test
    void two_attachments_of_an_add_on_stay_two_of_one() {
        home.attach("book", "shop", "REPORTS");
        cloned();
        assertThat(home.app("pr-1").addons()).hasSize(1);
        assertThat(home.attachment("pr-1", "REPORTS").addon())
                .isEqualTo(home.attachment("pr-1", "LEDGER").addon());
    }

    @Test
    void an_add_on_of_another_app_is_shared_with_credentials_of_its_own() {
        home.create("billing", "ledger", "bills", null);
        home.attach("bills", "shop", "BILLS");
        home.write(home.url("billing"), "key", "due");
        cloned(request(true, List.of(), null));
        assertThat(home.attachment("pr-1", "BILLS").addon().value()).isEqualTo("bills");
        assertThat(home.config("pr-1").get("BILLS_URL"))
                .isNotEqualTo(home.config("shop").get("BILLS_URL"));
        assertThat(home.read(home.config("pr-1").get("BILLS_URL"), "key")).isEqualTo("due");
    }

    @Test
    void data_that_cannot_be_copied_are_refused_unless_they_are_left_out() {
        home.bind("shop", "cache");
        refused(Kind.CONFLICT, request(true, List.of(), null), "cannot be copied", "--empty cache-");
        assertThat(cloned(request(true, List.of("cache"), null)).copied()).hasSize(1);
        assertThat(home.read(home.url("pr-1"), "key")).isEqualTo("first");
    }

    @Test
    void nothing_is_made_where_something_is_not_allowed() {
        refused(Kind.INVALID, request(false, List.of("ledger"), null), "--with-data");
        refused(Kind.NOT_FOUND, request(true, List.of("LEGER"), null), "LEGER");
        home.create("billing", "ledger", "bills", null);
        home.attach("bills", "shop", "BILLS");
        home.space("prod", "pci");
        Clone.Request prod = new Clone.Request(new AppName("shop"), new AppName("shop-prod"), false, List.of(), null);
        refused(Kind.CONFLICT, prod, "billing", "pci");
    }

    @Test
    void an_app_that_is_there_is_not_written_over() {
        cloned();
        refused(Kind.CONFLICT, request(false, List.of(), null), "pr-1 already exists");
    }

    @Test
    void it_expires_with_its_add_ons_and_the_other_app_stays() {
        home.bind("shop", "cache");
        cloned(request(true, List.of("cache"), "2h"));
        home.attach("book", "pr-1", "BOOK");
        home.run(at -> at.apps().rename(new AppName("pr-1"), new AppName("pr-2")));
        home.later(Duration.ofMinutes(119));
        home.settle();
        assertThat(home.vars("pr-2")).contains("GREETING", "LEDGER_URL", "BOOK_URL");
        home.later(Duration.ofMinutes(1));
        List<Reap.Ended> ended = home.open().home().reap().all(MemoryHome.YES).ended();
        assertThat(ended).hasSize(2).allMatch(Reap.Ended::wholeApp);
        assertThat(apps()).containsExactly("shop");
        assertThat(home.read(home.url("shop"), "key")).isEqualTo("first");
        home.assertSound();
    }

    private List<String> apps() {
        return home.open().apps().list().stream().map(app -> app.name().value()).toList();
    }

    @Test
    void any_command_says_that_it_expired() {
        cloned(request(false, List.of(), "2h"));
        home.later(Duration.ofHours(2));
        home.set("other", "A", "1");
        assertThat(home.said())
                .singleElement()
                .asString()
                .endsWith(" on pr-1 expired: it is destroyed with its data, and so is the app");
    }

    @Test
    void an_add_on_that_was_made_by_hand_keeps_it() {
        cloned(request(false, List.of(), "2h"));
        home.create("pr-1", "ledger", "more", "MORE");
        home.later(Duration.ofHours(2));
        home.settle();
        assertThat(home.addon("pr-1").name().value()).isEqualTo("more");
        assertThat(home.vars("pr-1")).contains("GREETING", "MORE_URL").doesNotContain("LEDGER_URL");
        home.assertSound();
    }

    @Test
    void a_lease_that_was_renewed_keeps_it_until_that_ends() {
        cloned(request(false, List.of(), "2h"));
        home.later(Duration.ofHours(1));
        home.run(at -> at.bind().bind(Requests.lease("pr-1", "ledger", "2h")));
        home.later(Duration.ofHours(1));
        home.settle();
        assertThat(home.vars("pr-1")).contains("LEDGER_URL");
        home.later(Duration.ofHours(1));
        home.settle();
        assertThat(apps()).containsExactly("shop");
        home.assertSound();
    }

    @Test
    void without_an_add_on_there_is_no_end() {
        home.set("bare", "A", "1");
        Clone.Request request =
                new Clone.Request(new AppName("bare"), new AppName("pr-1"), false, List.of(), Lifetime.parse("2h"));
        refused(Kind.INVALID, request, "bare owns no add-on", "vektra apps:destroy -a pr-1");
    }

    @TestFactory
    Stream<DynamicTest> it_expires_as_a_whole_or_not_at_all() {
        home.create("billing", "ledger", "bills", null);
        home.attach("bills", "shop", "BILLS");
        home.create("shop", "ledger:dedicated", "large", "LARGE");
        cloned(request(false, List.of(), "1h"));
        Addon lent = home.app("pr-1").addons().get(0);
        home.attach(lent.name().value(), "billing", "LENT");
        home.later(Duration.ofHours(2));
        return Sweep.of(home.copy(), at -> at.home().reap().all(MemoryHome.YES));
    }

    @Test
    void a_variable_with_credentials_of_the_other_app_is_named() {
        home.set("shop", "COPY_OF_URL", home.url("shop"));
        assertThat(cloned().notes()).containsExactly("COPY_OF_URL is copied as it is, and leads to book of shop");
    }

    @Test
    void a_variable_that_its_user_set_over_that_of_an_add_on_is_the_users_here_too() {
        home.run(at -> at.config().set(new AppName("shop"), Map.of("OTHER", "x")));
        home.run(at -> at.bind().bind(Requests.forced(Requests.bind("shop", "ledger", "OTHER"))));
        cloned();
        assertThat(home.attachment("pr-1", "OTHER").replaced())
                .isEqualTo(home.attachment("shop", "OTHER").replaced());
    }

    @Test
    void what_its_manifest_says_goes_along_but_for_the_protection_of_data() {
        Addon book = home.addon("shop");
        home.damage(
                Locks.Name.alone(Locks.Name.Kind.APP, "shop"),
                new Store.Write.PutApp(
                        home.app("shop")
                                .declaring(new Declared(
                                        List.of(new Declared.Resource("ledger", book.service(), book.id(), true, true)),
                                        Map.of("PORT", "80"),
                                        List.of("SECRET"),
                                        Map.of("web", Program.linkedTo("ledger")),
                                        List.of(),
                                        false)),
                        null));
        cloned();
        Declared declared = home.app("pr-1").declared();
        assertThat(declared.variables()).containsEntry("PORT", "80");
        assertThat(declared.required()).containsExactly("SECRET");
        assertThat(declared.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.addon()).isEqualTo(home.addon("pr-1").id());
            assertThat(resource.guarded()).isFalse();
        });
    }

    @Test
    void a_dry_run_names_the_steps_and_changes_nothing() {
        assertThat(home.dryRun(at -> at.clones().make(request(true, List.of(), null))))
                .anyMatch(step -> step.startsWith("create ledger-"))
                .anyMatch(step -> step.equals("create the app pr-1"));
    }

    @TestFactory
    Stream<DynamicTest> it_is_made_as_a_whole_or_not_at_all() {
        home.attach("book", "shop", "REPORTS");
        home.create("billing", "ledger", "bills", null);
        home.attach("bills", "shop", "BILLS");
        home.bind("shop", "cache");
        home.create("shop", "ledger:dedicated", "large", "LARGE");
        return Sweep.of(home.copy(), at -> at.clones().make(request(true, List.of("cache"), "1h")), Kind.CONFLICT);
    }
}
