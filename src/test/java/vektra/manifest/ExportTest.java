package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.addons.MemoryHome;
import vektra.addons.drains.PutDrain;
import vektra.manifest.apply.Apply;
import vektra.manifest.apply.Export;
import vektra.manifest.wanted.Manifest;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.text.Secret;

/** What is exported gives another home the same. */
class ExportTest {
    private static final AppName NOTE = new AppName("note");

    private final MemoryHome home = MemoryHome.enabled();
    private final MemoryHome other = MemoryHome.empty();

    @AfterEach
    void close() {
        home.close();
        other.close();
    }

    private static String export(MemoryHome from) {
        return new Export(from.open().assembler()).of(NOTE);
    }

    private static void apply(MemoryHome to, String text) {
        Manifest manifest = Read.of("vektra.yml", text);
        to.run(at -> new Apply(at.assembler()).apply(manifest));
    }

    /** Applied elsewhere it gives the same manifest, and here it changes nothing more than once. */
    private void roundTrip() {
        String text = export(home);
        apply(other, text);
        assertThat(export(other)).isEqualTo(text);
        other.assertSound();
        apply(home, text);
        assertThat(export(home)).isEqualTo(text);
        assertThat(other.open().vars().of(NOTE).all().keySet())
                .isEqualTo(without(home.open().vars().of(NOTE).all(), home));
        Manifest again = Read.of("vektra.yml", text);
        home.run(at ->
                assertThat(new Apply(at.assembler()).apply(again).isNothing()).isTrue());
        home.assertSound();
    }

    /** What the user has set stays with the user. */
    private static java.util.Set<String> without(Map<String, String> vars, MemoryHome home) {
        vars.keySet().removeAll(home.app("note").userConfig().keySet());
        return vars.keySet();
    }

    @Test
    void of_what_was_made_by_hand() {
        home.bind("note", "ledger");
        home.bind("note", "cache");
        home.create("note", "ledger:dedicated", "orders-db", "ORDERS");
        home.attach("orders-db", "note", "REPORTS");
        home.set("note", "TOKEN", "secret-of-the-user");
        assertThat(export(home)).doesNotContain("secret-of-the-user").contains("required:\n  - TOKEN\n");
        roundTrip();
    }

    @Test
    void of_what_a_manifest_made() {
        apply(
                home,
                "app: note\nresources:\n  main: {type: ledger, lease: 2h, options: {deletionProtection: true}}\n"
                        + "  sessions: cache\n"
                        + "variables: {DB_HOST: \"${main.host}\", A: \"x: y # z\", B: \"\", C: 'no', D: \"\\ttab \\\"q\\\" \\\\ \\u00e9\", E: \"$${x}\"}\n"
                        + "required: [KEY]\nprograms: {web: [main], worker: [],"
                        + " clock: {resources: [main], environment: [A, KEY]}, idle: {environment: []}}\n");
        roundTrip();
        assertThat(other.open().vars().of(NOTE).all())
                .containsEntry("A", "x: y # z")
                .containsEntry("C", "no")
                .containsEntry("D", "\ttab \"q\" \\ \u00e9")
                .containsEntry("E", "${x}");
    }

    @Test
    void of_drains_without_their_secrets() {
        home.bind("note", "ledger");
        home.run(at -> at.putDrain()
                .put(new PutDrain.Request(
                        new ServiceName("syslog"),
                        new DrainName("logs"),
                        NOTE,
                        Map.of("quota", "8mb"),
                        new Secret("tcp://127.0.0.1:9"),
                        null,
                        false)));
        assertThat(export(home)).contains("drains:\n  logs:\n", "quota: \"8mb\"");
        roundTrip();
    }

    @Test
    void of_an_app_that_has_nothing() {
        home.set("note", "A", "1");
        roundTrip();
    }

    @Test
    void of_what_other_apps_own() {
        home.bind("shop", "ledger");
        home.attach("shop::LEDGER", "note", "THEIRS");
        assertThat(export(home)).contains("  theirs:\n    from: shop::LEDGER\n");
        apply(home, export(home));
        assertThat(home.attachment("note", "THEIRS").addon())
                .isEqualTo(home.addon("shop").name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vektra/variables.yml", "convox/django.yml", "score/web.yaml"})
    void of_examples(String example) {
        String[] parts = example.split("/");
        Manifest manifest = Read.named(
                Read.of(
                        Read.NAMES.get(parts[0]),
                        Read.text(java.nio.file.Path.of("src/test/resources/vektra/manifest/" + example))
                                .replace("postgres", "ledger")),
                "note");
        home.run(at -> new Apply(at.assembler()).apply(manifest));
        roundTrip();
    }
}
