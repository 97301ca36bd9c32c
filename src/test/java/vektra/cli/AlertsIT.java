package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;

/** The commands on alerts. */
class AlertsIT {
    private static final String SECRET = "s3cr3t";

    private final Home home = new Home();

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void alerts_are_added_listed_and_removed_and_no_secret_is_shown() throws Exception {
        home.with("SMTP_URL", "smtps://user:" + SECRET + "@mail.example.com");
        String out = home.vektra("alerts").ok().err()
                + home.vektra("alerts:add", "webhook", "https://hooks.example.com/services/" + SECRET, "--after", "3")
                        .ok()
                        .out()
                + home.vektra(
                                "alerts:add",
                                "email",
                                "ops@example.com",
                                "--smtp",
                                "env:SMTP_URL",
                                "--source",
                                "git.*,dns.a")
                        .ok()
                        .out()
                + home.vektra("alerts").ok().out()
                + home.vektra("alerts", "--json").ok().out()
                + home.vektra("audit", "--json").ok().out();
        assertThat(out)
                .contains(
                        "No alerts.",
                        "Added webhook-1, to https://hooks.example.com/****\n",
                        "Added email-1, to ops@example.com by smtps://user:****@mail.example.com\n")
                .containsPattern("webhook-1 +3 +all +https://hooks.example.com/\\*{4} +-\n")
                .containsPattern("email-1 +2 +git.\\*, dns.a +ops@")
                .doesNotContain(SECRET);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.path().resolve("monitors/alerts.json"))))
                .isEqualTo("rw-------");
        assertThat(home.vektra("alerts:add", "webhook", "https://hooks.example.com/services/" + SECRET, "--after", "3")
                        .ok()
                        .out())
                .startsWith("Nothing to do: there is webhook-1");
        assertThat(home.vektra("alerts:remove", "webhook-1").ok().out()).startsWith("Removed webhook-1");
        assertThat(home.json("alerts").findValuesAsText("name")).containsExactly("email-1");
    }

    @Test
    void a_test_says_whether_the_message_arrived() {
        home.vektra("alerts:add", "command", "cat > " + home.scratch().resolve("got.json"))
                .ok();
        home.vektra("alerts:add", "command", "echo no modem >&2; exit 7").ok();
        assertThat(home.vektra("alerts:test", "command-1").ok().out()).startsWith("Delivered to ");
        assertThat(home.vektra("alerts:test", "command-2").exits(5).err())
                .contains("Error: the test of command-2 did not arrive: the command ended with 7: no modem");
        assertThat(home.vektra("alerts:test", "comand-1").exits(3).err())
                .contains("no alert called 'comand-1'", "did you mean command-1?");
    }

    @Test
    void a_dry_run_adds_and_removes_none() {
        assertThat(home.vektra("alerts:add", "webhook", "https://a.example.com/" + SECRET, "--dry-run")
                        .ok()
                        .out())
                .contains("would add the alert webhook-1 (https://a.example.com/****)");
        assertThat(home.json("alerts")).isEmpty();
        home.vektra("alerts:add", "command", "true").ok();
        assertThat(home.vektra("alerts:remove", "command-1", "--dry-run").ok().out())
                .contains("would remove the alert command-1");
        assertThat(home.json("alerts")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alerts:add pager 1 | no kind of alert called 'pager'",
                "alerts:add webhok https://a.example.com/ | did you mean webhook?",
                "alerts:add webhook ftp://a.example.com/ | is not the URL of a webhook",
                "alerts:add webhook http://192.0.2.1/ | http:// sends messages without encryption",
                "alerts:add webhook env:NOT_SET_HERE | the variable NOT_SET_HERE is not set",
                "alerts:add command true --smtp smtp://localhost | only an alert of the kind email has --smtp",
                "alerts:add email ops@example.com | needs a mail server",
                "alerts:add email ops --smtp smtp://localhost | 'ops' is not an address of mail",
                "alerts:add email a@example.com --smtp http://localhost | is not the URL of a mail server",
                "alerts:add email a@example.com --smtp smtp://user@localhost | a user without a password",
                "alerts:add command true --after 0 | '0' is not a number of runs from 1 to 9999",
                "alerts:add command true --source a;b | 'a;b' is not a source",
            })
    void a_mistake_is_named(String call, String says) {
        assertThat(home.vektra(call.split(" ")).exits(2).err()).contains(says);
    }
}
