package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.addons.MemoryHome;
import vektra.addons.apps.Environment;
import vektra.addons.doctor.Doctor;
import vektra.addons.resources.Resources;
import vektra.manifest.apply.Apply;
import vektra.manifest.apply.Decision;
import vektra.manifest.apply.Difference;
import vektra.manifest.apply.Export;
import vektra.manifest.wanted.Manifest;
import vektra.model.Audited;
import vektra.model.app.Declared;
import vektra.model.app.Program;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** The contract of a manifest, row by row: {@code ledger} is a database, {@code cache} has hosts and no users. */
class ApplyTest {
    private static final String MAIN = "resources:\n  main:\n    type: ledger\n";
    private static final AppName NOTE = new AppName("note");

    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private Decision apply(Manifest manifest) {
        Decision[] done = new Decision[1];
        home.run(at -> done[0] = new Apply(at.assembler()).apply(manifest));
        return done[0];
    }

    private Decision apply(String convox) {
        return apply(note(convox));
    }

    private static Manifest note(String convox) {
        return Read.named(Read.convox(convox), "note");
    }

    private static Manifest own(String text) {
        return Read.of("vektra.yml", text);
    }

    private VektraException refused(Kind kind, Manifest manifest) {
        String before = home.shape();
        VektraException refused = catchThrowableOfType(VektraException.class, () -> apply(manifest));
        assertThat(refused).isNotNull();
        assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(kind);
        assertThat(home.shape()).isEqualTo(before);
        return refused;
    }

    private Map<String, String> vars(String app) {
        return home.open().vars().of(new AppName(app)).all();
    }

    private static List<String> lines(Decision decision) {
        return decision.differences().stream().map(Difference::toString).toList();
    }

    private Declared.Resource resource(String name) {
        return home.app("note").declared().resource(name).orElseThrow();
    }

    // resource main

    @Test
    void a_resource_is_an_add_on_under_its_name_with_six_variables() {
        Decision done = apply(MAIN);
        assertThat(lines(done)).containsExactly("+ app note", "+ resource main of note: ledger:shared as MAIN");
        Map<String, String> vars = vars("note");
        assertThat(vars).containsKeys("MAIN_URL", "MAIN_USER", "MAIN_PASS", "MAIN_HOST", "MAIN_PORT", "MAIN_NAME");
        assertThat(vars.get("MAIN_URL"))
                .contains(vars.get("MAIN_USER"), vars.get("MAIN_PASS"), vars.get("MAIN_HOST"), vars.get("MAIN_PORT"));
        assertThat(home.letsIn(vars.get("MAIN_URL"))).isTrue();
        assertThat(home.app("note").release()).isEqualTo(1);
        home.assertSound();
    }

    @Test
    void what_has_hosts_has_a_url_as_well() {
        apply("resources:\n  sessions: {type: cache}\n");
        Map<String, String> vars = vars("note");
        assertThat(vars)
                .containsKey("SESSIONS_NAMESPACE")
                .containsEntry("SESSIONS_URL", "cache://" + vars.get("SESSIONS_HOSTS"))
                .containsEntry("SESSIONS_HOST", "127.0.0.1")
                .containsEntry("SESSIONS_PORT", vars.get("SESSIONS_HOSTS").replaceFirst(".*:", ""));
    }

    @Test
    void again_it_changes_nothing() {
        apply(MAIN + "environment: [A=1, B]\n");
        String before = home.shape();
        Decision again = apply(MAIN + "environment: [A=1, B]\n");
        assertThat(again.isNothing()).isTrue();
        assertThat(again.differences()).isEmpty();
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void several_apps_and_add_ons_are_one_change() {
        home.run(at -> new Apply(at.assembler())
                .apply(own("apps:\n  one:\n    resources: {main: ledger, sessions: cache}\n"
                        + "  two:\n    resources: {theirs: {from: \"one::MAIN\"}, own: \"ledger:dedicated\"}\n")));
        assertThat(home.app("one").addons()).hasSize(2);
        assertThat(home.attachment("two", "THEIRS").addon())
                .isEqualTo(home.attachment("one", "MAIN").addon());
        assertThat(home.doors().store().audit(new Audited.Wanted(null, null, null, 10)).stream()
                        .filter(one -> one.command().equals("resources:apply")))
                .hasSize(1);
        home.assertSound();
    }

    @Test
    void services_that_are_missing_are_enabled() {
        try (MemoryHome empty = MemoryHome.empty()) {
            empty.run(at -> assertThat(lines(new Apply(at.assembler()).apply(note(MAIN))))
                    .contains("+ service ledger", "+ resource main of note: ledger:shared as MAIN"));
            empty.assertSound();
            empty.run(
                    at -> assertThat(new Apply(at.assembler()).apply(note(MAIN)).isNothing())
                            .isTrue());
        }
    }

    @Test
    void what_was_bound_by_hand_under_the_name_is_taken_over() {
        home.bind("note", "ledger");
        String url = home.url("note");
        Decision done = apply("resources:\n  ledger: {type: ledger}\n");
        assertThat(lines(done)).singleElement().asString().contains("is managed by the manifest from now on");
        assertThat(home.app("note").addons()).hasSize(1);
        assertThat(home.url("note")).isEqualTo(url);
    }

    // [main, "main:ENV"]

    @Test
    void an_alias_has_the_value_of_its_part() {
        apply(MAIN + "services:\n  web:\n    resources: ['main:DB_HOST', 'main:PGUSER', 'main:DATABASE']\n");
        Map<String, String> vars = vars("note");
        assertThat(vars.get("DB_HOST")).isEqualTo(vars.get("MAIN_HOST"));
        assertThat(vars.get("PGUSER")).isEqualTo(vars.get("MAIN_URL"));
        assertThat(vars.get("DATABASE")).isEqualTo(vars.get("MAIN_URL"));
    }

    @Test
    void an_alias_follows_new_credentials() {
        apply(MAIN + "services:\n  web:\n    resources: ['main:DB_PASS']\n");
        String before = vars("note").get("DB_PASS");
        home.run(at -> at.rotate().rotate(vektra.addons.Requests.rotate("note", "MAIN")));
        assertThat(vars("note").get("DB_PASS"))
                .isNotEqualTo(before)
                .isEqualTo(vars("note").get("MAIN_PASS"));
        home.assertSound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services:\n  a:\n    environment: [K=1]\n  b:\n    environment: [K=2]\n",
                "resources: {m: {type: ledger}, n: {type: ledger}}\nservices:\n  a:\n    resources: ['m:DB']\n  b:\n    resources: ['n:DB']\n",
                "resources: {m: {type: ledger}}\nenvironment: [DB=x]\nservices:\n  b:\n    resources: ['m:DB']\n",
                "resources: {m: {type: ledger}, n: {type: ledger}}\nservices:\n  a:\n    resources: ['m:N_URL']\n"
            })
    void two_values_for_one_variable_are_a_conflict(String convox) {
        assertThat(refused(Kind.CONFLICT, note(convox)).hint()).contains("rename one of them");
    }

    @Test
    void a_default_gives_way_to_what_a_resource_sets() {
        Decision done = apply(MAIN + "environment: ['MAIN_URL=ledger://localhost/dev', MAIN_HOST]\n");
        assertThat(done.notes()).isEmpty();
        assertThat(home.letsIn(vars("note").get("MAIN_URL"))).isTrue();
        assertThat(home.open().environment().of(NOTE)).containsKey("MAIN_HOST");
    }

    // scope

    @Test
    void variables_belong_to_the_app_and_programs_are_on_record() {
        apply(MAIN + "services:\n  web:\n    resources: [main]\n  worker: {}\n");
        assertThat(home.app("note").declared().programs())
                .containsEntry("web", new Program(List.of("main"), Set.of("main")))
                .containsEntry("worker", new Program(List.of(), Set.of()));
        assertThat(vars("note")).containsKey("MAIN_URL");
    }

    @Test
    void a_service_is_handed_out_the_variables_of_its_resources_alone() {
        apply(
                "resources: {main: {type: ledger}, other: {type: ledger}}\n"
                        + "environment: [A=1, MINE=]\n"
                        + "services:\n  web:\n    resources: [main]\n  worker:\n    resources: ['main:DB_HOST', other]\n  idle: {}\n");
        home.set("note", "MINE", "x");
        var environment = home.open().environment();
        assertThat(environment.of(NOTE)).containsKeys("MAIN_URL", "OTHER_URL", "DB_HOST", "A");
        assertThat(environment.of(NOTE, "web"))
                .containsKeys("MAIN_URL", "MAIN_HOST", "A", "MINE")
                .doesNotContainKeys("OTHER_URL", "OTHER_PASS");
        assertThat(environment.of(NOTE, "worker"))
                .containsKeys("DB_HOST", "OTHER_URL")
                .doesNotContainKeys("MAIN_URL", "MAIN_PASS");
        assertThat(environment.of(NOTE, "idle")).containsOnlyKeys("A", "MINE");
        VektraException refused = catchThrowableOfType(VektraException.class, () -> environment.of(NOTE, "wbe"));
        assertThat(refused.hint()).isEqualTo("known: idle, web, worker");
    }

    @Test
    void a_service_sees_of_the_users_variables_only_those_that_its_environment_lists() {
        apply(
                MAIN + "environment: [LEVEL=info]\nservices:\n  web:\n    environment: [A=1]\n"
                        + "    resources: [main, 'main:DB_HOST']\n  worker:\n    environment: [B=2]\n  all:\n    environment: ['*']\n");
        home.bind("note", "cache");
        home.set("note", "MINE", "x");
        home.set("note", "B", "3");
        Environment environment = home.open().environment();
        Map<String, Map<String, String>> each = environment.of(NOTE, Set.of("web", "worker", "all"));
        each.forEach(
                (name, vars) -> assertThat(environment.of(NOTE, name)).as(name).isEqualTo(vars));
        assertThat(each.get("web"))
                .containsKeys("MAIN_URL", "MAIN_PASS", "DB_HOST", "LEVEL", "A", "CACHE_HOSTS")
                .doesNotContainKeys("MINE", "B");
        assertThat(each.get("worker"))
                .containsEntry("B", "3")
                .containsKeys("LEVEL", "CACHE_HOSTS")
                .doesNotContainKeys("MAIN_URL", "MAIN_PASS", "DB_HOST", "A", "MINE");
        assertThat(each.get("all")).containsKeys("LEVEL", "A", "B", "MINE").doesNotContainKeys("MAIN_URL", "DB_HOST");
    }

    @Test
    void a_service_needs_of_what_is_required_only_what_it_lists() {
        apply(
                "environment: [LEVEL]\nservices:\n  web:\n    environment: [SECRET]\n  worker: {}\n  all:\n    environment: ['*']\n");
        home.set("note", "LEVEL", "info");
        Environment environment = home.open().environment();
        assertThat(environment.of(NOTE, "worker")).containsOnlyKeys("LEVEL");
        for (String service : List.of("web", "all")) {
            VektraException refused = catchThrowableOfType(VektraException.class, () -> environment.of(NOTE, service));
            assertThat(refused.getMessage()).isEqualTo("note needs SECRET, which its manifest requires");
            assertThat(refused.hint()).isEqualTo("set it: vektra config:set SECRET=VALUE -a note");
        }
    }

    @Test
    void a_url_of_the_user_is_seen_by_the_services_that_are_linked_to_it() {
        home.set("note", "MAIN_URL", "ledger://me:pw@db.example.com/orders");
        apply(MAIN + "services:\n  web:\n    resources: [main]\n  worker: {}\n");
        Map<String, Map<String, String>> each = home.open().environment().of(NOTE, Set.of("web", "worker"));
        assertThat(each.get("web"))
                .containsEntry("MAIN_HOST", "db.example.com")
                .containsEntry("MAIN_URL", "ledger://me:pw@db.example.com/orders");
        assertThat(each.get("worker")).isEmpty();
    }

    // overlay

    @Test
    void a_url_of_the_user_means_that_nothing_is_started() {
        home.set("note", "MAIN_URL", "postgres://me:p%40ss@db.example.com:6543/orders?sslmode=require");
        try (MemoryHome empty = MemoryHome.empty()) {
            empty.set("note", "MAIN_URL", "x://h/n");
            empty.run(at -> new Apply(at.assembler()).apply(note(MAIN)));
            assertThat(empty.world().states()).isEmpty();
        }
        Decision done = apply(MAIN);
        assertThat(done.notes()).contains("main of note is external: MAIN_URL is set by you");
        assertThat(home.app("note").addons()).isEmpty();
        assertThat(vars("note"))
                .containsEntry("MAIN_USER", "me")
                .containsEntry("MAIN_PASS", "p@ss")
                .containsEntry("MAIN_HOST", "db.example.com")
                .containsEntry("MAIN_PORT", "6543")
                .containsEntry("MAIN_NAME", "orders");
        assertThat(resource("main").wanted()).isTrue();
        assertThat(apply(MAIN).isNothing()).isTrue();
    }

    @Test
    void what_is_external_is_listed_and_its_url_is_the_users() {
        home.set("note", "MAIN_URL", "ledger://me:pw@db.example.com/orders");
        apply(MAIN + "  more: {type: ledger}\n");
        Resources resources = home.open().resources(NOTE);
        assertThat(resources.external())
                .containsExactly(new Resources.External(
                        "main", new ServiceName("ledger"), "ledger://me:pw@db.example.com/orders", NOTE));
        assertThat(resources.list()).extracting(Resources.Named::name).containsExactly("more");
        assertThat(resources.url("main")).isEqualTo("ledger://me:pw@db.example.com/orders");
        VektraException refused = catchThrowableOfType(VektraException.class, () -> resources.find("main"));
        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused).hasMessage("main is external: MAIN_URL is set by you");
        assertThat(home.open().resources(Resources.RACK).external()).isEmpty();
    }

    @Test
    void an_add_on_beside_a_url_of_the_user_is_detached_and_kept() {
        String sessions = "resources:\n  sessions: {type: cache}\n";
        apply(sessions);
        AddonName addon = home.addon("note").name();
        home.set("note", "SESSIONS_URL", "cache://elsewhere:11211");
        assertThat(lines(apply(sessions)))
                .containsExactly(
                        "- resource sessions of note: now external; " + addon + " is detached, and its data is kept");
        assertThat(home.app("note").attachments()).isEmpty();
        assertThat(home.addon("note").name()).isEqualTo(addon);
        assertThat(vars("note")).containsEntry("SESSIONS_HOST", "elsewhere").doesNotContainKey("SESSIONS_HOSTS");
        assertThat(apply(sessions).isNothing()).isTrue();
        home.run(at -> at.config().unset(NOTE, List.of("SESSIONS_URL")));
        apply(sessions);
        assertThat(vars("note")).containsKey("SESSIONS_HOSTS");
        assertThat(home.app("note").addons()).hasSize(1);
        home.assertSound();
    }

    @Test
    void an_add_on_that_was_there_is_kept_and_detached_and_comes_back() {
        apply(MAIN);
        AddonName addon = home.addon("note").name();
        home.write(vars("note").get("MAIN_URL"), "key", "kept");
        home.run(at -> {
            at.unbind().detach(NOTE, "MAIN");
            at.config().set(NOTE, Map.of("MAIN_URL", "ledger://elsewhere"));
        });
        apply(MAIN);
        assertThat(home.app("note").attachments()).isEmpty();
        assertThat(home.addon("note").name()).isEqualTo(addon);
        home.run(at -> at.config().unset(NOTE, List.of("MAIN_URL")));
        assertThat(lines(apply(MAIN))).containsExactly("+ resource main of note: with the data of " + addon);
        assertThat(home.read(vars("note").get("MAIN_URL"), "key")).isEqualTo("kept");
        home.assertSound();
    }

    @Test
    void an_empty_url_of_the_user_is_no_overlay() {
        home.set("note", "MAIN_USER", "mine");
        apply(MAIN);
        assertThat(home.app("note").addons()).hasSize(1);
        assertThat(vars("note")).containsEntry("MAIN_USER", "mine");
    }

    @Test
    void that_a_script_has_run_once_outlives_other_manifests() {
        apply(MAIN);
        home.run(at -> at.postdeploy().done(NOTE));
        assertThat(apply(MAIN).isNothing()).isTrue();
        apply(MAIN + "environment: [A=1]\n");
        apply("services: {}\n");
        assertThat(home.app("note").declared().postdeployed()).isTrue();
    }

    // removed from the manifest

    @Test
    void what_is_removed_is_detached_and_comes_back_with_its_data() {
        apply(MAIN);
        home.write(vars("note").get("MAIN_URL"), "key", "kept");
        AddonName addon = home.addon("note").name();
        assertThat(lines(apply("services: {}\n")))
                .containsExactly("- resource main of note: detached; the data of " + addon + " is kept");
        assertThat(vars("note")).isEmpty();
        assertThat(resource("main").wanted()).isFalse();
        assertThat(apply("services: {}\n").isNothing()).isTrue();
        home.assertSound();
        apply(MAIN);
        assertThat(home.app("note").addons()).hasSize(1);
        assertThat(home.read(vars("note").get("MAIN_URL"), "key")).isEqualTo("kept");
        home.assertSound();
    }

    @Test
    void what_a_user_attached_by_hand_is_left_alone() {
        home.bind("note", "ledger");
        apply("resources:\n  other: {type: cache}\n");
        apply("services: {}\n");
        assertThat(home.vars("note")).contains("LEDGER_URL");
    }

    @Test
    void a_new_name_of_the_add_on_changes_nothing() {
        apply(MAIN);
        home.run(at -> at.rename().rename("MAIN", NOTE, new AddonName("orders-db")));
        assertThat(apply(MAIN).isNothing()).isTrue();
        apply("services: {}\n");
        apply(MAIN);
        assertThat(home.addon("note").name()).hasToString("orders-db");
    }

    @Test
    void an_app_that_is_made_anew_inherits_nothing() {
        apply(MAIN);
        home.destroyApp("note");
        apply(MAIN);
        assertThat(home.app("note").addons()).hasSize(1);
        assertThat(home.lookup().at().ownerless()).hasSize(1);
    }

    // type changed

    @Test
    void another_type_under_the_name_is_a_conflict_with_both_ways_out() {
        apply(MAIN);
        VektraException refused = refused(Kind.CONFLICT, note("resources:\n  main:\n    type: cache\n"));
        assertThat(refused.getMessage()).startsWith("convox.yml:2:3: main of note is ledger-");
        assertThat(refused.hint()).contains("another name in the file", "vektra addons:detach MAIN -a note");
        home.run(at -> at.unbind().detach(NOTE, "MAIN"));
        apply("resources:\n  main:\n    type: cache\n");
        assertThat(home.app("note").addons()).hasSize(2);
        home.assertSound();
    }

    @Test
    void another_plan_is_a_conflict_that_names_the_move() {
        apply(MAIN);
        assertThat(refused(Kind.CONFLICT, note(MAIN + "    options: {plan: dedicated}\n"))
                        .hint())
                .contains("vektra addons:upgrade MAIN ledger:dedicated -a note");
    }

    // options

    @ParameterizedTest
    @CsvSource({
        "encrypted: true, is not supported",
        "durable: true, is not supported",
        "readSourceDB: other, is not supported",
        "import: old, is not supported",
        "snapshot: 'arn:1', is not supported",
        "Versioning: true, is not supported",
        "versoin: 1, did you mean version?",
        "colour: red, Known|known: ",
        "plan: huge, no plan called",
        "image: 'ledger:1', does not run from it"
    })
    void what_cannot_be_kept_is_refused(String option, String words) {
        VektraException refused = refused(Kind.INVALID, note(MAIN + "    options: {" + option + "}\n"));
        assertThat(refused.getMessage()).startsWith("convox.yml:4:");
        assertThat(refused.getMessage() + refused.hint()).containsPattern(words.replace("?", "\\?"));
    }

    @Test
    void data_beyond_their_storage_are_reported() {
        apply(MAIN + "    options: {storage: 2kB}\n");
        home.write(vars("note").get("MAIN_URL"), "key", "x".repeat(2000));
        assertThat(found()).isEmpty();
        home.write(vars("note").get("MAIN_URL"), "more", "x".repeat(1000));
        assertThat(found())
                .singleElement()
                .asString()
                .contains("holds 2.9 kB, and the manifest of note gives it 2.0 kB");
        apply(MAIN + "    options: {storage: 20}\n");
        assertThat(found()).isEmpty();
        assertThat(new Export(home.open().assembler()).of(NOTE)).contains("storage: \"20\"");
        refused(Kind.INVALID, note(MAIN + "    options: {storage: much}\n"));
    }

    private List<String> found() {
        return home.open().home().doctor().visit(new Doctor.Request(null, false, null, null)).stream()
                .map(treated ->
                        treated.finding().what() + " " + treated.finding().message())
                .toList();
    }

    @Test
    void what_has_no_effect_is_noted_once() {
        Decision done = apply(
                MAIN + "    options: {storage: 100, class: db.m5, nodes: 2, tags: x, encrypted: false, iops: 1}\n");
        assertThat(done.notes()).containsExactly("class, iops, nodes, tags of main have no effect here");
    }

    @Test
    void a_version_is_that_of_the_server_or_refused() {
        String version = home.lookup().at().services().get(1).server().version();
        String major = version.replaceFirst("\\..*", "");
        assertThat(apply(MAIN + "    options: {version: " + major + "}\n").isNothing())
                .isFalse();
        assertThat(refused(Kind.INVALID, note("resources:\n  other:\n    type: ledger\n    options: {version: 99}\n"))
                        .getMessage())
                .contains("requires version 99", version + " is available");
    }

    @Test
    void data_that_are_guarded_are_not_destroyed() {
        apply(MAIN + "    options: {deletionProtection: true}\n");
        String before = home.shape();
        for (MemoryHome.Verb verb : List.<MemoryHome.Verb>of(
                at -> at.destroy().destroy("MAIN", NOTE, true, MemoryHome.YES),
                at -> at.apps().destroy(NOTE, true, MemoryHome.YES),
                at -> at.services().disable().destroy(new ServiceName("ledger"), true, false, MemoryHome.YES))) {
            VektraException refused = catchThrowableOfType(VektraException.class, () -> home.run(verb));
            assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(refused.getMessage()).contains("is guarded by the manifest");
        }
        assertThat(home.shape()).isEqualTo(before);
        apply(MAIN);
        home.run(at -> at.destroy().destroy("MAIN", NOTE, true, MemoryHome.YES));
    }

    @Test
    void an_add_on_of_its_own_server_takes_its_options() {
        apply(MAIN + "    options: {plan: dedicated}\n");
        assertThat(home.addon("note").server()).isNotNull();
        home.assertSound();
    }

    // environment

    @Test
    void a_default_gives_way_to_the_user_and_what_is_required_stops_programs() {
        Decision done = apply("environment: [LEVEL=info, EMPTY=, SECRET]\n");
        assertThat(done.notes()).singleElement().asString().contains("SECRET");
        assertThat(vars("note"))
                .containsEntry("LEVEL", "info")
                .containsEntry("EMPTY", "")
                .doesNotContainKey("SECRET");
        VektraException refused = catchThrowableOfType(
                VektraException.class, () -> home.open().environment().of(NOTE));
        assertThat(refused.getMessage()).isEqualTo("note needs SECRET, which its manifest requires");
        home.run(at -> at.config().set(NOTE, Map.of("SECRET", "x", "LEVEL", "debug")));
        assertThat(home.open().environment().of(NOTE))
                .containsEntry("LEVEL", "debug")
                .containsEntry("SECRET", "x");
        apply("services: {}\n");
        assertThat(vars("note")).containsOnlyKeys("SECRET", "LEVEL");
    }

    @Test
    void what_is_to_be_generated_is_made_once() {
        Manifest manifest =
                Read.named(Read.of("app.json", "{\"env\": {\"KEY\": {\"generator\": \"secret\"}}}"), "note");
        apply(manifest);
        String key = vars("note").get("KEY");
        assertThat(key).hasSizeGreaterThan(20);
        assertThat(apply(manifest).isNothing()).isTrue();
        assertThat(vars("note")).containsEntry("KEY", key);
    }

    // ${X}

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nresources: {evil: {type: cache}}", "\"quoted\" 'and' \\slashed", "${HOME} $1 \\1", "# no"})
    void a_value_cannot_change_what_the_file_says(String value) {
        home.set("note", "X", value);
        apply("environment:\n  - \"Y=<${X}>\"\n");
        assertThat(vars("note")).containsEntry("Y", "<" + value + ">");
        assertThat(home.app("note").addons()).isEmpty();
    }

    @Test
    void one_that_is_missing_is_refused() {
        VektraException refused = refused(Kind.INVALID, note("environment:\n  - Y=${NONE}\n"));
        assertThat(refused.getMessage()).startsWith("convox.yml:2:5: ${NONE} is missing");
        assertThat(refused.hint()).contains("vektra config:set NONE=VALUE -a note");
        assertThat(refused(Kind.INVALID, note("environment:\n  - Y=${none.host}\n"))
                        .getMessage())
                .contains("no resource of this file");
        VektraException part = refused(Kind.INVALID, note(MAIN + "environment:\n  - Y=${main.hsot}\n"));
        assertThat(part.getMessage()).startsWith("convox.yml:5:5: ${main.hsot} is missing: main has no such part");
        assertThat(part.hint()).isEqualTo("known: host, name, pass, port, url, user");
    }

    // names

    @Test
    void names_that_are_one_in_capitals_are_refused() {
        assertThat(refused(
                                Kind.INVALID,
                                Read.named(
                                        Read.of(
                                                "app.json",
                                                "{\"addons\": [{\"plan\": \"ledger\", \"as\": \"a-b\"},"
                                                        + "\n{\"plan\": \"ledger\", \"as\": \"A_B\"}]}"),
                                        "note"))
                        .getMessage())
                .contains("app.json:2:10: A_B_HOST would be set by the resource a-b and by a-b in line 1");
        assertThat(refused(
                                Kind.INVALID,
                                Read.named(
                                        Read.of("app.json", "{\"addons\": [\"ledger\", \"heroku-ledger:mini\"]}"),
                                        "note"))
                        .getMessage())
                .contains("LEDGER");
    }

    @Test
    void types_of_other_vendors_are_understood_and_unknown_ones_named() {
        apply("resources:\n  main: {type: rds-ledger}\n");
        assertThat(home.addon("note").service()).hasToString("ledger");
        assertThat(refused(Kind.NOT_FOUND, note("resources:\n  x:\n    type: legder\n"))
                        .hint())
                .contains("did you mean ledger?");
        Decision left = apply(Read.named(
                Read.of("app.json", "{\"addons\": [\"heroku-ledger:mini\", \"sendgrid:starter\"]}"), "shop"));
        assertThat(left.notes()).containsExactly("sendgrid:starter is left out: Vektra has no such service");
        assertThat(vars("shop")).containsKey("LEDGER_URL");
    }

    // our own

    @Test
    void a_lease_is_set_once() {
        Manifest manifest = own("app: note\nresources:\n  main: {type: ledger, lease: 2h}\n");
        apply(manifest);
        var end = home.addon("note").expiresAt();
        home.later(java.time.Duration.ofMinutes(10));
        assertThat(apply(manifest).isNothing()).isTrue();
        assertThat(home.addon("note").expiresAt()).isEqualTo(end);
        home.assertSound();
    }

    @Test
    void drains_are_made_changed_and_removed() {
        String text = "app: note\ndrains:\n  logs: {url: \"syslog://127.0.0.1:9\"}\n";
        assertThat(lines(apply(own(text)))).contains("+ drain logs of note: syslog to tcp://127.0.0.1:9");
        assertThat(apply(own(text)).isNothing()).isTrue();
        assertThat(lines(apply(own(text.replace(":9", ":10")))))
                .containsExactly("~ drain logs of note: syslog to tcp://127.0.0.1:10");
        assertThat(lines(apply(own("app: note\n")))).containsExactly("- drain logs of note");
        assertThat(home.lookup().at().drains()).isEmpty();
    }

    @Test
    void add_ons_of_other_apps_are_attached() {
        home.bind("shop", "ledger");
        Manifest manifest = own("app: note\nresources:\n  theirs: {from: \"shop::LEDGER\"}\n");
        apply(manifest);
        assertThat(home.attachment("note", "THEIRS").addon())
                .isEqualTo(home.addon("shop").name());
        assertThat(apply(manifest).isNothing()).isTrue();
        apply(own("app: note\n"));
        assertThat(home.app("note").attachments()).isEmpty();
        home.assertSound();
        assertThat(refused(Kind.NOT_FOUND, own("app: note\nresources:\n  x: {from: none-of-it}\n"))
                        .getMessage())
                .startsWith("vektra.yml:3:");
    }

    @Test
    void options_of_services_are_set_but_for_what_the_operator_decides() {
        String text = "services:\n  ledger:\n    limit: 30\napp: note\n";
        assertThat(lines(apply(own(text)))).contains("~ service ledger: limit 30");
        assertThat(apply(own(text)).isNothing()).isTrue();
        assertThat(refused(Kind.INVALID, own(text.replace("limit: 30", "url: \"ledger://x\"")))
                        .getMessage())
                .contains("vektra.yml:3:10: the option url of ledger cannot be set in a file");
        assertThat(refused(Kind.INVALID, note(MAIN + "    options: {plan: dedicated, port: 80}\n"))
                        .hint())
                .contains("set it by hand");
        apply(own("app: note\nresources:\n  main: {type: \"ledger:dedicated\", options: {limit: 7}}\n"));
        assertThat(home.addon("note").server().options()).containsEntry("limit", "7");
        assertThat(refused(Kind.INVALID, note("resources:\n  x:\n    type: ledger\n    options: {limit: 7}\n"))
                        .getMessage())
                .contains("limit is an option of the server");
    }

    @Test
    void a_dry_run_changes_nothing_and_names_the_steps() {
        assertThat(home.dryRun(at -> new Apply(at.assembler()).apply(note(MAIN))))
                .contains("create the app note")
                .anyMatch(step -> step.startsWith("create credentials for MAIN of note"));
    }

    @Test
    void a_failure_in_the_middle_leaves_nothing() {
        home.world().failAt(2);
        String before = home.shape();
        VektraException failed =
                catchThrowableOfType(VektraException.class, () -> apply(MAIN + "  more:\n    type: ledger\n"));
        home.world().failAt(0);
        assertThat(failed).isNotNull();
        assertThat(home.shape()).isEqualTo(before);
        assertThat(home.lookup().at().app(NOTE)).isEmpty();
    }
}
