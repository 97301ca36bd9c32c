package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.manifest.format.ManifestFile;
import vektra.manifest.text.Source;
import vektra.manifest.wanted.WantedProcess;
import vektra.manifest.wanted.WantedRun;

/** What manifests say of running their app. */
class RunFormatsTest {
    private static WantedRun run(String file, String text) {
        return ManifestFile.run(Source.of(text.getBytes(StandardCharsets.UTF_8), file));
    }

    private static WantedProcess process(String service) {
        return run("convox.yml", "services:\n  web:\n    " + service + "\n")
                .processes()
                .get(0);
    }

    @Test
    void services_are_processes() {
        WantedRun run = run(
                "convox.yml",
                "environment: [LEVEL=info]\nresources: {main: {type: ledger}}\nservices:\n  web:\n    build: .\n"
                        + "    command: bin/web -p $PORT\n    port: 3000\n    environment: ['A=1=2', ' B ', \"N=a\\nb\"]\n"
                        + "    resources: [main, 'main: DB_HOST']\n  worker:\n    environment: {C: 1}\n  all:\n"
                        + "    environment: ['*']\n");
        assertThat(run.processes()).extracting(WantedProcess::name).containsExactly("web", "worker", "all");
        WantedProcess web = run.processes().get(0);
        assertThat(web.command()).isEqualTo("bin/web -p $PORT");
        assertThat(web.port()).isEqualTo(3000);
        assertThat(web.at().line()).isEqualTo(4);
        assertThat(run.processes().get(1).command()).isNull();
        assertThat(run.processes().get(1).port()).isZero();
        assertThat(run.postdeploy()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "command: sh -c 'a | b' ; sh -c 'a | b'",
                "command: [echo, it's, a  b] ; 'echo' 'it'\\''s' 'a  b'",
                "command: '' ; ",
                "image: web ; "
            })
    void a_list_has_words_and_a_text_is_for_a_shell(String service, String command) {
        assertThat(process(service).command()).isEqualTo(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"port: 3000", "port: https:3000", "port: {port: 3000, scheme: https}", "port: '3000'"})
    void a_port_is_written_in_several_ways(String port) {
        assertThat(process(port).port()).isEqualTo(3000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"port: 0", "port: 65536", "port: web", "port: {port: -1}", "port: 'https:'"})
    void what_is_no_port_is_refused_with_its_place(String port) {
        assertThatThrownBy(() -> process(port))
                .hasMessageStartingWith("convox.yml:3:")
                .hasMessageEndingWith("is not a port");
    }

    @Test
    void a_name_that_no_process_can_have_is_refused() {
        assertThatThrownBy(() -> run("convox.yml", "services:\n  ../web:\n    command: x\n"))
                .hasMessage("convox.yml:2:3: the service name '../web' is not valid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scripts\": {\"postdeploy\": \"bin/seed\"}} | bin/seed",
                "{\"scripts\": {\"postdeploy\": {\"command\": \"bin/seed\", \"size\": \"m\"}}} | bin/seed",
                "{\"scripts\": {\"postdeploy\": \" \"}} | ",
                "{\"scripts\": {\"test\": \"bin/test\"}} | ",
                "{} | "
            })
    void an_app_json_has_a_script_that_runs_once(String text, String script) {
        assertThat(run("app.json", text)).isEqualTo(new WantedRun(WantedRun.NOTHING.processes(), script));
    }

    @Test
    void others_say_nothing_of_it() {
        assertThat(run("vektra.yml", "app: note\nprograms: {web: []}\n")).isEqualTo(WantedRun.NOTHING);
    }
}
