package vektra.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.service.Client;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** Programs that are no service's of Vektra's: the runner knows none of them. */
class ProgramsTest {
    @TempDir
    private Path folder;

    private Path script(String name, String text) throws IOException {
        Path script = Files.createDirectories(folder.resolve(name).getParent())
                .resolve(Path.of(name).getFileName());
        Files.writeString(script, "#!/bin/sh\n" + text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private Programs programs() {
        return new Programs(
                program -> Stream.of("new", "old", "none")
                        .map(version ->
                                List.of(folder.resolve(version + "/" + program).toString())),
                Pattern.compile("Distrib ([0-9]+)"));
    }

    @Test
    void versions_are_the_oldest_first_and_any_is_the_preferred() throws IOException {
        Path young = script("new/ledger-dump", "echo 'ledger-dump 10.19 Distrib 11.4.2'");
        Path old = script("old/ledger-dump", "echo 'ledger-dump 10.19 Distrib 10.11.6'");
        script("none/ledger-dump", "echo 'no library' >&2; exit 127");
        assertThat(programs().versions("ledger-dump"))
                .containsExactly(
                        new Programs.Found(List.of(old.toString()), 10),
                        new Programs.Found(List.of(young.toString()), 11));
        assertThat(programs().any("ledger-dump")).contains(List.of(young.toString()));
        assertThat(programs().any("ledger-load")).isEmpty();
    }

    @Test
    void a_program_says_nothing_else_than_its_version() throws IOException {
        script("new/other", "echo 'another program of that name'");
        assertThat(programs().versions("other")).isEmpty();
        assertThat(programs().any("other")).isPresent();
    }

    @Test
    void a_complaint_is_one_line_without_the_secret_and_settings_stay_out() throws IOException {
        Path script =
                script("new/ledger", "echo \"ledger: error: refused $LEDGER_PWD at ${HOME:-nowhere}\" >&2; exit 3");
        Client client = new Client(List.of(script.toString()), Map.of("LEDGER_PWD", "open-sesame"));
        Child child = new Child("ledger", client, "HOME"::equals, List.of(new Secret("open-sesame"), new Secret("")));
        assertThatThrownBy(() -> child.run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), () -> {}))
                .hasMessage("ledger failed: refused **** at nowhere");
    }

    @Test
    void a_program_without_secrets_is_called_by_its_file() throws IOException {
        Path script = script("new/a+b", "echo 'a+b: error: no' >&2; exit 1");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThatThrownBy(() -> Child.of(new Client(List.of(script.toString()), Map.of()))
                        .run(InputStream.nullInputStream(), said, () -> {}))
                .hasMessage("a+b failed: no");
        assertThat(said.size()).isZero();
    }

    @Test
    void a_server_may_be_silent_for_as_long_as_its_patience() {
        VektraException silent = VektraException.unavailable("no answer", null, null);
        Runnable question = () -> {
            throw silent;
        };
        assertThatCode(() -> new Pulse(question, Duration.ofHours(1)).run()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Pulse(question, Duration.ofSeconds(-1)).run())
                .isSameAs(silent);
        assertThatCode(() -> new TimeLimit(Duration.ofHours(1)).run()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new TimeLimit(Duration.ofSeconds(-1)).run()).hasMessageContaining("no answer within");
    }

    @Test
    void work_is_done_again_only_within_the_limit_of_its_failure() {
        Retries retries = new Retries();
        assertThat(retries.worthIt(Duration.ofHours(1))).isTrue();
        assertThat(retries.worthIt(Duration.ZERO)).isFalse();
        Thread.currentThread().interrupt();
        assertThat(retries.worthIt(Duration.ofHours(1))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
