package vektra;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.Verbs;
import vektra.spi.ServerRecipe;
import vektra.spi.Store;

/** Which room may see which. A rule that matches no class fails, so none can fall silent. */
class ArchitectureTest {
    private static final String ROOT = "vektra";
    private static final Set<String> STARTED = Set.of("vektra.Main", "vektra.Training", "vektra.Handbook");
    /** A process of its own. */
    private static final String BUILTIN_MEMCACHED = "vektra.memcached..";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(at -> !at.contains("/test-classes/"))
            .importPackages(ROOT);

    @Test
    void each_room_sees_only_the_rooms_below_it_that_it_may_see() {
        check(classes().should(new SeeOnlyAllowedRooms()).because("arrows point down, and only Main wires"));
    }

    @Test
    void only_what_is_started_is_in_the_root_package() {
        check(classes()
                .that()
                .resideInAPackage(ROOT)
                .should(be(describe("Main, Training or Handbook", type -> STARTED.contains(outermost(type)))))
                .orShould()
                .haveSimpleName("package-info"));
    }

    @Test
    void the_nouns_know_nothing_but_java() {
        check(classes()
                .that()
                .resideInAPackage("vektra.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("vektra.model..", "java..", "org.jspecify.annotations.."));
    }

    @Test
    void the_doors_know_nothing_but_the_nouns() {
        check(classes()
                .that()
                .resideInAPackage("vektra.spi..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("vektra.spi..", "vektra.model..", "java..", "org.jspecify.annotations.."));
    }

    @Test
    void the_doors_are_interfaces_and_the_records_they_pass() {
        check(classes()
                .that()
                .resideInAPackage("vektra.spi..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beInterfaces()
                .orShould()
                .beRecords()
                .orShould()
                .beEnums());
    }

    /**
     * A library and the rooms that may see it.
     *
     * @param known a class of it, so that a name misspelt or a library dropped does not make the rule blind
     */
    record Library(String packages, String known, String... rooms) {}

    static Stream<Library> libraries() {
        return Stream.of(
                new Library("picocli..", "picocli.CommandLine", ROOT, "vektra.cli.."),
                new Library("org.postgresql..", "org.postgresql.Driver", "vektra.provider.postgres.."),
                new Library("java.sql..", "java.sql.Connection", "vektra.provider..", "vektra.sql.."),
                new Library("javax.sql..", "javax.sql.DataSource", "vektra.provider.."),
                new Library("org.mariadb..", "org.mariadb.jdbc.Driver", "vektra.provider.mariadb.."),
                new Library("redis.clients..", "redis.clients.jedis.Jedis", "vektra.provider.redis.."),
                new Library(
                        "com.github.dockerjava..", "com.github.dockerjava.api.DockerClient", "vektra.server.docker.."),
                new Library(
                        "org.apache.commons..",
                        "org.apache.commons.compress.archivers.tar.TarArchiveEntry",
                        "vektra.server.docker.."),
                new Library("org.snakeyaml..", "org.snakeyaml.engine.v2.api.LoadSettings", "vektra.manifest.text.."),
                new Library(
                        "io.modelcontextprotocol..", "io.modelcontextprotocol.server.McpServer", "vektra.mcp.sdk.."),
                new Library("reactor..", "reactor.core.publisher.Mono", "vektra.mcp.sdk.."),
                new Library("org.gaul..", "org.gaul.s3proxy.S3Proxy", "vektra.provider.s3.server.."),
                new Library(
                        "software.amazon..",
                        "software.amazon.awssdk.services.s3.model.S3Object",
                        "vektra.provider.s3.server.."),
                new Library("com.rabbitmq..", "com.rabbitmq.client.Channel", "vektra.provider.rabbitmq.."),
                new Library("org.h2..", "org.h2.mvstore.MVStore", "vektra.provider.sqs.server.."),
                new Library("jakarta.mail..", "jakarta.mail.Session", "vektra.monitors.alert.."),
                new Library("net.spy..", "net.spy.memcached.MemcachedClient", "vektra.provider.memcache.."),
                new Library(
                        "com.fasterxml..",
                        "com.fasterxml.jackson.core.JsonParser",
                        "vektra.json..",
                        "vektra.cli.config..",
                        "vektra.store..",
                        "vektra.drain..",
                        "vektra.manifest.text.."));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void each_library_stays_in_its_rooms(Library library) throws Exception {
        assertThat(Class.forName(library.known()).getName())
                .startsWith(library.packages().replace("..", "."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages(library.rooms())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.packages()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "common", "impl", "helper", "out", "build"})
    void no_package_is_called(String name) {
        check(noClasses().should().resideInAPackage(".." + name + ".."));
    }

    /** Else it would describe servers on this machine only. */
    @Test
    void a_recipe_reads_writes_and_runs_through_its_place_alone() {
        check(noClasses()
                .that()
                .implement(ServerRecipe.class)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.channels..", "vektra.program..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class));
    }

    @Test
    void packages_form_no_circle() {
        check(slices().matching("vektra.(**)").should().beFreeOfCycles());
    }

    @Test
    void a_verb_is_given_what_it_needs_and_never_all_that_there_is() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, "vektra.addons.verbs..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Doors.class)
                .because("then its constructor would not say what it works with"));
        check(noClasses()
                .that()
                .resideInAPackage("vektra.addons..")
                .and()
                .resideOutsideOfPackage("vektra.addons.verbs..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Verbs.class));
    }

    @Test
    void faces_see_verbs_and_nothing_that_these_work_with() {
        check(noClasses()
                .that()
                .resideInAnyPackage("vektra.cli..", "vektra.http..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Engine.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Providers.class));
    }

    @Test
    void what_takes_something_back_is_journalled_by_what_makes_it() {
        check(noClasses()
                .that()
                .resideInAPackage("vektra.addons..")
                .and()
                .haveNameNotMatching(
                        "vektra.addons.(provision.Making|data.(Beside|Throwaway)|provision.Assembly|services.NewServer|services.Reconfiguring|services.Upgrading|move.ExportHome)")
                // what they do needs no taking back
                .and()
                .haveNameNotMatching("vektra.addons.(Actions|data.Import|core.Noted|doctor.[A-Z][a-z]+Check)")
                .should()
                .callMethodWhere(target(owner(assignableTo(Store.Session.class)))
                        .and(target(name("begin").or(name("attempt"))))));
    }

    @Test
    void only_main_ends_the_process() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class));
    }

    @Test
    void only_main_a_failpoint_and_the_builtin_memcached_halt_their_process() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BUILTIN_MEMCACHED)
                .and()
                .doNotHaveFullyQualifiedName("vektra.model.Failpoint")
                .and()
                .resideOutsideOfPackage(ROOT)
                .should()
                .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void the_builtin_memcached_knows_nothing_of_vektra() {
        check(classes()
                .that()
                .resideInAPackage(BUILTIN_MEMCACHED)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BUILTIN_MEMCACHED, "java..", "org.jspecify.annotations.."));
    }

    @Test
    void no_class_prints_a_stack_trace() {
        check(noClasses()
                .should()
                .callMethodWhere(target(name("printStackTrace")).and(target(owner(assignableTo(Throwable.class))))));
    }

    @Test
    void only_faces_print() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, "vektra.cli..", BUILTIN_MEMCACHED)
                .and()
                .doNotHaveFullyQualifiedName("vektra.model.Failpoint")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getName());
    }

    private static void check(ArchRule rule) {
        assertThat(ALL).isNotEmpty();
        rule.allowEmptyShould(false).check(ALL);
    }
}
