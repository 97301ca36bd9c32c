package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** Apps are in the space that their name ends in, and may have what its tags allow. */
class SpacesIT {
    private Home home;

    @BeforeEach
    void open() {
        home = new Home();
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void refused(String says, String... call) {
        Home.Ran ran = home.vektra(call).exits(4);
        assertThat(ran.err()).contains(says);
    }

    @Test
    void an_app_is_in_a_space_once_there_is_one() {
        home.vektra("apps:create", "note-prod").ok();
        home.vektra("apps:create", "prod").ok();
        assertThat(home.json("spaces")).isEmpty();
        assertThat(home.vektra("spaces:create", "prod", "socs", "pci").ok().out())
                .contains("note-prod");
        JsonNode spaces = home.json("spaces");
        assertThat(spaces.toString())
                .isEqualTo("[{\"name\":\"prod\",\"tags\":[\"pci\",\"socs\"],\"apps\":[\"note-prod\"]}]");
    }

    @Test
    void what_is_so_already_stays_so() {
        home.vektra("spaces:create", "prod", "pci").ok();
        assertThat(home.vektra("spaces:create", "prod", "pci").ok().out()).startsWith("Nothing to do");
        refused("already exists, with the tag pci", "spaces:create", "prod", "socs");
        assertThat(home.json("spaces:tag", "prod", "pci", "--remove", "never")
                        .get("changed")
                        .asBoolean())
                .isFalse();
        JsonNode changed = home.json("spaces:tag", "prod", "socs", "hipaa", "--remove", "pci,never");
        assertThat(changed.get("tags").toString()).isEqualTo("[\"hipaa\",\"socs\"]");
    }

    @Test
    void a_space_is_kept_while_an_app_is_in_it() {
        home.vektra("spaces:create", "prod").ok();
        home.vektra("apps:create", "note-prod").ok();
        refused("apps are in the space prod: note-prod", "spaces:destroy", "prod");
        home.vektra("apps:rename", "note", "-a", "note-prod").ok();
        home.vektra("spaces:destroy", "prod").ok();
        assertThat(home.json("spaces")).isEmpty();
        assertThat(home.vektra("spaces:destroy", "prod").exits(3).err()).contains("no space called prod");
    }

    @Test
    void the_tags_of_a_plan_can_be_taken_away_again() {
        assertThat(home.json("plans:tag", "redis:dedicated", "pci", "socs")
                        .get("tags")
                        .size())
                .isEqualTo(2);
        JsonNode left = home.json("plans:tag", "redis:dedicated", "--remove", "pci");
        assertThat(left.get("tags").toString()).isEqualTo("[\"socs\"]");
        assertThat(home.vektra("plans:tag", "redis:huge", "pci").exits(3).err()).contains("known: redis:shared");
    }
}
