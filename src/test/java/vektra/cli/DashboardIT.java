package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;

/** The status page as commands make it. */
class DashboardIT {
    private final Home home = new Home();

    @BeforeEach
    void write_a_log() throws Exception {
        StringBuilder log = new StringBuilder();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int i = 30; i > 0; i--) {
            String head = " app=shop xid=9f1c02ab monitor=monitors_git_clone.1 source=git.clone i=0 ";
            Instant at = now.minusSeconds(i * 20L);
            log.append("ts=" + at + head + "at=start interval=20s timeout=180s\n");
            log.append("ts=" + at.plusMillis(600) + head + "at=finish status=success exit=0 elapsed=0.6000 final=true"
                    + " measure=uptime val=100 measure#git.clone.time=0.6000s\n");
        }
        Path logs = Files.createDirectories(home.path().resolve("monitors/log"));
        Files.writeString(logs.resolve("current"), log);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void the_page_is_written_as_one_file() throws Exception {
        Home.Ran ran = home.vektra("monitors:dashboard", "--out", "index.html").ok();
        Path page = home.scratch().resolve("index.html");
        assertThat(ran.out()).isEqualTo("Wrote " + page + "\n");
        assertThat(Files.readString(page)).contains("git.clone", "The service is up", "<b>100 %</b>");
        JsonNode json = home.json("monitors:dashboard", "--out", "open.html", "--public");
        assertThat(json.get("up").asInt()).isOne();
        assertThat(Files.readString(home.scratch().resolve("open.html")))
                .contains("Service 1")
                .doesNotContain("git");
    }

    @Test
    void a_manifest_of_ferret_is_read_as_it_is() throws Exception {
        home.write("canary.json", """
                {"name": "canary", "metrics": [
                  {"display": "clone", "measure": "uptime", "source": "git.clone",
                   "status-levels": {"green": 99, "yellow": 98, "red": 95}, "resolution": 60, "limit": 1}]}""");
        home.vektra("monitors:dashboard", "--out", "p.html", "--public", "--manifest", "canary.json")
                .ok();
        assertThat(Files.readString(home.scratch().resolve("p.html")))
                .contains("<h1>canary</h1>", "<h2>clone</h2>", "<b>100</b>")
                .doesNotContain("git.clone");
    }

    @ParameterizedTest
    @CsvSource({
        "2, monitors:dashboard, say where the page goes",
        "2, monitors:dashboard --out a --port 1, say where the page goes",
        "2, monitors:dashboard --port 65536, is not a port",
        "3, monitors:dashboard --out a --manifest none.json, there is no manifest",
        "5, monitors:dashboard --out none/a.html, cannot be written",
    })
    void a_mistake_is_named(int code, String call, String says) {
        assertThat(home.vektra(call.split(" ")).exits(code).err()).contains(says);
    }
}
