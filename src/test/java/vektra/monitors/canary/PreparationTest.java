package vektra.monitors.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** What is missing is named before anything is made. */
class PreparationTest {
    private static final Map<String, String> USUAL = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

    @TempDir
    private Path place;

    @Test
    void monitors_and_services_are_found() {
        Aviary aviary = new Aviary(place);
        aviary.program("monitors/git/clone");
        aviary.http();
        aviary.write("services/README", "");
        Preparation found = Preparation.of(place, USUAL);
        assertThat(found.monitors().all()).hasSize(1);
        assertThat(found.services()).extracting(ServiceFolder::name).containsExactly("http");
    }

    @Test
    void without_both_folders_there_is_nothing_to_prepare() {
        assertThatThrownBy(() -> Preparation.of(place, USUAL))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void scripts_that_cannot_be_run_are_named_together() {
        Aviary aviary = new Aviary(place);
        aviary.write("monitors/git/clone", "#!/bin/sh\n");
        aviary.write("monitors/git/notes", "no script\n");
        aviary.write("monitors/git/status", "#!/usr/bin/env no-such-program -x\n")
                .toFile()
                .setExecutable(true);
        aviary.write("services/http/setup", "#! /no/such/shell\n").toFile().setExecutable(true);
        assertThatThrownBy(() -> Preparation.of(place, USUAL))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessage("monitors/git/clone is not executable;"
                        + " monitors/git/status needs no-such-program, which is not there;"
                        + " services/http/setup needs /no/such/shell, which is not there");
    }

    @Test
    void a_path_without_what_monitors_are_started_with_is_named() {
        new Aviary(place).http();
        assertThatThrownBy(() -> Preparation.of(place, Map.of("PATH", place.toString())))
                .hasMessage("neither setsid nor perl is on PATH");
    }
}
