package vektra.addons.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.addons.home.Tokens;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.spi.Locks;
import vektra.spi.Store;

class DoctorTest {
    /** The point at which a verb with nothing to do before its commit has all of its finish before it. */
    private static final int COMMITTED = 1;

    private final MemoryHome home = MemoryHome.enabled();

    DoctorTest() {
        home.create("note", "ledger", "book", null);
        home.create("note", "cache", "side", null);
        home.attach("book", "guest", null);
        home.write(home.url("note"), "key", "value");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static List<Doctor.Treated> visit(
            MemoryHome home, boolean fix, @Nullable String delete, @Nullable String confirm) {
        return home.open().home().doctor().visit(new Doctor.Request(null, fix, delete, confirm));
    }

    private static MemoryHome.Verb fix() {
        return at -> at.home().doctor().visit(new Doctor.Request(null, true, null, null));
    }

    /** Found, named, fixed, and gone. */
    private void fixes(Finding.What what, String gist) {
        String before = home.shape();
        assertThat(visit(home, false, null, null)).anySatisfy(seen -> {
            assertThat(seen.finding().what()).isEqualTo(what);
            assertThat(seen.finding().message()).contains(gist);
            assertThat(seen.finding().fixable()).isTrue();
            assertThat(seen.fixed()).isFalse();
        });
        assertThat(home.shape()).as("a look changes nothing").isEqualTo(before);
        assertThat(visit(home, true, null, null)).isNotEmpty().allSatisfy(treated -> {
            assertThat(treated.fixed())
                    .as(treated.finding().message().toString())
                    .isTrue();
            assertThat(treated.problem()).isNull();
        });
        home.assertSound();
    }

    /** Found, with what to type, and left as it is. */
    private void leaves(Finding.What what, String gist, @Nullable String hint) {
        assertThat(visit(home, true, null, null)).anySatisfy(seen -> {
            assertThat(seen.finding().what()).isEqualTo(what);
            assertThat(seen.finding().message()).contains(gist);
            assertThat(seen.fixed()).isFalse();
            if (hint != null) {
                assertThat(seen.finding().hint()).contains(hint);
            }
        });
    }

    @Test
    void a_home_at_rest_has_nothing_to_find() {
        assertThat(visit(home, false, null, null)).isEmpty();
        assertThat(home.open().home().doctor().visit(new Doctor.Request(new AppName("note"), true, null, null)))
                .isEmpty();
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.home().doctor().visit(new Doctor.Request(new AppName("far"), false, null, null)),
                "no app called 'far'");
    }

    @Test
    void a_disk_that_is_almost_full() {
        home.leave(9L << 30);
        leaves(Finding.What.CAPACITY, "the disk /dev/memory has 9.0 GB of 1.0 TB left", "enlarge it");
        home.leave(11L << 30);
        assertThat(visit(home, false, null, null))
                .as("less than a tenth, but a lot")
                .isEmpty();
    }

    @Test
    void a_server_that_has_little_of_something_left() {
        home.world().places = 2;
        assertThat(visit(home, false, null, null)).as("half of it").isEmpty();
        home.create("guest", "ledger", "diary", null);
        leaves(Finding.What.CAPACITY, "ledger uses 2 of 2 places", "raise it: vektra addons:enable ledger -- --size N");
        home.world().kill("ledger");
        assertThat(visit(home, false, null, null))
                .as("one that is down is not asked")
                .extracting(seen -> seen.finding().what())
                .containsExactly(Finding.What.SERVER_DOWN);
    }

    @Test
    void tokens_and_leases_that_expire_soon_are_warned_of_and_no_problem() {
        home.run(at -> at.home()
                .tokens()
                .create(new Tokens.Request("ci", Token.Scope.READ, Lifetime.parse("90d"), List.of())));
        home.run(at -> at.home()
                .tokens()
                .create(new Tokens.Request("once", Token.Scope.READ, Lifetime.parse("10h"), List.of())));
        home.later(Duration.ofHours(8));
        assertThat(visit(home, false, null, null)).isEmpty();
        assertThat(home.said()).noneMatch(said -> said.contains("expires"));
        home.later(Duration.ofMinutes(61));
        assertThat(visit(home, false, null, null)).isEmpty();
        assertThat(home.said())
                .filteredOn(said -> said.contains("expires"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("the token once expires at ");
        home.later(Duration.ofDays(83));
        visit(home, false, null, null);
        assertThat(home.said()).anyMatch(said -> said.startsWith("the token ci expires at "));
    }

    @Test
    void a_server_that_is_down() {
        home.world().kill("ledger");
        fixes(Finding.What.SERVER_DOWN, "ledger is not running");
    }

    @Test
    void a_server_that_hangs() {
        home.world().hang("ledger");
        leaves(Finding.What.SERVER_SILENT, "runs but does not answer", "vektra addons:restart ledger");
    }

    @Test
    void a_port_that_another_program_has() {
        String old = home.url("note");
        home.world().takePort("ledger");
        fixes(Finding.What.PORT_TAKEN, "is taken by another program");
        assertThat(home.url("note")).isNotEqualTo(old);
        assertThat(home.read(home.url("note"), "key")).isEqualTo("value");
    }

    @Test
    void a_folder_that_moved() {
        home.world().moveFolder("ledger");
        fixes(Finding.What.SERVER_MOVED, "the folder of ledger is");
        assertThat(home.read(home.url("guest"), "key")).isEqualTo("value");
    }

    @Test
    void data_that_are_gone_are_only_replaced_when_confirmed() {
        home.world().loseData("ledger");
        leaves(Finding.What.DATA_GONE, "the data folder of ledger is missing", "--fix --confirm ledger");
        assertThat(visit(home, true, null, "ledger")).allMatch(Doctor.Treated::fixed);
        assertThat(home.said())
                .anyMatch(said -> said.equals("the data of ledger are lost; it was created again, empty"));
        home.assertSound();
    }

    @Test
    void a_cache_begins_anew_by_itself() {
        home.world().loseData("cache");
        fixes(Finding.What.DATA_GONE, "the data folder of cache is missing");
    }

    @Test
    void credentials_that_do_not_log_in() {
        home.world().dropLogins("note");
        fixes(Finding.What.CREDENTIALS, "cannot log in");
        assertThat(home.read(home.url("guest"), "key")).isEqualTo("value");
    }

    @Test
    void an_add_on_whose_data_are_gone_is_made_again_empty() {
        home.world().dropHoldings("note");
        fixes(Finding.What.RESOURCE, "its data are lost, --fix creates it again, empty");
        assertThat(home.read(home.url("note"), "key")).isNull();
    }

    @Test
    void an_add_on_whose_place_was_given_to_another_gets_a_new_one() {
        home.world().dropHoldings("note");
        home.create("next", "ledger", "takes", null);
        fixes(Finding.What.RESOURCE, "its data are lost");
        home.assertSound();
    }

    @Test
    void an_add_on_that_was_not_made_to_its_end() {
        home.world().breakHoldings("note");
        fixes(Finding.What.RESOURCE, "open to others");
        assertThat(home.read(home.url("note"), "key")).isEqualTo("value");
    }

    /** The app's config vars are changed without the add-on that set them. */
    private static void config(MemoryHome home, String name, Consumer<Map<String, String>> change) {
        App app = home.app(name);
        Map<String, String> config = new TreeMap<>(app.config());
        change.accept(config);
        App changed =
                new App(app.id(), app.name(), app.createdAt(), app.release(), config, app.addons(), app.attachments());
        home.damage(Locks.Name.alone(Locks.Name.Kind.APP, name), new Store.Write.PutApp(changed, null));
    }

    private static void forget(MemoryHome home, String addon) {
        home.damage(Locks.Name.alone(Locks.Name.Kind.ADDON, addon), new Store.Write.Free(new AddonName(addon)));
    }

    @Test
    void a_variable_that_does_not_lead_to_its_add_on() {
        config(home, "note", vars -> vars.put("LEDGER_URL", "elsewhere"));
        fixes(Finding.What.CONFIG_VARS, "LEDGER_URL of note is not as book needs it");
        home.unbind("note", "ledger");
        assertThat(home.config("note")).containsEntry("LEDGER_URL", "elsewhere");
    }

    @Test
    void a_variable_that_is_missing() {
        config(home, "guest", vars -> vars.keySet().removeAll(List.of("LEDGER_URL", "LEDGERURL")));
        fixes(Finding.What.CONFIG_VARS, "LEDGERURL, LEDGER_URL of guest are not as book needs it");
    }

    @Test
    void a_name_that_is_not_reserved() {
        forget(home, "book");
        fixes(Finding.What.RESERVATION, "the name of book is not reserved for its app note");
    }

    @Test
    void a_name_that_is_reserved_for_nothing() {
        home.damage(
                Locks.Name.alone(Locks.Name.Kind.APP, "note"),
                new Store.Write.Reserve(new AddonName("nothing"), new AppName("note")));
        fixes(Finding.What.RESERVATION, "the name nothing is reserved for note, which has no such add-on");
    }

    @Test
    void a_stray_that_holds_nothing_goes_and_one_with_data_only_by_name() {
        home.world().addStray("ledger", "ghost", Map.of());
        fixes(Finding.What.STRAY, "ghost_0123456789ab on ledger at 127.0.0.1:");
        home.world().addStray("ledger", "ghost", Map.of("a", "1"));
        leaves(Finding.What.STRAY, "belongs to no add-on of this home and holds 1 keys", "--delete ghost_0123456789ab");
        assertThat(visit(home, true, "ghost_0123456789ab", null)).allMatch(Doctor.Treated::fixed);
        home.assertSound();
    }

    @Test
    void a_login_that_no_attachment_has() {
        home.world().addStrayLogin("note");
        fixes(Finding.What.STRAY, "is no login of book");
    }

    @Test
    void a_copy_kept_after_a_plan_change_keeps_its_locked_logins() {
        home.run(at -> at.upgrade().change("book", null, "dedicated"));
        home.unbind("guest", "book");
        home.attach("book", "guest", null);
        assertThat(visit(home, false, null, null)).isEmpty();
    }

    @Test
    void a_folder_that_belongs_to_nothing_goes_only_by_name() {
        home.world().addFolder("ledger-left");
        leaves(Finding.What.STRAY, "servers/ledger-left belongs to no service", "--fix --delete ledger-left");
        assertThat(visit(home, true, "ledger-left", null)).allMatch(Doctor.Treated::fixed);
        assertThat(home.world().states()).containsOnlyKeys("ledger", "cache");
        home.world().addFolder("unknown");
        assertThat(visit(home, true, "unknown", null))
                .singleElement()
                .matches(treated -> treated.problem() != null && !treated.fixed());
    }

    @Test
    void a_name_to_delete_that_nothing_has_is_refused() {
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.home().doctor().visit(new Doctor.Request(null, true, "ghost", null)),
                "no stray resource is called 'ghost'");
    }

    @Test
    void an_adopted_server_s_strays_may_be_another_home_s() {
        MemoryHome other = MemoryHome.empty();
        other.run(at -> at.services()
                .enable()
                .enable(new ServiceName("ledger"), Map.of(), other.world().startElsewhere()));
        other.world().addStray("elsewhere", "ghost", Map.of());
        assertThat(visit(other, true, null, null))
                .singleElement()
                .matches(seen ->
                        !seen.fixed() && seen.finding().hint().toString().startsWith("another home may use it"));
        other.close();
    }

    @Test
    void what_was_to_be_made_in_the_background_and_is_not() {
        home.run(at ->
                at.create().create(Requests.impatient(Requests.create("note", "ledger:dedicated", "later", null))));
        fixes(Finding.What.RESOURCE, "later is not provisioned: its state is provisioning");
    }

    @Test
    void what_a_crash_left_and_its_server_keeps_from_being_settled() {
        home.crashAt(COMMITTED, at -> at.destroy().destroy("book", null, true, MemoryHome.YES));
        home.world().hang("ledger");
        assertThat(visit(home, true, null, null))
                .extracting(treated -> treated.finding().what())
                .contains(Finding.What.JOURNAL, Finding.What.SERVER_SILENT);
        home.world().wake("ledger");
        assertThat(visit(home, true, null, null)).allMatch(Doctor.Treated::fixed);
        home.assertSound();
    }

    @Test
    void a_dry_run_names_the_steps() {
        home.world().dropLogins("note");
        assertThat(home.dryRun(fix()))
                .as("one fix for both findings")
                .containsExactly(
                        "create credentials for LEDGER of note",
                        "create credentials for LEDGER of guest",
                        "save the app note");
        home.world().kill("ledger");
        assertThat(home.dryRun(fix())).contains("start the server ledger");
    }

    /** Everything at once that can be fixed without a word. */
    private static void damage(MemoryHome home) {
        home.world().dropLogins("note");
        home.world().breakHoldings("note");
        home.world().addStray("ledger", "ghost", Map.of());
        home.world().loseData("cache");
        config(home, "guest", vars -> vars.remove("LEDGER_URL"));
        forget(home, "side");
    }

    @TestFactory
    Stream<DynamicTest> fixing_cut_off_anywhere() {
        damage(home);
        return Sweep.inParts(home.copy(), fix());
    }

    @TestFactory
    Stream<DynamicTest> fixing_lost_data_cut_off_anywhere() {
        home.world().dropHoldings("note");
        return Sweep.inParts(home.copy(), fix());
    }

    @TestFactory
    Stream<DynamicTest> moving_a_server_cut_off_anywhere() {
        home.world().takePort("ledger");
        return Sweep.inParts(home.copy(), fix());
    }

    @TestFactory
    Stream<DynamicTest> fixing_a_folder_cut_off_anywhere() {
        home.world().moveFolder("ledger");
        return Sweep.inParts(home.copy(), fix());
    }

    @TestFactory
    Stream<DynamicTest> deleting_a_stray_cut_off_anywhere() {
        home.world().addStray("ledger", "ghost", Map.of("a", "1"));
        return Sweep.inParts(
                home.copy(),
                at -> at.home().doctor().visit(new Doctor.Request(null, true, "ghost_0123456789ab", null)),
                Kind.NOT_FOUND);
    }
}
