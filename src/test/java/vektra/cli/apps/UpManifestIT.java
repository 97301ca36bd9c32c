package vektra.cli.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** {@code vektra up} in a folder with a manifest, as a clone has it. */
@Sampled(oneIn = 4)
class UpManifestIT {
    private static final String CONVOX = """
            resources:
              uploads:
                type: efs
            environment:
              - LEVEL=info
            services:
              web:
                build: .
                command: echo $PORT $LEVEL $A ${UPLOADS_PATH:+linked}
                port: 3000
                environment: [A=1]
                resources: [uploads]
              worker:
                build: .
                command: echo ${A:-no A} ${MINE:-no MINE} ${UPLOADS_PATH:-not linked}
            """;

    private final Home home = new Home();

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void the_manifest_is_applied_its_services_run_and_again_nothing_is_said_of_it() {
        home.write("convox.yml", CONVOX);
        Home.Ran first = home.launched("up", "-a", "note").ok();
        assertThat(first.err().lines())
                .contains("+ service efs", "+ app note", "+ variable LEVEL of note")
                .anyMatch(line -> line.startsWith("+ resource uploads of note: efs:"));
        assertThat(first.out().lines())
                .containsExactlyInAnyOrder("web.1    | 3000 info 1 linked", "worker.1 | no A no MINE not linked");
        home.vektra("config:set", "MINE=x", "-a", "note").ok();
        Home.Ran again = home.launched("up", "-a", "note", "--only", "web,worker", "web=2")
                .ok();
        assertThat(again.err().lines()).allMatch(line -> line.endsWith(".1 ended") || line.endsWith(".2 ended"));
        assertThat(again.out().lines())
                .containsExactlyInAnyOrder(
                        "web.1    | 3000 info 1 linked",
                        "web.2    | 3001 info 1 linked",
                        "worker.1 | no A no MINE not linked");
    }

    @Test
    void the_first_service_that_fails_ends_all_with_its_code() {
        home.write("convox.yml", "services:\n  web:\n    command: sleep 60\n  worker:\n    command: exit 9\n");
        assertThat(home.launched("up", "-a", "note").exits(9).err())
                .contains("worker.1 failed with exit code 9; ending the others");
    }

    @Test
    void postdeploy_runs_until_it_went_well_once_and_release_each_time() {
        home.write("app.json", "{\"scripts\": {\"postdeploy\": \"echo seeding; test -e ready || exit 7\"}}");
        home.write("Procfile", "release: echo migrating\nweb: echo serving\n");
        String[] up = {"up", "-a", "note"};
        Home.Ran failed = home.launched(up).exits(7);
        assertThat(failed.out()).contains("seeding").doesNotContain("serving");
        assertThat(failed.err()).contains("postdeploy failed with exit code 7");
        home.write("ready", "");
        assertThat(home.launched(up).ok().out())
                .isEqualTo("release    | migrating\npostdeploy | seeding\nweb.1      | serving\n");
        assertThat(home.launched(up).ok().out()).isEqualTo("release | migrating\nweb.1   | serving\n");
        assertThat(home.json("audit", "-n", "1").at("/0/command").asText()).isEqualTo("up");
    }

    @Test
    void what_the_user_has_elsewhere_is_not_started_and_its_url_goes_to_the_services_that_are_linked()
            throws Exception {
        home.write("convox.yml", CONVOX.replace("UPLOADS_PATH:+linked", "UPLOADS_URL:-none"));
        home.vektra("apps:create", "note").ok();
        home.vektra("config:set", "UPLOADS_URL=sftp://files.example.com", "-a", "note")
                .ok();
        Home.Ran ran = home.launched("up", "-a", "note", "--only", "web").ok();
        assertThat(ran.err().lines())
                .contains(
                        "+ resource uploads of note: external: nothing is started",
                        "Note: uploads of note is external: UPLOADS_URL is set by you")
                .noneMatch(line -> line.startsWith("+ service"));
        assertThat(ran.out()).isEqualTo("web.1 | 3000 info 1 sftp://files.example.com\n");
        assertThat(home.stored("note").get("addons")).isEmpty();
    }

    @Test
    void a_procfile_goes_before_the_services_and_without_a_manifest_the_app_is_called_as_its_folder() throws Exception {
        home.write("convox.yml", CONVOX);
        home.write("Procfile", "job: echo ${A:-no A} ${UPLOADS_PATH:-not linked}\n");
        assertThat(home.launched("up", "--no-manifest").ok().out()).isEqualTo("job.1 | no A not linked\n");
        String app = home.scratch().getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        assertThat(home.stored(app).get("addons")).isEmpty();
        assertThat(home.launched("up").ok().out()).startsWith("job.1 | 1 " + home.path());
        assertThat(home.stored(app).get("addons")).hasSize(1);
    }

    @Test
    void what_is_wrong_is_said_before_anything_is_done() throws Exception {
        refused(3, "no Procfile in ", "web: ./start");
        home.write("app.json", "{}");
        refused(3, "and no services in app.json", "web: ./start");
        home.write("Procfile", "web: true\n");
        home.write("convox.yml", CONVOX.replace("type: efs", "type: efz"));
        refused(2, "several manifests: convox.yml, app.json", "--manifest convox.yml");
        Files.delete(home.scratch().resolve("app.json"));
        refused(3, "convox.yml:3:11: ", "efs");
        home.write("convox.yml", CONVOX.replace("    command: echo $P", "    # "));
        Files.delete(home.scratch().resolve("Procfile"));
        refused(2, "convox.yml:7:3: the service web has no command", "add command: ./start");
        home.write("convox.yml", CONVOX.replace("port: 3000", "port: none"));
        refused(2, "convox.yml:10:11: 'none' is not a port", "3000");
        Files.delete(home.scratch().resolve("convox.yml"));
        home.write("vektra.yml", "apps: {one: {}, two: {}}\n");
        home.write("Procfile", "web: true\n");
        refused(2, "vektra.yml is for several apps", "say which: -a one");
    }

    private void refused(int code, String what, String hint) {
        assertThat(home.vektra("up").exits(code).err()).contains(what, hint);
        assertThat(home.path()).doesNotExist();
    }

    @Test
    void a_dry_run_names_what_would_change_and_run_and_does_neither() {
        home.write("app.json", "{\"env\": {\"A\": \"1\"}, \"scripts\": {\"postdeploy\": \"touch ran\"}}");
        home.write("Procfile", "release: touch ran\nweb: touch ran\n");
        Home.Ran dry = home.vektra("up", "-a", "note", "--dry-run").ok();
        assertThat(dry.out())
                .startsWith("would create the app note\n")
                .endsWith("would run release\nwould run postdeploy\nwould run web.1\n");
        assertThat(dry.err()).contains("+ app note");
        assertThat(home.path()).doesNotExist();
        assertThat(Path.of("ran")).doesNotExist();
    }
}
